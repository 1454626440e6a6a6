import { median } from '../statistics/summaries.ts'
import type { Interval } from '../statistics/interval.ts'

/** Half of the 99 % interval of a standard normal. */
const Z99 = 2.576

/**
 * Slope of y over x as the median of the slopes of all pairs, which a few outliers do not move (Theil, "A rank-invariant method of
 * linear and polynomial regression analysis", 1950; Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63,
 * 1968). The 99 % interval is Sen's: the slopes of rank (N ± C) / 2 with C = z sqrt(variance of S). Undefined with fewer than 3 points.
 */
export function theilSen(xs: readonly number[], ys: readonly number[], varianceOfS: number): Interval | undefined {
  const slopes: number[] = []
  for (let i = 0; i < xs.length; i += 1) {
    for (let j = i + 1; j < xs.length; j += 1) {
      const [dx, dy] = [(xs[j] ?? 0) - (xs[i] ?? 0), (ys[j] ?? 0) - (ys[i] ?? 0)]
      if (dx !== 0) slopes.push(dy / dx)
    }
  }
  const value = xs.length < 3 ? undefined : median(slopes)
  if (value === undefined) return undefined
  slopes.sort((a, b) => a - b)
  const c = Z99 * Math.sqrt(varianceOfS)
  const at = (rank: number): number => slopes[Math.max(0, Math.min(slopes.length - 1, Math.round(rank)))] ?? value
  return { value, low: at((slopes.length - c) / 2 - 1), high: at((slopes.length + c) / 2) }
}
