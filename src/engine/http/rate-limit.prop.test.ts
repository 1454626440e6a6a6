import fc from 'fast-check'
import { it } from 'vitest'
import { RateLimit } from './rate-limit.ts'

it('never lets two leave closer together than the rate allows, nor later than it must', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(fc.integer({ min: 0, max: 500 })), (rate, gaps) => {
      const limit = new RateLimit(rate)
      let now = 0
      let last = Number.NEGATIVE_INFINITY
      return gaps.every((gap) => {
        now += gap
        const leaves = now + limit.take(now)
        const due = Math.max(now, last + 1000 / rate)
        last = leaves
        return Math.abs(leaves - due) < 1e-6
      })
    }),
  )
})
