import type { Millis } from '../base/units.ts'
import type { Latency, Window } from './api.ts'
import type { ClosedWindow } from './metrics/aggregator.ts'
import type { Histogram } from './metrics/histogram.ts'
import type { MetricView } from './metrics/view.ts'

/** What main knows of a window beside the samples. */
export interface WindowFacts {
  readonly inFlight: number
  readonly vus: number
  readonly pausedFor: Millis
  readonly load: Readonly<Record<string, number>>
}

const SHARES = [0.5, 0.95, 0.99] as const

export function latencyOf(histogram: Histogram | undefined): Latency {
  if (histogram === undefined || histogram.count === 0) return NO_LATENCY
  const [p50, p95, p99] = histogram.quantiles(SHARES)
  return { count: histogram.count, p50, p95, p99 }
}

export const NO_LATENCY: Latency = { count: 0, p50: undefined, p95: undefined, p99: undefined }

function firstByteOf(histogram: Histogram): Window['firstByte'] {
  const { count, min } = histogram
  return count === 0 ? undefined : { count, min, p50: histogram.quantile(0.5) ?? min }
}

const trendOf = (view: MetricView, name: string): Histogram | undefined => view.trend(name)?.histogram

/** They follow one another; what is no part of a request is 0. */
const partsOfRequest = ['http_req_connecting', 'http_req_tls_handshaking', 'http_req_duration'] as const

/** A closed window as the api shows it. */
export function windowOf({ from, to, book }: ClosedWindow, facts: WindowFacts): Window {
  const { overall } = book
  const failed = overall.rate('http_req_failed')
  const checks = overall.rate('checks')
  return {
    from,
    to,
    offered: overall.counter('iterations_due'),
    started: overall.counter('iterations_started'),
    achieved: overall.counter('iterations'),
    good: overall.counter('iterations_good'),
    dropped: overall.counter('dropped_iterations'),
    interrupted: overall.counter('iterations_interrupted'),
    requests: overall.counter('http_reqs'),
    failedRequests: failed?.passes ?? 0,
    latency: latencyOf(trendOf(overall, 'http_req_duration')),
    fromDue: latencyOf(trendOf(overall, 'iteration_duration_due')),
    startLag: latencyOf(trendOf(overall, 'start_lag')),
    firstByte: firstByteOf(book.firstByte.histogram),
    requestTime: partsOfRequest.reduce((sum, part) => sum + (trendOf(overall, part)?.sum ?? 0), 0),
    iterationTime: trendOf(overall, 'iteration_duration')?.sum ?? 0,
    withoutPort: overall.counter('requests_without_port'),
    withoutFile: overall.counter('requests_without_file'),
    checksPassed: checks?.passes ?? 0,
    checksFailed: (checks?.total ?? 0) - (checks?.passes ?? 0),
    ...facts,
  }
}
