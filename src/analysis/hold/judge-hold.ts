import type { Millis } from '../../base/units.ts'
import { type Observation, secondsOf } from '../observation.ts'
import { batchMeans, type Estimate } from '../statistics/batch-means.ts'
import { periodOf } from '../statistics/period.ts'
import { meanOfKnown, sum } from '../statistics/summaries.ts'
import { backlogOf, driftOf } from './backlog.ts'
import type { Fall, Hold, HoldContext } from './hold.ts'
import { responsesOf } from './responses.ts'
import { partsOf } from './steady-part.ts'
import { totalsOf } from './totals.ts'
import { limitOf, verdictOf } from './verdict.ts'

/** delta of saturation.md 1; part of every answer, so it is printed with it. */
export const defaultTolerance = 0.02

const shortestSettling: Millis = 500
/** Usually no longer than this; where iterations take long, until nearly all that were there at first have ended; and never longer. */
const usualSettling: Millis = 3000
const slowFactor = 1.5
const longestSettling: Millis = 12_000

/** max(0.5 s, 3 x R95 of the unloaded system), at most 3 s (saturation.md 2.2), or 1.5 x R95 where that is longer. */
export function settlingTime(unloaded95: Millis = 0): Millis {
  const most = Math.min(longestSettling, Math.max(usualSettling, slowFactor * unloaded95))
  return Math.min(most, Math.max(shortestSettling, 3 * unloaded95))
}

/** Before anything is known of the target without load, what is held tells how long its iterations take. */
const iterations95 = (ticks: readonly Observation[], { unloaded }: HoldContext): Millis | undefined =>
  unloaded?.p95 ?? meanOfKnown(ticks.map(({ p95 }) => p95))

/** A smaller fall of goodput within a hold is not called one. */
const fallShare = 0.1

/**
 * The state test of a hold (saturation.md 2.2). `ticks` are all of its observations at the new load, the one with the change itself
 * not among them. Undefined until something has settled.
 */
export function judgeHold(ticks: readonly Observation[], context: HoldContext): Hold | undefined {
  const first = ticks[0]
  if (first === undefined) return undefined
  const begin = first.from + settlingTime(iterations95(ticks, context))
  const settled = ticks.filter(({ from }) => from >= begin)
  if (settled.length < 2) return undefined
  const { early, steady } = partsOf(settled)
  const dwell = ((steady.at(-1)?.to ?? begin) - first.from) / 1000
  const hold = { ...describe(steady, context), dwell }
  const fall = early.length === 0 ? undefined : fallOf(hold, early, { ticks, context })
  return { ...hold, fall, verdict: fall === undefined ? hold.verdict : verdictAfterFall(hold, context) }
}

function describe(ticks: readonly Observation[], context: HoldContext): Hold {
  const totals = totalsOf(ticks)
  const seconds = ticks.map(secondsOf)
  const good = ticks.map((tick) => tick.good)
  const period = periodOf(good.map((count, index) => count / (seconds[index] ?? 1)))
  const offered = (totals.started + totals.dropped) / totals.seconds
  const backlog = backlogOf(ticks)
  const drift = driftOf(ticks, backlog)
  const lost = relativeTo(
    offered,
    batchMeans(
      ticks.map(({ failed, dropped }) => failed + dropped),
      seconds,
      period,
    ),
  )
  const measures = {
    load: ticks.at(-1)?.load ?? 0,
    from: ticks[0]?.from ?? 0,
    to: ticks.at(-1)?.to ?? 0,
    dwell: totals.seconds,
    seconds: totals.seconds,
    count: totals.good + totals.failed,
    offered,
    goodput: batchMeans(good, seconds, period),
    plainError: batchMeans(good, seconds).se,
    period: period === undefined ? undefined : (period * totals.seconds) / ticks.length,
    deficit: deficitOf(lost, relativeTo(offered, drift), context.unloaded?.errorShare ?? 0),
    drift: drift.value,
    errorShare: totals.failed / Math.max(1, totals.good + totals.failed),
    droppedShare: totals.dropped / Math.max(1, totals.started + totals.dropped),
    inFlight: meanOfKnown(ticks.map(({ inFlight }) => inFlight)) ?? 0,
    p50: meanOfKnown(ticks.map(({ p50 }) => p50)),
    p95: meanOfKnown(ticks.map(({ p95 }) => p95)),
    ...responsesOf(ticks),
    timedOutShare: sum(ticks.map(({ timedOut = 0 }) => timedOut)) / Math.max(1, totals.good + totals.failed),
    fall: undefined,
  }
  const judged = { ...measures, verdict: verdictOf(measures, { lost, backlog, context }) }
  return { ...judged, limitedBy: limitOf(judged, ticks, context) }
}

const relativeTo = (rate: number, { value, se, half }: Estimate): Estimate =>
  rate > 0 ? { value: value / rate, se: se / rate, half: half / rate } : { value: 0, se: Infinity, half: Infinity }

/** D = max(0, lost - lost at no load) + backlog growth, as shares of the offered: unlike 1 - G/L free of the noise of arrivals. */
const deficitOf = (lost: Estimate, growth: Estimate, errorShare: number): Estimate => ({
  value: Math.max(0, lost.value - errorShare) + growth.value,
  se: Math.hypot(lost.se, growth.se),
  half: Math.hypot(lost.half, growth.half),
})

interface Circumstances {
  /** Of the whole hold, settling included. */
  readonly ticks: readonly Observation[]
  readonly context: HoldContext
}

function fallOf(after: Hold, early: readonly Observation[], { ticks, context }: Circumstances): Fall | undefined {
  const before = describe(early, context)
  if (after.goodput.value > (1 - fallShare) * before.goodput.value) return undefined
  const untilFall = ticks.filter(({ to }) => to <= before.to)
  const { seconds, started, dropped, good } = totalsOf(untilFall)
  return {
    after: seconds,
    before: before.goodput,
    wasSaturated: before.deficit.value > context.tolerance / 2,
    owed: started + dropped - good,
  }
}

/** After a fall there is no time for trends: what is missing is enough, if it is more than the fall itself had to be. */
const verdictAfterFall = (hold: Hold, { model }: HoldContext): Hold['verdict'] =>
  model === 'open' && hold.goodput.value < (1 - fallShare / 2) * hold.offered ? 'saturated' : hold.verdict
