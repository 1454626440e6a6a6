import type { Share } from '../../base/units.ts'
import { lagOneCorrelation } from '../statistics/batch-means.ts'
import { studentTwoSided } from '../statistics/normal.ts'
import { t95 } from '../statistics/student.ts'
import { mean } from '../statistics/summaries.ts'

/** By how much one group of values lies above another, and whether that is chance. */
export interface Shift {
  /** Hodges and Lehmann's estimate of b - a, and its 95 % interval. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** Probability of a shift at least so large, either way, if there were none. */
  readonly p: Share
}

/** Neighbours that resemble each other tell less than their number; more than this is a trend, which no rank test is for. */
const highestCorrelation = 0.7

/**
 * Two independent groups: the test of Mann and Whitney (1947) by its normal approximation with the correction for ties, and the
 * estimate of Hodges and Lehmann (1963), the median of all differences b - a, with the interval that belongs to the test
 * (Lehmann, Nonparametrics, 1975, 2.6). Values that follow each other in time resemble each other: the variance of U is widened by
 * f = (1 + r) / (1 - r) for the correlation r of neighbours within the groups, as for batch means (Law and Kelton, 9.5.3), and since
 * f is itself an estimate, Student's t with N / f - 2 degrees of freedom stands for the normal.
 */
export function independentShift(a: readonly number[], b: readonly number[]): Shift {
  const differences = a.flatMap((x) => b.map((y) => y - x)).toSorted((x, y) => x - y)
  const [n, m] = [a.length, b.length]
  const u = differences.reduce((count, difference) => count + (difference > 0 ? 1 : difference === 0 ? 0.5 : 0), 0)
  const inflation = inflationOf(a, b)
  const variance = ((n * m) / 12) * (n + m + 1 - tieTerm([...a, ...b])) * inflation
  return shiftOf(differences, { excess: u - (n * m) / 2, sd: Math.sqrt(variance), df: (n + m) / inflation - 2 })
}

/**
 * Pairs: the signed-rank test of Wilcoxon (1945) by its normal approximation, and the median of the means of all pairs of
 * differences (Hodges and Lehmann 1963), with the interval that belongs to the test. Widened as above.
 */
export function pairedShift(a: readonly number[], b: readonly number[]): Shift {
  const differences = a.map((x, index) => (b[index] ?? x) - x)
  const averages = differences
    .flatMap((d, index) => differences.slice(index).map((e) => (d + e) / 2))
    .toSorted((x, y) => x - y)
  const n = differences.length
  const positive = averages.reduce((count, value) => count + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0)
  const inflation = inflationOf(differences)
  const variance = ((n * (n + 1) * (2 * n + 1)) / 24) * inflation
  return shiftOf(averages, { excess: positive - averages.length / 2, sd: Math.sqrt(variance), df: n / inflation - 1 })
}

interface Statistic {
  /** How many more of the differences are positive than half of them. */
  readonly excess: number
  /** Of that, if there is no shift. */
  readonly sd: number
  readonly df: number
}

function shiftOf(sorted: readonly number[], { excess, sd, df }: Statistic): Shift {
  const freedom = Math.max(1, df)
  const distance = sd === 0 ? 0 : Math.max(0, Math.abs(excess) - 0.5) / sd
  const cut = Math.max(0, Math.floor(sorted.length / 2 - t95(freedom) * sd))
  const at = (index: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? 0
  return {
    value: (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2,
    low: at(cut),
    high: at(sorted.length - 1 - cut),
    p: studentTwoSided(distance, freedom),
  }
}

/** Sum of t^3 - t over groups of equal values, over N (N - 1). */
function tieTerm(values: readonly number[]): number {
  const n = values.length
  const counts = Map.groupBy(values, (value) => value)
  const ties = [...counts.values()].reduce((sum, { length: t }) => sum + (t ** 3 - t), 0)
  return n < 2 ? 0 : ties / (n * (n - 1))
}

function inflationOf(...groups: readonly (readonly number[])[]): number {
  const correlations = groups.map((group) => unbiased(lagOneCorrelation(ranksOf(group)), group.length))
  const r = Math.min(highestCorrelation, Math.max(0, mean(correlations)))
  return (1 + r) / (1 - r)
}

/** A correlation found in n values is too small by (1 + 4 r) / n on average (Marriott and Pope, Biometrika 41, 1954). */
const unbiased = (r: number, n: number): number => (r === 0 ? 0 : (n * r + 1) / (n - 4))

/** Places in the order of size; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((x, y) => x - y)
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2)
}
