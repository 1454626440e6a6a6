import type { Millis } from '../base/units.ts'

/** Percentiles of one second; undefined when nothing was measured. */
interface Spread {
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
}

/** What is known of a second's times. */
export interface SecondTimes {
  /** Of requests, from when they were sent. */
  readonly latency: Spread
  /** Of iterations, from when they were due (open model) or started (closed). */
  readonly fromDue: Spread
  readonly startLag: Spread
}

/** Waiting for a VU shows from here on: a tenth of the response time, and not the timer's own jitter. */
const visibleLagShare = 0.1
const visibleLag: Millis = 2
/** An iteration that takes longer than this many times its wait and one request does more than to send one request. */
const mostRequests = 2

/**
 * p95 from the due time, where iterations started late enough to see it beside the response time; undefined else, and where iterations
 * (or enough of them, in a mix of scenarios) do more than one request or sleep: their times cannot be compared with those of requests.
 */
export function lateP95(times: SecondTimes): Millis | undefined {
  const { latency, fromDue, startLag } = times
  const lag = startLag.p95 ?? 0
  const isLate = lag > visibleLag && lag > visibleLagShare * (latency.p95 ?? 0)
  return isLate && isOneRequest(times, 'p50') && isOneRequest(times, 'p95') ? fromDue.p95 : undefined
}

const isOneRequest = ({ latency, fromDue, startLag }: SecondTimes, part: keyof Spread): boolean =>
  (fromDue[part] ?? 0) <= mostRequests * ((latency[part] ?? 0) + (startLag[part] ?? 0) + visibleLag)
