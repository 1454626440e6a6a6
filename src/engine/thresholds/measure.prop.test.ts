import fc from 'fast-check'
import { expect, it } from 'vitest'
import { measure } from './measure.ts'
import { thresholdOf, trendOf } from './testing/sinks.ts'

/** k6's rule on the exact sorted samples: linear interpolation at the index p * (n - 1). */
function exactPercentile(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const index = (percentile / 100) * (sorted.length - 1)
  const low = sorted[Math.floor(index)] ?? Number.NaN
  const high = sorted[Math.ceil(index)] ?? Number.NaN
  return low + (high - low) * (index - Math.floor(index))
}

it('finds percentiles within 0.049 % of the exact samples of either side', () => {
  const samples = fc.array(fc.double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(samples, fc.double({ min: 0, max: 100, noNaN: true }), (values, percentile) => {
      const { expression } = thresholdOf('m', 'p(50)>0')
      const value = measure({ ...expression, percentile }, trendOf(...values), 1) ?? Number.NaN
      const exact = exactPercentile(values, percentile)
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact * 2 ** -11 + Number.EPSILON * exact * 8)
    }),
  )
})
