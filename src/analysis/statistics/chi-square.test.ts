import { expect, it } from 'vitest'
import { chiSquareTail } from './chi-square.ts'

it.each([
  [3.841, 1, 0.05],
  [6.635, 1, 0.01],
  [5.991, 2, 0.05],
  [7.815, 3, 0.05],
  [16.266, 3, 0.001],
  [18.307, 10, 0.05],
  [19.675, 11, 0.05],
  [43.773, 30, 0.05],
  [0.711, 4, 0.95],
])('gives the tail beyond %d with %d degrees of freedom, as tables have it', (x, degrees, p) => {
  expect(Math.abs(chiSquareTail(x, degrees) - p)).toBeLessThan(2e-4)
})

it('is 1 where nothing deviates, and nearly 0 far out', () => {
  expect(chiSquareTail(0, 3)).toBe(1)
  expect(chiSquareTail(5000, 7)).toBeLessThan(1e-12)
})
