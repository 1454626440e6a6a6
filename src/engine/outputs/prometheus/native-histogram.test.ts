import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Histogram } from '../../metrics/histogram.ts'
import { type BucketSpan, nativeHistogram } from './native-histogram.ts'

/** Counts by the number of the bucket. */
function unpack(spans: readonly BucketSpan[], deltas: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  let bucket = 0
  let count = 0
  let next = 0
  for (const { offset, length } of spans) {
    bucket += offset
    for (let index = 0; index < length; index += 1) {
      count += deltas[next] ?? 0
      next += 1
      counts.set(bucket, count)
      bucket += 1
    }
  }
  return counts
}

const histogramOf = (values: readonly number[]): Histogram => {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

it('puts every value into the bucket it belongs to, or the one beside it where a cell lies across their border', () => {
  const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(0))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const native = nativeHistogram(histogramOf(values), 1, 0)
      const positive = unpack(native.positiveSpans, native.positiveDeltas)
      const negative = unpack(native.negativeSpans, native.negativeDeltas)
      const total = [...positive.values(), ...negative.values(), native.zeroCountInt].reduce((sum, one) => sum + one, 0)
      expect(total).toBe(values.length)
      for (const one of values.filter((each) => Math.abs(each) > 1e-30)) {
        const exact = Math.log2(Math.abs(one)) * 8
        const side = one > 0 ? positive : negative
        const near = [...side.keys()].some((bucket) => bucket >= exact - 0.02 && bucket - 1 <= exact + 0.02)
        expect(near).toBe(true)
      }
    }),
  )
})

it('leaves gaps between spans, counts differences, sends seconds, and has borders in the lower bucket', () => {
  const native = nativeHistogram(histogramOf([1000, 1000, 1050, 8000]), 1000, 5)
  expect(native).toMatchObject({ countInt: 4, sum: 11.05, schema: 3, timestamp: 5 })
  expect(native.positiveSpans).toEqual([
    { offset: 0, length: 2 },
    { offset: 22, length: 1 },
  ])
  expect(native.positiveDeltas).toEqual([2, -1, 0])
})
