import type { Hold, Unloaded } from '../hold/hold.ts'
import { isSettled, peersOf } from './findings.ts'

/** So much is refused, while what is let in is as fast as without load, and next to nothing waits. */
const refusedShare = 0.05
const asFast = 1.3
const asFew = 1.5
/** Loads so far apart must bring the same. */
const apart = 1.05

/**
 * The holds of a rate limiter: all overloads are refused without waiting, and all bring the same. Its full bucket may carry more for
 * a while, which says nothing about its rate. Undefined when the target is something else.
 */
export function limiterOf(saturated: readonly Hold[], unloaded: Unloaded | undefined): Hold[] | undefined {
  const settled = saturated.filter(isSettled)
  if (unloaded === undefined || !settled.every((hold) => isRefusing(hold, unloaded))) return undefined
  const peers = peersOf(settled.map((hold) => ({ ...hold, fall: undefined })))
  const [first, last] = [peers[0], peers.at(-1)]
  if (first === undefined || last === undefined || last.load < apart * first.load) return undefined
  return peers.length * 2 > settled.length ? peers : undefined
}

/** More is asked for than is let in, and what is let in is as fast as without load. */
export function isRefusing({ errorShare, response, p95, inFlight, goodput }: Hold, unloaded: Unloaded): boolean {
  const usual = (goodput.value * unloaded.p50) / 1000
  const isFast = (response.p95 ?? p95 ?? Infinity) < asFast * unloaded.response.p95
  return errorShare > refusedShare && isFast && inFlight <= asFew * usual + 3
}
