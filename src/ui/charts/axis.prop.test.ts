import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linearAxis, logAxis, positionOn } from './axis.ts'

const positive = fc.double({ min: 1e-3, max: 1e9, noNaN: true })

it('holds every value, in round steps, and no more of them than there is room for', () => {
  fc.assert(
    fc.property(positive, fc.integer({ min: 1, max: 12 }), (max, steps) => {
      const axis = linearAxis(max, steps)
      expect(axis.max).toBeGreaterThanOrEqual(max)
      expect(axis.ticks.length - 1).toBeLessThanOrEqual(steps)
      expect((axis.ticks[1] ?? 0).toExponential()).toMatch(/^(1|2|2\.5|5)e/)
    }),
  )
})

it('never shrinks when the largest value grows', () => {
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: 1, max: 12 }), (a, b, steps) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      expect(linearAxis(more, steps).max).toBeGreaterThanOrEqual(linearAxis(less, steps).max)
    }),
  )
})

it('keeps the order of values on either scale', () => {
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: 1, max: 8 }), (a, b, steps) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      for (const axis of [linearAxis(more, steps), logAxis(less, more, steps)]) {
        expect(positionOn(axis, less)).toBeLessThanOrEqual(positionOn(axis, more))
        expect(axis.max).toBeGreaterThanOrEqual(more * (1 - 1e-9))
      }
    }),
  )
})
