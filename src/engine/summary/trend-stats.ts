import type { Histogram } from '../metrics/histogram.ts'

/** Which share of the samples a statistic cuts off: `med` and `p(N)`; undefined for the others. */
function shareOf(stat: string): number | undefined {
  if (stat === 'med') return 0.5
  const percentile = /^p\((.+)\)$/.exec(stat)?.[1]
  return percentile === undefined ? undefined : Number(percentile) / 100
}

const exact: Readonly<Record<string, (histogram: Histogram) => number>> = {
  count: ({ count }) => count,
  avg: ({ mean }) => mean,
  min: ({ min, count }) => (count === 0 ? 0 : min),
  max: ({ max, count }) => (count === 0 ? 0 : max),
}

/** The values of k6's trend statistics (avg, min, med, max, count, p(N)) in their order; all 0 without samples, as in k6. */
export function trendStats(histogram: Histogram, stats: readonly string[]): Record<string, number> {
  const shares = [...new Set(stats.flatMap((stat) => shareOf(stat) ?? []))].sort((a, b) => a - b)
  const values = histogram.quantiles(shares)
  const byShare = new Map(shares.map((share, index) => [share, values[index] ?? 0]))
  return Object.fromEntries(
    stats.map((stat) => [stat, exact[stat]?.(histogram) ?? byShare.get(shareOf(stat) ?? Number.NaN) ?? 0]),
  )
}
