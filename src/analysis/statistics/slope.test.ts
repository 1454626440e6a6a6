import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slopeOf } from './slope.ts'

it('finds a straight line exactly', () => {
  expect(slopeOf([0, 1, 2, 3], [5, 7, 9, 11])).toMatchObject({ value: 2, se: 0 })
})

it('agrees with a line worked by hand', () => {
  // x mean 2, y mean 4; Sxx = 10, Sxy = 8; residuals 0.6 -0.2 -1 1.2 -0.6, SSE 3.6... by hand: slope 0.8
  const { value, se } = slopeOf([0, 1, 2, 3, 4], [3, 3, 3, 6, 5])
  expect(value).toBeCloseTo(0.7)
  expect(se).toBeCloseTo(Math.sqrt(3.1 / 3 / 10))
})

it('says nothing from two points or from one x', () => {
  expect(slopeOf([0, 1], [0, 1]).se).toBe(Infinity)
  expect(slopeOf([1, 1, 1], [0, 1, 2]).se).toBe(Infinity)
})

it('doubles when y doubles', () => {
  const series = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 4, maxLength: 20 })
  fc.assert(
    fc.property(series, (ys) => {
      const xs = ys.map((_, index) => index)
      const doubled = slopeOf(
        xs,
        ys.map((y) => 2 * y),
      )
      expect(doubled.value).toBeCloseTo(2 * slopeOf(xs, ys).value, 6)
    }),
  )
})
