import { expect, it } from 'vitest'
import { t95, z95 } from './student.ts'

it.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [120, 1.98],
])('knows the tabled point for %i degrees of freedom', (df, expected) => {
  expect(t95(df) / expected).toBeCloseTo(1, 2)
})

it('tends to the normal distribution', () => {
  expect(t95(1e6)).toBeCloseTo(z95, 4)
})

it('knows nothing from nothing', () => {
  expect(t95(0)).toBe(Infinity)
})
