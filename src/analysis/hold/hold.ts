import type { Millis, PerSecond, Share } from '../../base/units.ts'
import type { LoadModel, Percentiles } from '../observation.ts'
import type { Estimate } from '../statistics/batch-means.ts'

/** What the system is like with hardly any load: everything else is compared with it. */
export interface Unloaded {
  /** Median and 95 % time of an iteration. */
  readonly p50: Millis
  readonly p95: Millis
  /** Of a request: an iteration may also think. */
  readonly response: { readonly p50: Millis; readonly p95: Millis }
  /** Failures that are there without any load; they are not the load's doing. */
  readonly errorShare: Share
}

/**
 * Open model only. `sustained`: what was asked for came back and nothing piled up. `saturated`: beyond doubt not. `undecided`: the
 * hold was too short or too noisy to tell; also all holds of the closed model, where one hold alone says nothing.
 */
export type HoldVerdict = 'sustained' | 'saturated' | 'undecided'

/** Goodput went down within the hold, with the load unchanged. */
export interface Fall {
  /** After so many seconds of the load. */
  readonly after: number
  /** Goodput until then. */
  readonly before: Estimate
  /** More was asked for than came back already before it. */
  readonly wasSaturated: boolean
  /** Iterations that had been due by then and had not come back well: a server may work on at what nobody waits for any more. */
  readonly owed: number
}

/** What one load, held for some time, showed. Rates are per second, times in s unless they are `Millis`. */
export interface Hold {
  readonly load: number
  readonly from: Millis
  readonly to: Millis
  /** Since the load was in force. */
  readonly dwell: number
  /** Length of the part that is used: settled, and after the last change of level. */
  readonly seconds: number
  /** Iterations that ended in it. */
  readonly count: number
  /** Iterations that were due: begun or dropped. */
  readonly offered: PerSecond
  readonly goodput: Estimate
  /** Standard error of the goodput of any stretch this long, wherever in a period it begins. */
  readonly plainError: PerSecond
  /** Length of the period of the goodput in s, if the hold was long enough to show one. */
  readonly period: number | undefined
  /** Share of the offered that failed (baseline subtracted), was dropped or piled up. */
  readonly deficit: Estimate
  /** How fast the backlog grew, iterations per second. */
  readonly drift: PerSecond
  readonly errorShare: Share
  readonly droppedShare: Share
  /** Mean number of iterations inside. */
  readonly inFlight: number
  /** Of the iterations: means of the observations' percentiles. */
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  /** Of the requests, likewise. */
  readonly response: Percentiles
  /** Share of the requests that took as long as the service level allows, or longer; undefined without one. */
  readonly slowShare: Share | undefined
  /** Mean time that an iteration took, and its standard error from their number; undefined when they were not measured. */
  readonly time: { readonly mean: Millis; readonly se: Millis } | undefined
  readonly timedOutShare: Share
  readonly verdict: HoldVerdict
  readonly fall: Fall | undefined
  /** It was not the target that held it back. */
  readonly limitedBy: 'in-flight' | 'generator' | undefined
}

/** What a hold with hardly any load says of the target. */
export const unloadedBy = ({ p50 = 0, p95 = 0, response, errorShare }: Hold): Unloaded => ({
  p50,
  p95,
  response: { p50: response.p50 ?? p50, p95: response.p95 ?? p95 },
  errorShare,
})

/** How many times as long as without load its requests take; undefined where that is not known. */
export function slowdownOf(
  { response, p50 }: Pick<Hold, 'response' | 'p50'>,
  unloaded: Unloaded | undefined,
): number | undefined {
  const [now, usual] = [response.p50 ?? p50, unloaded?.response.p50]
  return now === undefined || usual === undefined || usual <= 0 ? undefined : now / usual
}

/** What a hold is judged by. */
export interface HoldContext {
  readonly model: LoadModel
  /** Undefined before the baseline is known. */
  readonly unloaded: Unloaded | undefined
  /** delta: a smaller deficit is not called a loss. */
  readonly tolerance: number
  readonly inFlightCap: number
}
