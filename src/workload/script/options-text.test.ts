import { parseDuration } from '../../base/duration.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wholeRate } from './options-text.ts'

it.each([
  [27, 27, '1s'],
  [23.5, 235, '10s'],
  [0.05, 5, '100s'],
  [7.467, 7467, '1000s'],
])('says %d/s in whole numbers', (tps, rate, timeUnit) => {
  expect(wholeRate(tps)).toEqual({ rate, timeUnit })
})

it('is never off by more than the half of a thousandth of a request per second', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 5000, noNaN: true }), (tps) => {
      const { rate, timeUnit } = wholeRate(tps)
      expect(Number.isInteger(rate)).toBe(true)
      expect(Math.abs(rate / ((parseDuration(timeUnit) ?? 0) / 1000) - tps)).toBeLessThanOrEqual(0.0005 + 1e-6 * tps)
    }),
  )
})
