import type { Millis } from '../../base/units.ts'
import type { LimitContext } from './limit-second.ts'
import type { LimitSummary } from './summary.ts'

/** How much longer the first byte takes than without load, as far as that is the target's doing. */
export interface Slowdown {
  readonly factor: number
  readonly from: Millis
  readonly to: Millis
  /** `min`: the shortest times are compared, because the middle is not known without load, or not to be trusted. */
  readonly basis: 'p50' | 'min'
}

/** Differences below this are scheduling, on any machine. */
const resolution: Millis = 1
/** A busy loop reads late, on average by the read delay: as much may be before it and behind it. */
const delays = 2
/** What a loop that is full may add beyond that. */
const suspectMargin: Millis = 5

/**
 * T of saturation.md 5.3, without what is our own: a loop that is busy reads answers late, and that looks like a slow target. So
 * twice the mean delay of reading is taken off. Where the loop is full (`isSuspect`) its delay is no longer a correction, but most of
 * what is measured; then only the shortest time counts, which a queue in the target lengthens too and a busy loop does not.
 * Undefined: no answers, or nothing to compare them with.
 */
export function slowdownOf(
  { firstByte, host }: LimitSummary,
  { unloaded }: LimitContext,
  isSuspect: boolean,
): Slowdown | undefined {
  if (firstByte === undefined || unloaded === undefined) return undefined
  const own = delays * (host.readDelay ?? 0)
  if (!isSuspect && unloaded.p50 !== undefined) {
    return { ...compare(firstByte.p50 - own, unloaded.p50), to: firstByte.p50, basis: 'p50' }
  }
  const margin = isSuspect ? delays * own + suspectMargin : own
  return { ...compare(firstByte.min - margin, unloaded.min), to: firstByte.min, basis: 'min' }
}

/** How much longer a whole request takes than without load, by the means. */
export interface RequestSlowdown {
  readonly factor: number
  readonly from: Millis
  readonly to: Millis
}

/**
 * The same of whole requests: connecting and receiving count too. A mean, as a few that are very slow keep VUs as well as many; so a
 * margin is taken off, and the delay of reading for each of the parts.
 */
export function requestSlowdownOf(
  { requestTime, host }: LimitSummary,
  { unloaded }: LimitContext,
): RequestSlowdown | undefined {
  if (requestTime === undefined || unloaded?.requestTime === undefined) return undefined
  const own = 2 * delays * (host.readDelay ?? 0) + suspectMargin
  return { ...compare(requestTime - own, unloaded.requestTime), to: requestTime }
}

const compare = (now: Millis, before: Millis): { factor: number; from: Millis } => ({
  factor: (Math.max(0, now) + resolution) / (before + resolution),
  from: before,
})
