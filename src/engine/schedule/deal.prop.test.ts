import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dealInTurn } from './deal.ts'

const hands = fc.array(fc.nat(20), { maxLength: 12 })

it('deals everything once, and to each hand as much as it wants', () => {
  fc.assert(
    fc.property(hands, (wanted) => {
      const dealt = dealInTurn(wanted)
      const total = wanted.reduce((sum, count) => sum + count, 0)
      expect(dealt.toSorted((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, index) => index))
    }),
  )
})

it('gives each hand one before anybody has two', () => {
  fc.assert(
    fc.property(hands, (wanted) => {
      const dealt = dealInTurn(wanted)
      let from = 0
      for (const [hand, count] of wanted.entries()) {
        for (let round = 0; round < count; round += 1) {
          const before = wanted.reduce((sum, other, at) => sum + Math.min(other, at < hand ? round + 1 : round), 0)
          expect(dealt[from + round]).toBe(before)
        }
        from += count
      }
    }),
  )
})

it('leaves one hand in order', () => expect(dealInTurn([4])).toEqual([0, 1, 2, 3]))
