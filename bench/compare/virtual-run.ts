import { madeRecord } from '../../src/cli/report-data/testing/made-record.ts'
import type { RunRecord } from '../../src/engine/record/read-record.ts'
import { configureModel } from '../../src/targets/models.ts'
import type { GivenParams } from '../../src/targets/options.ts'
import { paced, poisson, replay } from '../../src/targets/testing/replay.ts'
import type { CompareCase } from './cases.ts'

/** There and back over loopback, ms. */
const ROUND_TRIP = 0.6

/** The record of a run against a target in virtual time; the answers of a second stand in that second. */
export function virtualRun(
  { model, rate, arrivals }: CompareCase,
  params: GivenParams,
  seconds: number,
  seed: number,
): RunRecord {
  const span = seconds * 1000
  const times = arrivals === 'even' ? paced(rate, span) : poisson(rate, span, seed + 104_729)
  const replies = replay(configureModel(model, params), times, { seed })
  const bySecond = Map.groupBy(replies, ({ due }) => Math.floor(due / 1000))
  const repliesOf = (second: number): readonly (typeof replies)[number][] => bySecond.get(second) ?? []
  return madeRecord({
    seconds,
    rate: (second) => repliesOf(second).length,
    took: (second, index) => {
      const reply = repliesOf(second)[index]
      return ROUND_TRIP + (reply === undefined ? 0 : reply.due - reply.arrivedAt)
    },
    fails: (second, index) => (repliesOf(second)[index]?.status ?? 200) >= 400,
  })
}
