import { expect, it } from 'vitest'
import { normalCdf, studentTwoSided, twoSided } from './normal.ts'

it.each([
  [0, 0.5],
  [1, 0.841345],
  [-1.959964, 0.025],
  [3, 0.99865],
])('has %d above a share of %d of the standard normal', (z, share) => {
  expect(normalCdf(z)).toBeCloseTo(share, 5)
})

it('looks at both sides', () => {
  expect(twoSided(1.959964)).toBeCloseTo(0.05, 5)
  expect(twoSided(-1.959964)).toBeCloseTo(0.05, 5)
})

it.each([
  [2.2281, 10, 0.05],
  [2.5706, 5, 0.05],
  [4.1437, 10, 0.002],
  [1.96, 1e6, 0.05],
])('knows that t = %d with %d degrees has p = %d', (t, df, p) => {
  expect(studentTwoSided(t, df)).toBeCloseTo(p, 3)
})
