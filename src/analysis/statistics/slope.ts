import { mean, sum } from './summaries.ts'
import { t95 } from './student.ts'
import type { Estimate } from './batch-means.ts'

/**
 * Slope of y over x by ordinary least squares, with its standard error s / sqrt(Sxx) from the n - 2 degrees of freedom of the
 * residuals (any textbook; Draper and Smith, Applied Regression Analysis, 1.4).
 */
export function slopeOf(xs: readonly number[], ys: readonly number[]): Estimate {
  const [mx, my] = [mean(xs), mean(ys)]
  const sxx = sum(xs.map((x) => (x - mx) ** 2))
  if (xs.length < 3 || sxx === 0) return { value: 0, se: Infinity, half: Infinity }
  const value = sum(xs.map((x, i) => (x - mx) * ((ys[i] ?? my) - my))) / sxx
  const residuals = xs.map((x, i) => (ys[i] ?? my) - my - value * (x - mx))
  const df = xs.length - 2
  const se = Math.sqrt(sum(residuals.map((r) => r ** 2)) / df / sxx)
  return { value, se, half: t95(df) * se }
}
