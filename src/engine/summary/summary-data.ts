import { formatDuration } from '../../base/duration.ts'
import type { Millis } from '../../base/units.ts'
import type { SampleBook } from '../metrics/sample-book.ts'
import type { Contains, MetricDef, MetricKind } from '../metrics/metric.ts'
import { makeSink, type Sink } from '../metrics/sink.ts'
import type { MetricEntry, MetricView } from '../metrics/view.ts'
import type { ThresholdState } from '../thresholds/judge.ts'
import { byMetricName } from './metric-order.ts'
import { trendStats } from './trend-stats.ts'

/** One metric in the form of k6's handleSummary data. */
export interface MetricSummary {
  readonly type: MetricKind
  readonly contains: Contains
  readonly values: Readonly<Record<string, number>>
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>
}

export type MetricSummaries = Readonly<Record<string, MetricSummary>>

export interface ValueSource {
  /** Rates of counters are over this. */
  readonly duration: Millis
  readonly trendStats: readonly string[]
}

export interface SummarySource extends ValueSource {
  readonly book: SampleBook
  /** Whether all metrics of ours are shown beside k6's. */
  readonly internal: boolean
  /** Shown even without samples: what thresholds are about, submetrics by their whole name. */
  readonly declared: readonly MetricDef[]
  readonly thresholds: readonly ThresholdState[]
}

/** Every metric and submetric of the run, a submetric after its metric. */
export function summarizeMetrics(source: SummarySource): Record<string, MetricSummary> {
  const { book, declared, internal, thresholds } = source
  const isDeclared = new Set(declared.map(({ name }) => name))
  const measured = [...book.overall.entries(), ...book.submetrics.entries()]
  const names = new Set(measured.map(({ name }) => name))
  const entries = [...measured, ...declared.filter(({ name }) => !names.has(name)).map(emptyEntry)]
  const judged = Map.groupBy(thresholds, ({ metric }) => metric)
  return Object.fromEntries(
    entries
      .filter((entry) => internal || !entry.internal || isDeclared.has(entry.name))
      .toSorted((a, b) => byMetricName(a.name, b.name))
      .map((entry) => [entry.name, { ...summaryOf(entry, source), ...verdicts(judged.get(entry.name)) }]),
  )
}

/**
 * k6's iteration_duration begins when an iteration does. Where iterations have due times it is shown from those too: a generator or target
 * that lets them wait cannot hide it there.
 */
export function withDueTimes(metrics: MetricSummaries, source: SummarySource): MetricSummaries {
  const due = [...source.book.overall.entries()].find(({ name }) => name === 'iteration_duration_due')
  const lags = source.book.overall.trend('start_lag')?.histogram.count ?? 0
  if (due === undefined || lags === 0 || metrics['iteration_duration'] === undefined) return metrics
  const all = { ...metrics, 'iteration_duration{from due time}': summaryOf(due, source) }
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => byMetricName(a, b)))
}

/** The metrics of a part of the run. */
export const summarizeView = (view: MetricView, source: ValueSource): Record<string, MetricSummary> =>
  Object.fromEntries(
    [...view.entries()]
      .filter(({ internal }) => !internal)
      .toSorted((a, b) => byMetricName(a.name, b.name))
      .map((entry) => [entry.name, summaryOf(entry, source)]),
  )

const emptyEntry = ({ name, kind, contains, internal }: MetricDef): MetricEntry => ({
  name,
  contains,
  internal,
  sink: makeSink[kind](),
})

const summaryOf = ({ contains, sink }: MetricEntry, source: ValueSource): MetricSummary => ({
  type: sink.kind,
  contains,
  values: valuesOf(sink, source),
})

/** A threshold with a window is not the same as the one without. */
export const thresholdKey = ({ source, window }: Pick<ThresholdState, 'source' | 'window'>): string =>
  window === undefined ? source : `${source} over ${formatDuration(window)}`

const verdicts = (states: readonly ThresholdState[] | undefined): Pick<MetricSummary, 'thresholds'> =>
  states === undefined
    ? {}
    : { thresholds: Object.fromEntries(states.map((state) => [thresholdKey(state), { ok: !state.failed }])) }

function valuesOf(sink: Sink, { duration, trendStats: stats }: ValueSource): Record<string, number> {
  switch (sink.kind) {
    case 'counter':
      return { count: sink.sum, rate: duration > 0 ? sink.sum / (duration / 1000) : 0 }
    case 'gauge':
      return {
        value: sink.last ?? 0,
        min: sink.last === undefined ? 0 : sink.min,
        max: sink.last === undefined ? 0 : sink.max,
      }
    case 'rate':
      return {
        rate: sink.total === 0 ? 0 : sink.passes / sink.total,
        passes: sink.passes,
        fails: sink.total - sink.passes,
      }
    case 'trend':
      return trendStats(sink.histogram, stats)
  }
}
