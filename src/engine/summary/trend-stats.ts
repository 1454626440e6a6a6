import type { Histogram } from '../metrics/histogram.ts'

const percentile = /^p\((\d+(?:\.\d+)?)\)$/

/** Whether `stat` is one of k6's trend statistics: avg, min, med, max, count, or p(N) with N from 0 to 100. */
export function isTrendStat(stat: string): boolean {
  if (['avg', 'min', 'med', 'max', 'count'].includes(stat)) return true
  const match = percentile.exec(stat)
  return match !== null && Number(match[1]) <= 100
}

/** The value of one statistic; 0 without samples, as in k6. */
export function trendStat(histogram: Histogram, stat: string): number {
  if (stat === 'count') return histogram.count
  if (histogram.count === 0) return 0
  if (stat === 'avg') return histogram.mean
  if (stat === 'min') return histogram.min
  if (stat === 'max') return histogram.max
  if (stat === 'med') return histogram.quantile(0.5) ?? 0
  const share = Number(percentile.exec(stat)?.[1] ?? Number.NaN) / 100
  if (Number.isNaN(share)) throw new RangeError(`no trend statistic '${stat}'`)
  return histogram.quantile(share) ?? 0
}
