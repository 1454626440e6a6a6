import type { Millis } from '../base/units.ts'

/** Of response times, ms; undefined when there were none. */
export interface Percentiles {
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  readonly p99: Millis | undefined
}

/**
 * What was counted in one span of time (250 ms or 1 s). Counts are iterations of the load that is explored, all scenarios of the
 * mix together. Spans follow each other without gap or overlap; times are of one monotonic clock.
 */
export interface Observation {
  readonly from: Millis
  readonly to: Millis
  /** The load commanded at `to`: arrivals per second (open model) or VUs (closed). */
  readonly load: number
  /** Iterations really begun. */
  readonly started: number
  /** Iterations that ended well. */
  readonly good: number
  /** Iterations that ended with a failure, or were interrupted. */
  readonly failed: number
  /** Due, but nothing was free to begin them. */
  readonly dropped: number
  /** Iterations that go on, at about `to`. */
  readonly inFlight: number
  /** Of the times that the iterations of the span took; undefined when none ended. */
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  /** What those iterations took together, and the sum of the squares of it. */
  readonly iterationTime?: Millis
  readonly iterationSquares?: number
  /** Of the requests, where that is not the same: an iteration may send many of them, and think. */
  readonly response?: Percentiles
  /** Requests that were answered or gave up, and how many of them took as long as the service level allows, or longer. */
  readonly responses?: number
  readonly slow?: number
  /** Requests that found nobody listening. */
  readonly refused?: number
  /** Requests that got no answer in their time. */
  readonly timedOut?: number
  /** Part of the span in which the run was paused; such spans are not used. */
  readonly pausedFor?: Millis
  /** The generator could not do what it was asked (its verdict, not ours): what then is measured is not the target's limit. */
  readonly generatorLimited?: boolean
}

/** Open: load is arrivals per second, whatever comes back. Closed: load is VUs, each begins anew when it is done. */
export type LoadModel = 'open' | 'closed'

export const secondsOf = ({ from, to }: Pick<Observation, 'from' | 'to'>): number => (to - from) / 1000
