import { mean, sum } from '../statistics/summaries.ts'
import { twoSided } from '../statistics/normal.ts'

export interface Trend {
  /** How many pairs grow, less how many fall. */
  readonly s: number
  /** Of S if there were no trend. */
  readonly variance: number
  /** Probability of such an S, or one further from 0, without a trend. */
  readonly p: number
}

/**
 * Does a series go up or down, whatever its shape and its noise (Mann, "Nonparametric tests against trend", Econometrica 13, 1945;
 * Kendall, Rank Correlation Methods, 1948, with ties). Neighbours that are alike would make chance look like a trend: the variance
 * is that of Hamed and Rao ("A modified Mann-Kendall trend test for autocorrelated data", J. Hydrology 204, 1998).
 * `slope`: what the series is freed of before its autocorrelation is taken.
 */
export function mannKendall(values: readonly number[], slope: number): Trend {
  const n = values.length
  let s = 0
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0))
  const tied = sum([...countsOf(values).values()].map((t) => t * (t - 1) * (2 * t + 5)))
  const plain = (n * (n - 1) * (2 * n + 5) - tied) / 18
  const variance = plain * Math.max(1, correction(values.map((value, index) => value - slope * index)))
  const z = variance > 0 ? Math.max(0, Math.abs(s) - 1) / Math.sqrt(variance) : 0
  return { s, variance, p: twoSided(z) }
}

function countsOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** n / n*: 1 + 2 / (n (n-1) (n-2)) times the sum of (n-k) (n-k-1) (n-k-2) r(k), over the lags whose r is not chance. */
function correction(values: readonly number[]): number {
  const n = values.length
  const ranks = ranksOf(values)
  const center = mean(ranks)
  const total = sum(ranks.map((rank) => (rank - center) ** 2))
  if (n < 10 || total === 0) return 1
  const bound = 1.96 / Math.sqrt(n)
  let weighted = 0
  for (let lag = 1; lag <= n / 4; lag += 1) {
    const r = sum(ranks.slice(lag).map((rank, i) => (rank - center) * ((ranks[i] ?? center) - center))) / total
    if (Math.abs(r) > bound) weighted += (n - lag) * (n - lag - 1) * (n - lag - 2) * r
  }
  return 1 + (2 * weighted) / (n * (n - 1) * (n - 2))
}

/** Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b)
  const first = new Map<number, number>()
  sorted.forEach((value, index) => first.has(value) || first.set(value, index))
  const counts = countsOf(values)
  return values.map((value) => (first.get(value) ?? 0) + ((counts.get(value) ?? 1) - 1) / 2)
}
