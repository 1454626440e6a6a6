import { type Codec, scalar } from '../../config/codec.ts'
import type { Histogram } from '../../metrics/histogram.ts'

const named = ['count', 'sum', 'avg', 'min', 'med', 'max'] as const
type Named = (typeof named)[number]

const percentileOf = (stat: string): number | undefined => {
  const percent = /^p\((\d+\.?\d*|\.\d+)\)$/.exec(stat)?.[1]
  return percent === undefined || Number(percent) > 100 ? undefined : Number(percent)
}

const isNamed = (stat: string): stat is Named => named.some((one) => one === stat)

/** One of the numbers that a trend is sent as. */
export const trendStat: Codec<string> = scalar({
  expected: `one of ${named.join(', ')} or p(0..100)`,
  parse: (value) =>
    typeof value === 'string' && (isNamed(value) || percentileOf(value) !== undefined) ? value : undefined,
})

/** What goes behind the metric's name: `p(99.9)` becomes `p999`. */
export const statSuffix = (stat: string): string => stat.replace(/^p\((.*)\)$/, 'p$1').replaceAll('.', '')

/** A count is a number of samples, whatever these are. */
export const isInUnitOfSamples = (stat: string): boolean => stat !== 'count'

const values: Readonly<Record<Named, (histogram: Histogram) => number>> = {
  count: ({ count }) => count,
  sum: ({ sum }) => sum,
  avg: ({ mean }) => mean,
  min: ({ min }) => min,
  med: (histogram) => histogram.quantile(0.5) ?? Number.NaN,
  max: ({ max }) => max,
}

/** Of a histogram that is not empty. */
export function statOf(stat: string, histogram: Histogram): number {
  if (isNamed(stat)) return values[stat](histogram)
  return histogram.quantile((percentileOf(stat) ?? 0) / 100) ?? Number.NaN
}
