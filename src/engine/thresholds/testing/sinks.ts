import type { MetricDef, MetricKind } from '../../metrics/metric.ts'
import { CounterSink, GaugeSink, RateSink, TrendSink } from '../../metrics/sink.ts'
import { type Threshold, thresholdsOf } from '../threshold.ts'

export const counterOf = (sum: number): CounterSink => Object.assign(new CounterSink(), { sum })
export const rateOf = (passes: number, total: number): RateSink => Object.assign(new RateSink(), { passes, total })

export function gaugeOf(...values: readonly number[]): GaugeSink {
  const sink = new GaugeSink()
  for (const value of values) sink.set(value, value, value)
  return sink
}

export function trendOf(...values: readonly number[]): TrendSink {
  const sink = new TrendSink()
  for (const value of values) sink.histogram.record(value)
  return sink
}

export const metricOf = (name: string, kind: MetricKind): MetricDef => ({
  name,
  kind,
  contains: 'default',
  internal: false,
})

interface Written {
  readonly abortOnFail?: boolean
  readonly delayAbortEval?: number
  readonly window?: number
}

export function thresholdOf(metric: string, threshold: string, written: Written = {}): Threshold {
  const config = { threshold, abortOnFail: false, delayAbortEval: 0, window: undefined, ...written }
  const [read] = thresholdsOf({ thresholds: { [metric]: [config] } })
  if (read === undefined) throw new Error(`cannot read ${metric} ${threshold}`)
  return read
}
