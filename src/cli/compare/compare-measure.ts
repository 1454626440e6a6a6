import { type Parsed, parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { Measure } from '../../analysis/compare/compare-runs.ts'
import type { ThresholdExpression } from '../../engine/config/threshold-expression.ts'
import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import type { MetricKind } from '../../engine/metrics/metric.ts'
import type { MetricEntry } from '../../engine/metrics/view.ts'
import { isEmpty, measure } from '../../engine/thresholds/measure.ts'

/** A part of a run: its samples and how long it was measured. */
export interface Span {
  readonly book: SampleBook
  readonly seconds: number
}

/** What two runs are compared by. */
export interface CompareMeasure extends Pick<Measure, 'name' | 'unit' | 'better'> {
  /** Undefined where the span has no sample of it. */
  readonly read: (span: Span) => number | undefined
}

type Kind = Pick<Measure, 'unit' | 'better'>
const lowerMillis: Kind = { unit: 'ms', better: 'lower' }
const higherRate: Kind = { unit: '/s', better: 'higher' }

const trend =
  (metric: string, share: number) =>
  ({ book }: Span): number | undefined =>
    book.overall.trend(metric)?.histogram.quantile(share)

const average = ({ book }: Span): number | undefined => {
  const histogram = book.overall.trend('http_req_duration')?.histogram
  return histogram === undefined || histogram.count === 0 ? undefined : histogram.sum / histogram.count
}

const perSecond =
  (metric: string) =>
  ({ book, seconds }: Span): number =>
    book.overall.counter(metric) / seconds

const shareOf =
  (metric: string) =>
  ({ book }: Span): number | undefined => {
    const rate = book.overall.rate(metric)
    return rate === undefined || rate.total === 0 ? undefined : rate.passes / rate.total
  }

const droppedShare = ({ book: { overall } }: Span): number | undefined => {
  const due = overall.counter('iterations_due')
  return due === 0 ? undefined : overall.counter('dropped_iterations') / due
}

/** What is compared when nobody says more, in the order of the table. */
export const usualMeasures: readonly CompareMeasure[] = [
  { name: 'iterations', ...higherRate, read: perSecond('iterations') },
  { name: 'requests', ...higherRate, read: perSecond('http_reqs') },
  { name: 'errors', unit: 'share', better: 'lower', read: shareOf('http_req_failed') },
  { name: 'dropped', unit: 'share', better: 'lower', read: droppedShare },
  { name: 'checks', unit: 'share', better: 'higher', read: shareOf('checks') },
  { name: 'avg', ...lowerMillis, read: average },
  { name: 'p50', ...lowerMillis, read: trend('http_req_duration', 0.5) },
  { name: 'p95', ...lowerMillis, read: trend('http_req_duration', 0.95) },
  { name: 'p99', ...lowerMillis, read: trend('http_req_duration', 0.99) },
]

const percentile = /^p\(?(\d+(?:\.\d+)?)\)?$/
const statistics = ['avg', 'min', 'max', 'med', 'rate', 'count', 'value']

/**
 * Reads a measure: one of the usual ones, `p90` (of http_req_duration), or `METRIC:STATISTIC`, as in `checkout_time:p95`,
 * `http_req_waiting:avg`, `http_req_duration{scenario:buy}:p95` (a submetric that a threshold names).
 */
export function parseMeasure(text: string, at: string): Parsed<CompareMeasure> {
  const usual = usualMeasures.find(({ name }) => name === text)
  if (usual !== undefined) return parsed(usual)
  const [, metric = 'http_req_duration', statistic = ''] = /^(?:(.+):)?([^:{}]+)$/.exec(text) ?? []
  const isKnown = statistics.includes(statistic) || percentile.test(statistic)
  if (isKnown && (metric !== 'http_req_duration' || statistic !== 'rate'))
    return parsed(measureOf(text, metric, statistic))
  const names = usualMeasures.map(({ name }) => name)
  return problems(
    `${at}: there is no measure '${text}'${didYouMean(text, names)} (there are ${names.join(', ')}, pN, or METRIC:STATISTIC with ${statistics.join(', ')} or pN)`,
  )
}

const measureOf = (name: string, metric: string, statistic: string): CompareMeasure => ({
  name,
  ...kindOf(statistic),
  read: (span) => readStatistic(span.book.overall.find(metric) ?? span.book.submetrics.find(metric), statistic, span),
})

/** Of what the metric is, only its name tells: shares of a Rate are better when they are high, as checks are. */
const kindOf = (statistic: string): Kind => {
  if (statistic === 'rate') return { unit: 'share', better: 'higher' }
  if (statistic === 'count') return { unit: '/s', better: 'higher' }
  return statistic === 'value' ? { unit: 'count', better: 'lower' } : lowerMillis
}

/** A count is compared per second, and only a counter has one; a rate is a share, and only a Rate metric has one. */
const kindOfSink: Readonly<Record<string, MetricKind>> = { count: 'counter', rate: 'rate', value: 'gauge' }

function readStatistic(entry: MetricEntry | undefined, statistic: string, { seconds }: Span): number | undefined {
  const sink = entry?.sink
  if (sink === undefined || isEmpty(sink) || sink.kind !== (kindOfSink[statistic] ?? 'trend')) return undefined
  return measure(leftOf(statistic), sink, seconds)
}

function leftOf(statistic: string): Pick<ThresholdExpression, 'method' | 'percentile'> {
  const share = percentile.exec(statistic)?.[1]
  if (share !== undefined) return { method: 'p', percentile: Number(share) }
  const method = statistic === 'count' ? 'rate' : statistic
  return { method: method as ThresholdExpression['method'], percentile: undefined }
}
