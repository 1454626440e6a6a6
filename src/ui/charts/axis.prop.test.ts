import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linearAxis, logAxis, positionOn } from './axis.ts'

const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true })

const cells = fc.integer({ min: 4, max: 80 })
const leastRows = 3

it('holds every value, with ticks that are round, exactly on cells, and far enough from each other', () => {
  fc.assert(
    fc.property(positive, cells, (max, cells) => {
      const axis = linearAxis(max, cells, leastRows)
      const places = axis.ticks.map((tick) => positionOn(axis, tick) * (cells - 1))
      expect(axis.max).toBeGreaterThanOrEqual(max)
      expect((axis.ticks[1] ?? 0).toExponential()).toMatch(/^(1|2|2\.5|5)e/)
      for (const [index, place] of places.entries()) {
        expect(place).toBeCloseTo(Math.round(place), 6)
        expect(place - (places[index - 1] ?? -leastRows)).toBeGreaterThanOrEqual(leastRows - 1e-6)
      }
    }),
  )
})

it('never shrinks when the largest value grows', () => {
  fc.assert(
    fc.property(positive, positive, cells, (a, b, cells) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      expect(linearAxis(more, cells, leastRows).max).toBeGreaterThanOrEqual(linearAxis(less, cells, leastRows).max)
    }),
  )
})

it('keeps the order of values on either scale', () => {
  fc.assert(
    fc.property(positive, positive, cells, (a, b, cells) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      for (const axis of [linearAxis(more, cells, leastRows), logAxis(less, more, cells, leastRows)]) {
        expect(positionOn(axis, less)).toBeLessThanOrEqual(positionOn(axis, more))
        expect(axis.max).toBeGreaterThanOrEqual(more * (1 - 1e-9))
      }
    }),
  )
})
