import type { Millis } from '../../base/units.ts'
import type { SampleBook } from '../metrics/sample-book.ts'
import type { Contains } from '../metrics/metric.ts'
import type { Histogram } from '../metrics/histogram.ts'
import type { Tag } from '../metrics/tag-sets.ts'

/** One number about the load in one second of the run: what k6 does not measure, and what tells whose limit is seen. */
export interface Figure {
  readonly name: FigureName
  /** `time`: ms. */
  readonly contains: Contains
  readonly value: number
  readonly tags: readonly Tag[]
}

/** The figures of a second that ended at `at`, ms since 1970. */
export interface Figures {
  readonly at: number
  readonly figures: readonly Figure[]
}

/** Every figure there is, for docs and dashboards. All are gauges; rates are per second. */
export const figureHelp = {
  kneepoint_load: 'what is asked for: arrivals per second or VUs, by scenario',
  kneepoint_offered: 'iterations that were due, per second, by scenario',
  kneepoint_started: 'iterations that were begun, per second, by scenario',
  kneepoint_achieved: 'iterations that were completed, per second, by scenario',
  kneepoint_good: 'iterations that were completed without a failed request or an exception, per second, by scenario',
  kneepoint_dropped: 'iterations for which no VU was free, per second, by scenario',
  kneepoint_interrupted: 'iterations that were cut off, per second, by scenario',
  kneepoint_in_flight: 'iterations under way at the end of the second',
  kneepoint_start_lag_p50: 'how late iterations began: half of them by at most so much',
  kneepoint_start_lag_p99: 'how late iterations began: 99 % of them by at most so much',
  kneepoint_latency_p50: 'http_req_duration of this second alone',
  kneepoint_latency_p95: 'http_req_duration of this second alone',
  kneepoint_latency_p99: 'http_req_duration of this second alone',
  kneepoint_due_latency_p50: 'from when iterations were due until they were over, of this second alone',
  kneepoint_due_latency_p95: 'from when iterations were due until they were over, of this second alone',
  kneepoint_due_latency_p99: 'from when iterations were due until they were over, of this second alone',
  kneepoint_capacity: 'the highest steady number of good iterations per second, once it is found',
  kneepoint_saturation: 'the load from which more brings no more, once it is found',
  kneepoint_buckle: 'the load from which goodput falls, once it is found',
} as const

export type FigureName = keyof typeof figureHelp

/** Limits as far as they are found; see analysis/capacity.ts. */
export interface FoundLimits {
  readonly capacity: number | undefined
  readonly saturation: number | undefined
  readonly buckle: number | undefined
}

export interface LoadSecond {
  readonly book: SampleBook
  /** Without pauses. */
  readonly measured: Millis
  readonly inFlight: number
  /** What each scenario is asked for. */
  readonly load: Readonly<Record<string, number>>
  readonly limits: FoundLimits
  /** Of the run. */
  readonly tags: readonly Tag[]
}

const rates = {
  kneepoint_offered: 'iterations_due',
  kneepoint_started: 'iterations_started',
  kneepoint_achieved: 'iterations',
  kneepoint_good: 'iterations_good',
  kneepoint_dropped: 'dropped_iterations',
  kneepoint_interrupted: 'iterations_interrupted',
} as const satisfies { readonly [N in FigureName]?: string }

/** Of less time no rate is made. */
const SHORTEST: Millis = 10

/** The figures of one second. What is not known is not there. */
export function figuresOf(second: LoadSecond): readonly Figure[] {
  const { book, inFlight, limits, tags } = second
  const { overall } = book
  const of = (name: FigureName, value: number | undefined, contains: Contains = 'default'): readonly Figure[] =>
    value === undefined ? [] : [{ name, contains, value, tags }]
  const lag = overall.trend('start_lag')?.histogram
  return [
    ...Object.keys(second.load).flatMap((scenario) => figuresOfScenario(second, scenario)),
    ...of('kneepoint_in_flight', inFlight),
    ...of('kneepoint_start_lag_p50', lag?.quantile(0.5), 'time'),
    ...of('kneepoint_start_lag_p99', lag?.quantile(0.99), 'time'),
    ...percentiles('kneepoint_latency', overall.trend('http_req_duration')?.histogram, tags),
    ...percentiles('kneepoint_due_latency', overall.trend('iteration_duration_due')?.histogram, tags),
    ...of('kneepoint_capacity', limits.capacity),
    ...of('kneepoint_saturation', limits.saturation),
    ...of('kneepoint_buckle', limits.buckle),
  ]
}

function figuresOfScenario({ book, measured, load, tags: all }: LoadSecond, scenario: string): readonly Figure[] {
  const tags: readonly Tag[] = [...all.filter(([key]) => key !== 'scenario'), ['scenario', scenario]]
  const of = (name: FigureName, value: number): Figure => ({ name, contains: 'default', value, tags })
  const asked = of('kneepoint_load', load[scenario] ?? 0)
  if (measured < SHORTEST) return [asked]
  const view = book.scenarios.get(scenario)
  const names = Object.keys(rates) as (keyof typeof rates)[]
  return [asked, ...names.map((name) => of(name, ((view?.counter(rates[name]) ?? 0) * 1000) / measured))]
}

function percentiles(
  name: 'kneepoint_latency' | 'kneepoint_due_latency',
  histogram: Histogram | undefined,
  tags: readonly Tag[],
): readonly Figure[] {
  const values = histogram?.quantiles([0.5, 0.95, 0.99]) ?? []
  return ([50, 95, 99] as const).flatMap((percent, index) => {
    const value = values[index]
    return value === undefined ? [] : [{ name: `${name}_p${percent}` as const, contains: 'time' as const, value, tags }]
  })
}
