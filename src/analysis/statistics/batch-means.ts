import { t95 } from './student.ts'
import { mean, sum, variance } from './summaries.ts'

/** A mean and how well it is known. `half` is half of the 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly se: number
  readonly half: number
}

const fewestBatches = 6
const mostBatches = 20
/** Neighbouring batches may resemble each other; more than this is a trend, which is another matter. */
const highestCorrelation = 0.7
/** A period is not a whole number of values: the ends are off by part of a value, of which this is the standard error. */
const endError = 0.4

/**
 * Mean of a series that is correlated in time, by the method of batch means (Law and Kelton, Simulation Modeling and Analysis,
 * 9.5.3): b = n/4 batches, 6 to 20; SE = sd / sqrt(b), widened by sqrt((1 + r1) / (1 - r1)) for the correlation r1 between
 * neighbouring batches; the interval is t(b - 1) wide. `seconds[i]` is how long value i was counted. With a period the batches are
 * whole periods. What does not fill a batch is left out, at the front, where a series is least settled.
 */
export function batchMeans(counts: readonly number[], seconds: readonly number[], period?: number): Estimate {
  const size = period ?? batchSize(counts.length)
  const from = counts.length % size
  const value = sum(counts.slice(from)) / sum(seconds.slice(from))
  const batches = batchRates(counts, seconds, size)
  if (batches.length < 2) return { value, se: Infinity, half: Infinity }
  const r1 = clamp(lagOneCorrelation(batches), 0, highestCorrelation)
  const scatter = Math.sqrt((variance(batches) / batches.length) * ((1 + r1) / (1 - r1)))
  const se = period === undefined ? scatter : Math.max(scatter, (endError * value) / counts.length)
  return { value, se, half: t95(batches.length - 1) * se }
}

const batchSize = (values: number): number =>
  Math.max(1, Math.floor(values / clamp(Math.floor(values / 4), fewestBatches, mostBatches)))

function batchRates(counts: readonly number[], seconds: readonly number[], size: number): number[] {
  const rates: number[] = []
  for (let begin = counts.length % size; begin < counts.length; begin += size) {
    rates.push(sum(counts.slice(begin, begin + size)) / sum(seconds.slice(begin, begin + size)))
  }
  return rates
}

/** r1 = sum of (x_i - m)(x_{i-1} - m) over sum of (x_i - m)^2; 0 when nothing varies. */
export function lagOneCorrelation(values: readonly number[]): number {
  const center = mean(values)
  const deviations = values.map((value) => value - center)
  const squares = sum(deviations.map((deviation) => deviation ** 2))
  if (squares === 0) return 0
  return sum(deviations.slice(1).map((deviation, index) => deviation * (deviations[index] ?? 0))) / squares
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
