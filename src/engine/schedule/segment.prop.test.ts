import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalStripe, type Segmentation, stripeByVus } from './segment.ts'
import { countBelow, indexAt, type Stripe } from './stripe.ts'

const weights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })
const workers = fc.integer({ min: 1, max: 5 })
const total = fc.integer({ min: 0, max: 400 })
const maxVUs = fc.integer({ min: 0, max: 60 })

type Sharing = (segmentation: Segmentation, worker: number, count: number) => Stripe

const everyStripe = (parts: readonly number[], count: number, sharing: Sharing): Stripe[] =>
  parts.flatMap((_, own) =>
    Array.from({ length: count }, (__, worker) => sharing({ weights: parts, own }, worker, count)),
  )

const taken = (stripes: readonly Stripe[], end: number): number[] =>
  stripes
    .flatMap((stripe) => Array.from({ length: countBelow(stripe, end) }, (_, n) => indexAt(stripe, n)))
    .sort((a, b) => a - b)

const equally: Sharing = (segmentation, worker, count) => equalStripe(segmentation, { worker, workers: count })

it('takes everything once, whatever the segments and however many workers in each', () => {
  fc.assert(
    fc.property(weights, workers, total, (parts, count, end) => {
      expect(taken(everyStripe(parts, count, equally), end)).toEqual(Array.from({ length: end }, (_, n) => n))
    }),
  )
})

it('takes everything once when arrivals are shared by VUs', () => {
  fc.assert(
    fc.property(weights, workers, total, maxVUs, (parts, count, end, vus) => {
      const byVus: Sharing = (segmentation, worker) => stripeByVus(segmentation, { worker, workers: count }, vus)
      expect(taken(everyStripe(parts, count, byVus), end)).toEqual(Array.from({ length: end }, (_, n) => n))
    }),
  )
})

it('gives a worker as many VUs by its arrivals as by an equal share, and arrivals in their proportion', () => {
  fc.assert(
    fc.property(weights, workers, fc.integer({ min: 1, max: 60 }), (parts, count, vus) => {
      for (const [own] of parts.entries()) {
        for (let worker = 0; worker < count; worker += 1) {
          const share = countBelow(equalStripe({ weights: parts, own }, { worker, workers: count }), vus)
          const stripe = stripeByVus({ weights: parts, own }, { worker, workers: count }, vus)
          expect(countBelow(stripe, vus)).toBe(share)
          expect(countBelow(stripe, 7 * vus)).toBe(7 * share)
        }
      }
    }),
  )
})

it('never gives less of more', () => {
  fc.assert(
    fc.property(weights, workers, total, (parts, count, end) => {
      for (const stripe of everyStripe(parts, count, equally)) {
        const growth = countBelow(stripe, end + 1) - countBelow(stripe, end)
        expect([0, 1]).toContain(growth)
      }
    }),
  )
})
