import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../report/report-data.ts'
import { envelopeOf, meansOf } from './envelope.ts'

/** One zero, not two. */
const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((some) => some + 0)
const values = fc.array(fc.option(value, { nil: undefined }), { minLength: 1, maxLength: 400 })
const timesOf = ({ length }: Column): number[] => Array.from({ length }, (_, index) => index * 1000 + 500)
const known = (column: Column): number[] => column.filter((value) => value !== undefined)

describe('an envelope', () => {
  it('never has more points than a chart can show, and as many times as values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 4, max: 100 }), (column, most) => {
        const envelope = envelopeOf(timesOf(column), most)
        expect(envelope.at.length).toBeLessThanOrEqual(Math.max(most, 2))
        expect(envelope.of(column)).toHaveLength(envelope.at.length)
        expect(envelope.at).toEqual(envelope.at.toSorted((a, b) => a - b))
      }),
    )
  })

  it('keeps the lowest and the highest value of every stretch: no spike is lost, none is made up', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 4, max: 50 }), (column, most) => {
        const { secondsPerPair: size, of } = envelopeOf(timesOf(column), most)
        if (size === 1) return
        const points = of(column)
        for (let pair = 0; pair * 2 < points.length; pair += 1) {
          const stretch = known(column.slice(pair * size, (pair + 1) * size))
          const kept = known(points.slice(pair * 2, pair * 2 + 2))
          expect(kept).toHaveLength(stretch.length === 0 ? 0 : 2)
          if (stretch.length === 0) continue
          expect(Math.min(...kept)).toBe(Math.min(...stretch))
          expect(Math.max(...kept)).toBe(Math.max(...stretch))
        }
      }),
    )
  })

  it('leaves short runs as they are', () => {
    const column = [1, undefined, 3]
    const { at, of, secondsPerPair } = envelopeOf(timesOf(column), 3)
    expect([at, of(column), secondsPerPair]).toEqual([[500, 1500, 2500], column, 1])
  })

  it('keeps the order in which the extremes came', () => {
    const { of } = envelopeOf([0, 1, 2, 3, 4, 5, 6, 7], 4)
    expect(of([5, 1, 9, 5, 5, 9, 1, 5])).toEqual([1, 9, 9, 1])
  })
})

it('means of stretches lie within them, and what is not known in a stretch is left out of it', () => {
  expect(meansOf([1, 3, undefined, 5, undefined, undefined], 3)).toEqual([2, 5, undefined])
  expect(meansOf([1, 2], 3)).toEqual([1, 2])
})
