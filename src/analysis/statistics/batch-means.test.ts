import { expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { batchMeans, lagOneCorrelation } from './batch-means.ts'
import { t95 } from './student.ts'

const ones = (length: number): number[] => Array.from({ length }, () => 1)

it('is the plain mean with its textbook error when nothing is correlated: sd / sqrt(n), t(n - 1) wide', () => {
  const counts = [390, 410, 390, 410, 390, 410]
  const { value, se, half } = batchMeans(counts, ones(6))
  const sd = Math.sqrt((6 * 100) / 5)
  expect(value).toBe(400)
  expect(se).toBeCloseTo(sd / Math.sqrt(6))
  expect(half).toBeCloseTo(t95(5) * se)
})

it('is a rate: counts over seconds', () => {
  expect(
    batchMeans(
      [100, 100, 100, 100, 100, 100],
      Array.from({ length: 6 }, () => 0.25),
    ).value,
  ).toBe(400)
})

it('is wider when neighbours resemble each other', () => {
  const drifting = batchMeans([390, 390, 390, 410, 410, 410], ones(6)).se
  const jumping = batchMeans([390, 410, 390, 410, 390, 410], ones(6)).se
  expect(drifting).toBeGreaterThan(1.5 * jumping)
})

it('makes batches of whole periods, so that where a hold begins does not matter', () => {
  const cycle = [100, 100, 100, 0]
  const late = [0, ...cycle, ...cycle, ...cycle]
  expect(batchMeans(late, ones(13), 4)).toMatchObject({ value: 75 })
  expect(batchMeans(late, ones(13), 4).se).toBeLessThan(batchMeans(late, ones(13)).se / 3)
})

it('knows nothing of the error of a single batch', () => {
  expect(batchMeans([5], [1])).toMatchObject({ value: 5, se: Infinity })
})

it('holds the truth in about 95 of 100 intervals of independent counts', () => {
  const rng = seededRng(4)
  const hits = Array.from({ length: 400 }, () => {
    const counts = Array.from({ length: 48 }, () => 100 + 40 * (rng() + rng() + rng() - 1.5))
    const { value, half } = batchMeans(counts, ones(48))
    return Math.abs(value - 100) < half
  }).filter(Boolean).length
  expect(hits / 400).toBeGreaterThan(0.92)
})

it.each([
  [[1, 1, 1, 1], 0],
  [[1, -1, 1, -1], -0.75],
  [[-1, -1, 1, 1], 0.25],
])('finds the correlation of neighbours in %j: %d', (values, expected) => {
  expect(lagOneCorrelation(values)).toBeCloseTo(expected)
})
