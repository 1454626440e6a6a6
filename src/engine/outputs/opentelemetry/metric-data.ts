import { type Attributes, type HrTime, ValueType } from '@opentelemetry/api'
import { AggregationTemporality, DataPointType, type MetricData } from '@opentelemetry/sdk-metrics'
import type { Contains } from '../../metrics/metric.ts'
import { edgeOf, type Histogram } from '../../metrics/histogram.ts'
import type { Tag } from '../../metrics/tag-sets.ts'
import type { Figures } from '../load-figures.ts'
import type { SeriesSum } from '../sum-book.ts'

/** The edges of the buckets that OpenTelemetry has for histograms unless told otherwise; k6 leaves them so. */
const BOUNDARIES = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000]

const units: Readonly<Record<Contains, string>> = { default: '', time: 'ms', data: 'By' }

export interface Span {
  /** ms since 1970. */
  readonly from: number
  readonly to: number
}

/** What the sums of all series are as metrics of OpenTelemetry, by k6's rules: one metric for each name, one point for each series. */
export function metricsOf(sums: readonly SeriesSum[], prefix: string, span: Span): MetricData[] {
  const metrics = new Map<string, MetricData>()
  const [startTime, endTime] = [hrTime(span.from), hrTime(span.to)]
  for (const sum of sums) {
    const { metric, contains } = sum.series
    const name = prefix + metric
    let data = metrics.get(name)
    if (data === undefined) metrics.set(name, (data = makeMetric(sum, name, units[contains])))
    for (const [attributes, value] of pointsOf(sum)) {
      // Points of a metric are of its kind: both come from the kind of the sink.
      ;(data.dataPoints as unknown[]).push({ startTime, endTime, attributes, value })
    }
  }
  return [...metrics.values()]
}

/** The figures of the load: gauges, with a point for each second. */
export function metricsOfFigures(seconds: readonly Figures[], prefix: string): MetricData[] {
  const metrics = new Map<string, Extract<MetricData, { dataPointType: DataPointType.GAUGE }>>()
  for (const { at, figures } of seconds) {
    const time = hrTime(at)
    for (const { name, contains, tags, value } of figures) {
      let data = metrics.get(name)
      if (data === undefined) metrics.set(name, (data = makeGauge(prefix + name, units[contains])))
      data.dataPoints.push({ startTime: time, endTime: time, attributes: attributesOf(tags), value })
    }
  }
  return [...metrics.values()]
}

export const pointsIn = (metrics: readonly MetricData[]): number =>
  metrics.reduce((sum, { dataPoints }) => sum + dataPoints.length, 0)

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1000), Math.floor((ms % 1000) * 1e6)]

const attributesOf = (tags: readonly Tag[]): Attributes =>
  Object.fromEntries(tags.filter(([key, value]) => key !== '' && value !== ''))

const descriptor = (name: string, unit: string, valueType: ValueType) => ({ name, unit, description: '', valueType })
const aggregationTemporality = AggregationTemporality.CUMULATIVE

const makeGauge = (name: string, unit: string) =>
  ({
    descriptor: descriptor(name, unit, ValueType.DOUBLE),
    aggregationTemporality,
    dataPointType: DataPointType.GAUGE as const,
    dataPoints: [],
  }) satisfies MetricData

function makeMetric({ sink }: SeriesSum, name: string, unit: string): MetricData {
  const sum = { aggregationTemporality, dataPointType: DataPointType.SUM as const, isMonotonic: true, dataPoints: [] }
  switch (sink.kind) {
    case 'counter':
      return { ...sum, descriptor: descriptor(name, unit, ValueType.DOUBLE) }
    case 'rate':
      return { ...sum, descriptor: descriptor(`${name}.total`, '', ValueType.INT) }
    case 'gauge':
      return makeGauge(name, unit)
    case 'trend':
      return {
        descriptor: descriptor(name, unit, ValueType.DOUBLE),
        aggregationTemporality,
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: [],
      }
  }
}

type Point = readonly [attributes: Attributes, value: unknown]

function pointsOf({ series, sink }: SeriesSum): readonly Point[] {
  const attributes = attributesOf(series.tags)
  switch (sink.kind) {
    case 'counter':
      return [[attributes, sink.sum]]
    case 'gauge':
      return sink.last === undefined ? [] : [[attributes, sink.last]]
    case 'rate':
      return [
        ...conditionPoint(attributes, 'nonzero', sink.passes),
        ...conditionPoint(attributes, 'zero', sink.total - sink.passes),
      ]
    case 'trend':
      return [[attributes, histogramOf(sink.histogram)]]
  }
}

/** A counter that was never counted up is not there. */
const conditionPoint = (attributes: Attributes, condition: string, count: number): readonly Point[] =>
  count === 0 ? [] : [[{ ...attributes, condition }, count]]

function histogramOf(histogram: Histogram) {
  const counts = Array.from({ length: BOUNDARIES.length + 1 }, () => 0)
  histogram.forEachCell((cell, count) => {
    // A boundary belongs to the bucket below it; it is the edge of its cell.
    const value = edgeOf(cell)
    const above = BOUNDARIES.findIndex((boundary) => value <= boundary)
    const bucket = above < 0 ? BOUNDARIES.length : above
    counts[bucket] = (counts[bucket] as number) + count
  })
  const { count, sum, min, max } = histogram
  return { buckets: { boundaries: BOUNDARIES, counts }, count, sum, min, max, hasMinMax: true }
}
