import type { Millis, Share } from '../../base/units.ts'
import { quantile } from '../statistics/summaries.ts'
import type { TestTick } from './test-second.ts'

/** How a service comes back when the load does. */
export interface Recovery {
  /** From when the load was back until it answered as before; undefined: it has not, as far as was seen. */
  readonly after: Millis | undefined
  /** Responses are as before when their p95 is not above it. */
  readonly limit: Millis
  /** How long was watched. */
  readonly watched: Millis
}

/** Beside the p95 of the ticks before: what the noise of a machine may add. */
const NOISE_SHARE = 1.2
const NOISE: Millis = 5
/** It has to last: in so much time, so many of the ticks have to be well. */
const LASTS: Millis = 3000
const MOSTLY = 0.9

/**
 * When did it answer again as it did before? `before`: ticks of the steady time, `since`: ticks since the load was back. A tick is well
 * when no more of it failed than is allowed and its p95 is like those before. `unwell`: too much failed before, so there is nothing to come back to.
 */
export function findRecovery(
  before: readonly TestTick[],
  since: readonly TestTick[],
  failuresAllowed: Share,
): Recovery | 'unwell' | undefined {
  const usual = quantile(
    before.flatMap(({ p95 }) => p95 ?? []),
    0.95,
  )
  const begin = since[0]?.from
  if (usual === undefined || begin === undefined) return undefined
  if (!wasWell(before, failuresAllowed)) return 'unwell'
  const limit = Math.max(usual * NOISE_SHARE, usual + NOISE)
  // A tick in which nothing ended tells nothing.
  const after = since.filter(({ good, failed }) => good + failed > 0)
  const isWell = ({ good, failed, p95 }: TestTick): boolean =>
    failed <= failuresAllowed * (good + failed) && (p95 === undefined || p95 <= limit)
  const wells = after.map(isWell)
  const found = after.findIndex((tick, index) => wells[index] === true && lasts(after, wells, index, tick.from))
  const from = found < 0 ? undefined : after[found]?.from
  return {
    after: from === undefined ? undefined : from - begin,
    limit,
    watched: (since.at(-1)?.to ?? begin) - begin,
  }
}

function wasWell(before: readonly TestTick[], failuresAllowed: Share): boolean {
  const [failed, all] = before.reduce(([bad, sum], tick) => [bad + tick.failed, sum + tick.good + tick.failed], [0, 0])
  return failed <= failuresAllowed * all
}

function lasts(after: readonly TestTick[], wells: readonly boolean[], from: number, at: Millis): boolean {
  if ((after.at(-1)?.to ?? at) - at < LASTS) return false
  let [well, all] = [0, 0]
  for (let index = from; index < after.length && (after[index]?.from ?? Infinity) < at + LASTS; index += 1) {
    all += 1
    if (wells[index] === true) well += 1
  }
  return well >= MOSTLY * all
}
