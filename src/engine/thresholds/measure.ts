import type { ThresholdExpression, ThresholdMethod, ThresholdOperator } from '../config/threshold-expression.ts'
import type { MetricKind } from '../metrics/metric.ts'
import type { CounterSink, GaugeSink, RateSink, Sink, TrendSink } from '../metrics/sink.ts'

/** Which methods a threshold may use on a metric, by the metric's type (k6's table). */
export const methodsOf: Readonly<Record<MetricKind, readonly ThresholdMethod[]>> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'p'],
}

type Left = Pick<ThresholdExpression, 'method' | 'percentile'>

/**
 * What the left side of a threshold comes to, by k6's rules. `seconds`: what the rate of a counter is over. Without samples a
 * trend and a gauge are 0; undefined where there is nothing to divide by, and for methods that the type does not have.
 */
export function measure(left: Left, sink: Sink, seconds: number): number | undefined {
  switch (sink.kind) {
    case 'counter':
      return ofCounter(left, sink, seconds)
    case 'gauge':
      return left.method === 'value' ? ofGauge(sink) : undefined
    case 'rate':
      return left.method === 'rate' ? ofRate(sink) : undefined
    case 'trend':
      return ofTrend(left, sink)
  }
}

function ofCounter({ method }: Left, { sum }: CounterSink, seconds: number): number | undefined {
  if (method === 'count') return sum
  return method === 'rate' && seconds > 0 ? sum / seconds : undefined
}

const ofGauge = ({ last }: GaugeSink): number => last ?? 0
const ofRate = ({ passes, total }: RateSink): number | undefined => (total === 0 ? undefined : passes / total)

function ofTrend({ method, percentile }: Left, { histogram }: TrendSink): number | undefined {
  if (!methodsOf.trend.includes(method)) return undefined
  if (histogram.count === 0) return 0
  if (method === 'avg') return histogram.mean
  if (method === 'min') return histogram.min
  if (method === 'max') return histogram.max
  return histogram.quantile(method === 'med' ? 0.5 : (percentile ?? 0) / 100)
}

/** k6 skips these while the run goes on, and judges them at its end. */
export function isEmpty(sink: Sink): boolean {
  switch (sink.kind) {
    // There is one only once there was a sample, be it of 0.
    case 'counter':
      return false
    case 'gauge':
      return sink.last === undefined
    case 'rate':
      return sink.total === 0
    case 'trend':
      return sink.histogram.count === 0
  }
}

const comparisons: Readonly<Record<ThresholdOperator, (left: number, limit: number) => boolean>> = {
  '<': (left, limit) => left < limit,
  '<=': (left, limit) => left <= limit,
  '>': (left, limit) => left > limit,
  '>=': (left, limit) => left >= limit,
  '==': (left, limit) => left === limit,
  '===': (left, limit) => left === limit,
  '!=': (left, limit) => left !== limit,
}

export const holds = ({ operator, limit }: Pick<ThresholdExpression, 'operator' | 'limit'>, value: number): boolean =>
  comparisons[operator](value, limit)

/** Of two values that a threshold was judged by, the one further on the wrong side of its limit; the first of equals. */
export function worse({ operator }: Pick<ThresholdExpression, 'operator'>, a: number, b: number): number {
  if (operator === '<' || operator === '<=') return Math.max(a, b)
  if (operator === '>' || operator === '>=') return Math.min(a, b)
  return a
}
