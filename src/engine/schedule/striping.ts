import { greatestCommonDivisor, type Stripe, wholeStripe } from './stripe.ts'

/**
 * The whole, dealt out in proportion to `weights` (whole numbers), as `own` gets it. k6's rule: place by place, the largest first and
 * equals in order, whoever has had no more than its part so far takes the place. So what each gets is spread as evenly as can be.
 */
export function stripeOf(weights: readonly number[], own: number): Stripe {
  const divisor = weights.reduce(greatestCommonDivisor, 0)
  if (weights[own] === divisor && weights.length === 1) return wholeStripe
  const shares = weights
    .map((weight, index) => ({ index, size: weight / Math.max(1, divisor), taken: 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
  const cycle = shares.reduce((sum, { size }) => sum + size, 0)
  const positions: number[] = []
  for (let place = 0; place < cycle; place += 1) {
    const taker = shares.find(({ size, taken }) => taken * cycle <= place * size)
    if (taker === undefined) continue
    taker.taken += 1
    if (taker.index === own) positions.push(place)
  }
  return { cycle: Math.max(1, cycle), positions: Int32Array.from(positions) }
}
