import { sum } from './summaries.ts'
import { t95 } from './student.ts'

/** A value with its 95 % interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

export const aroundBy = (value: number, half: number): Interval => ({ value, low: value - half, high: value + half })

/** Half of the interval as a share of the value, the longer side. */
export const relativeHalf = ({ value, low, high }: Interval): number => Math.max(high - value, value - low) / value

interface Weighable {
  readonly value: number
  readonly se: number
}

/** Holds differ by this share of their value besides noise (saturation.md 2.1, step 5). */
const betweenHolds = 0.003
/** Nothing is claimed to be known better than this: settling, ticks and clocks all take their part. */
const finest = 0.01

/**
 * The errors are known from few batches, and a hold that ends as soon as it is precise enough ends a little too soon: so the 95 %
 * point of Student's t with 6 degrees of freedom (found in bench/capacity to cover 95 %).
 */
const width = t95(6)

/** Weighted mean with weights 1 / (SE^2 + (0.003 G)^2); half = max(t / sqrt(sum of weights), 1 %). */
export function pool(estimates: readonly Weighable[]): Interval {
  const weights = estimates.map(({ value, se }) => 1 / (se ** 2 + (betweenHolds * value) ** 2))
  const total = sum(weights)
  const value = sum(estimates.map((estimate, index) => estimate.value * (weights[index] ?? 0))) / total
  return aroundBy(value, Math.max(width / Math.sqrt(total), finest * value))
}
