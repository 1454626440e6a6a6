import fc from 'fast-check'
import { build } from 'hdr-histogram-js'
import { expect, it } from 'vitest'
import { Histogram } from './histogram.ts'

const RELATIVE_ERROR = 2 ** -11
const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 400 })
/** Adding 0 makes 0 of -0: `Math.min` tells them apart, a measured time does not. */
const anyValue = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => value + 0)
const anyValues = fc.array(anyValue, { minLength: 1 })
const share = fc.double({ min: 0, max: 1, noNaN: true })

const of = (list: readonly number[]): Histogram => {
  const histogram = new Histogram()
  for (const value of list) histogram.record(value)
  return histogram
}
const cellsOf = (histogram: Histogram): [number, number][] => {
  const cells: [number, number][] = []
  histogram.forEachCell((cell, count) => cells.push([cell, count]))
  return cells.sort((a, b) => a[0] - b[0])
}
/** k6's rule over all values. */
const exactQuantile = (list: readonly number[], q: number): number => {
  const sorted = list.toSorted((a, b) => a - b)
  const rank = q * (sorted.length - 1)
  const low = sorted[Math.floor(rank)] as number
  const high = sorted[Math.ceil(rank)] as number
  return low + (high - low) * (rank - Math.floor(rank))
}

it('answers every quantile within 2^-11 of the exact one', () => {
  fc.assert(
    fc.property(values, share, (list, q) => {
      const exact = exactQuantile(list, q)
      expect(Math.abs((of(list).quantile(q) as number) - exact)).toBeLessThanOrEqual(
        exact * RELATIVE_ERROR * 1.01 + 1e-300,
      )
    }),
  )
})

it('answers as well where values are negative', () => {
  fc.assert(
    fc.property(anyValues, share, (list, q) => {
      const exact = exactQuantile(list, q)
      // Between two ranks of opposite sign the error is that of the larger one.
      const largest = Math.max(...list.map(Math.abs))
      const limit = list.some((value) => value > 0) ? largest : Math.abs(exact)
      expect(Math.abs((of(list).quantile(q) as number) - exact)).toBeLessThanOrEqual(
        limit * RELATIVE_ERROR * 1.01 + 1e-300,
      )
    }),
  )
})

it('keeps count, sum, min and max exactly, for negative values too', () => {
  fc.assert(
    fc.property(anyValues, (list) => {
      const histogram = of(list)
      expect(histogram.count).toBe(list.length)
      expect(histogram.sum).toBe(list.reduce((sum, value) => sum + value, 0))
      expect(histogram.quantile(0)).toBe(Math.min(...list))
      expect(histogram.quantile(1)).toBe(Math.max(...list))
    }),
  )
})

it('merges to the same cells as recording everything in one place', () => {
  fc.assert(
    fc.property(anyValues, anyValues, (a, b) => {
      const merged = of(a)
      merged.merge(of(b))
      expect(cellsOf(merged)).toEqual(cellsOf(of([...a, ...b])))
    }),
  )
})

it('carries its cells through a flat array without loss', () => {
  fc.assert(
    fc.property(anyValues, (list) => {
      const from = of(list)
      const flat = new Float64Array(2 * from.cells)
      expect(from.writeCells(flat, 0)).toBe(flat.length)
      const to = new Histogram()
      to.mergeExact(from.count, from.sum, from.min, from.max)
      to.mergeCells(flat, 0, flat.length)
      expect(cellsOf(to)).toEqual(cellsOf(from))
    }),
  )
})

it('holds what came in pairs, was recorded or merged, in any order', () => {
  const step = fc.record({ how: fc.constantFrom('record', 'pairs', 'merge', 'merge pairs', 'clear'), list: anyValues })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), share, (steps, q) => {
      const histogram = new Histogram()
      let all: number[] = []
      for (const { how, list } of steps) {
        if (how === 'record') for (const value of list) histogram.record(value)
        else if (how === 'pairs') addPairs(histogram, of(list))
        else if (how === 'merge') histogram.merge(of(list))
        else if (how === 'merge pairs') histogram.merge(addPairs(new Histogram(), of(list)))
        else histogram.clear()
        all = how === 'clear' ? [] : [...all, ...list]
      }
      const expected = of(all)
      expect([histogram.cells, histogram.count]).toEqual([expected.cells, all.length])
      expect(cellsOf(histogram)).toEqual(cellsOf(expected))
      const written = addPairs(new Histogram(), histogram)
      expect([written.quantile(q), histogram.quantile(q)]).toEqual([expected.quantile(q), expected.quantile(q)])
    }),
  )
})

it('leaves the pairs that came as they are', () => {
  const pairs = Float64Array.of(5000, 1, 6000, 2)
  const histogram = new Histogram()
  histogram.mergeCells(pairs, 0, 2)
  histogram.mergeCells(pairs, 2, 4)
  histogram.record(1)
  expect([...pairs]).toEqual([5000, 1, 6000, 2])
  expect(cellsOf(histogram).slice(0, 2)).toEqual([
    [5000, 1],
    [6000, 2],
  ])
})

/** As a delta brings them. */
function addPairs(to: Histogram, from: Histogram): Histogram {
  const flat = new Float64Array(2 * from.cells)
  from.writeCells(flat, 0)
  to.mergeExact(from.count, from.sum, from.min, from.max)
  to.mergeCells(flat, 0, flat.length)
  return to
}

it('agrees with hdr-histogram-js at three significant digits', () => {
  const integers = fc.array(fc.integer({ min: 1, max: 1e8 }), { minLength: 1, maxLength: 500 })
  fc.assert(
    fc.property(integers, fc.constantFrom(50, 90, 95, 99, 99.9), (list, p) => {
      const oracle = build({ numberOfSignificantValueDigits: 3, highestTrackableValue: 1e9 })
      for (const value of list) oracle.recordValue(value)
      // HdrHistogram gives the value at the next rank; ours interpolates between ranks, so compare at a whole rank.
      const rank = Math.ceil((p / 100) * list.length) - 1
      const ours = of(list).quantile(list.length === 1 ? 0 : rank / (list.length - 1)) as number
      const theirs = oracle.getValueAtPercentile(p)
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(theirs * 0.002 + 1)
    }),
  )
})
