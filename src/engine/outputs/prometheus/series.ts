import type { Contains } from '../../metrics/metric.ts'
import type { SeriesSum } from '../sum-book.ts'
import { labelsOf } from './labels.ts'
import { nativeHistogram } from './native-histogram.ts'
import type { PrometheusSettings } from './prometheus-config.ts'
import { isInUnitOfSamples, statOf, statSuffix } from './trend-stat.ts'
import type { TimeSeries } from './write-request.ts'

/** Prometheus counts time in seconds, we in ms. */
export const unitOf = (contains: Contains): number => (contains === 'time' ? 1000 : 1)

const unitNames: Readonly<Record<Contains, string>> = { default: '', time: '_seconds', data: '_bytes' }

/** What k6 makes of a series: counters end in `_total`, rates in `_rate`, trends are one gauge for each statistic or a histogram. */
export function seriesOf(
  { series: { metric, contains, tags }, sink }: SeriesSum,
  { trendStats, trendAsNativeHistogram }: Pick<PrometheusSettings, 'trendStats' | 'trendAsNativeHistogram'>,
  timestamp: number,
): readonly TimeSeries[] {
  const name = `k6_${metric}`
  const gauge = (suffix: string, value: number): TimeSeries => ({
    labels: labelsOf(name + suffix, tags),
    samples: [{ value, timestamp }],
  })
  switch (sink.kind) {
    case 'counter':
      return [gauge('_total', sink.sum)]
    case 'gauge':
      return [gauge('', sink.last ?? Number.NaN)]
    case 'rate':
      return [gauge('_rate', sink.passes / sink.total)]
    case 'trend': {
      const { histogram } = sink
      if (trendAsNativeHistogram) {
        const labels = labelsOf(name + unitNames[contains], tags)
        return [{ labels, histograms: [nativeHistogram(histogram, unitOf(contains), timestamp)] }]
      }
      return trendStats.map((stat) =>
        gauge(`_${statSuffix(stat)}`, statOf(stat, histogram) / (isInUnitOfSamples(stat) ? unitOf(contains) : 1)),
      )
    }
  }
}
