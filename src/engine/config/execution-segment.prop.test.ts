import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { isInSequence, segmentCodec, sequenceCodec } from './execution-segment.ts'

/** Rising points of the whole, as fractions of one denominator. */
const points = fc.integer({ min: 1, max: 60 }).chain((under) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: under }), { minLength: 2, maxLength: 8 })
    .filter((overs) => overs.length >= 2)
    .map((overs) => overs.sort((a, b) => a - b).map((over) => `${over}/${under}`)),
)

it('finds every part of a sequence in it, and reads back what it prints', () => {
  fc.assert(
    fc.property(points, (line) => {
      const sequence = sequenceCodec.fromEnv(line.join(','), 'sequence')
      if (!sequence.ok) throw new Error(sequence.problems.join())
      expect(sequenceCodec.fromEnv(String(sequenceCodec.toJson(sequence.value)), 'again')).toEqual(sequence)
      for (const [index, to] of line.entries()) {
        if (index === 0) continue
        const segment = segmentCodec.fromEnv(`${line[index - 1]}:${to}`, 'segment')
        if (!segment.ok) throw new Error(segment.problems.join())
        expect(isInSequence(segment.value, sequence.value)).toBe(true)
        expect(segmentCodec.fromEnv(String(segmentCodec.toJson(segment.value)), 'again')).toEqual(segment)
      }
    }),
  )
})

it('takes percent, decimals and fractions of one size for the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (percent) => {
      const forms = [`${percent}%`, (percent / 100).toFixed(2), `${percent}/100`, `0:${percent}%`]
      const [first, ...others] = forms.map((form) => segmentCodec.fromEnv(form, 'segment'))
      for (const other of others) expect(other).toEqual(first)
    }),
  )
})
