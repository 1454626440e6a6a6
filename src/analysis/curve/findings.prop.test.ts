import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded, scaleHold } from '../testing/make-hold.ts'
import { buckleOf } from './buckle.ts'
import { closedFindings } from './closed-findings.ts'
import { openFindings } from './open-findings.ts'

/** Holds over a target that carries up to its capacity, then keeps or loses it, with noise that its errors tell. */
const holdsOf = fc
  .record({
    capacity: fc.integer({ min: 50, max: 2000 }),
    slope: fc.constantFrom(0, 0, 0.25, 0.8),
    shares: fc.uniqueArray(fc.integer({ min: 2, max: 60 }), { minLength: 3, maxLength: 10 }),
    noise: fc.constantFrom(0, 0.005, 0.02),
  })
  .map(({ capacity, slope, shares, noise }): Hold[] =>
    shares.map((share, index) => {
      const load = (share / 20) * capacity
      const level = load <= capacity ? load : Math.max(0.1 * capacity, capacity - slope * (load - capacity))
      const goodput = load <= capacity ? level : level * (1 + noise * (((index * 7) % 5) / 2 - 1))
      return makeHold(load, goodput, { goodput: known(goodput, noise * level), plainError: noise * level })
    }),
  )

const near = (a: number | undefined, b: number | undefined): void => {
  if (a === undefined || b === undefined) expect(a).toBe(b)
  else expect(a / b).toBeCloseTo(1, 6)
}

it('twice the rates, twice the answers', () => {
  fc.assert(
    fc.property(holdsOf, (holds) => {
      const one = openFindings(holds, makeUnloaded(20, 22))
      const two = openFindings(
        holds.map((hold) => scaleHold(hold, 2)),
        makeUnloaded(20, 22),
      )
      expect(two.shape).toBe(one.shape)
      near(two.capacity?.value, one.capacity === undefined ? undefined : 2 * one.capacity.value)
      near(buckleOf(two, true)?.load?.value, scaled(buckleOf(one, true)?.load?.value))
    }),
  )
})

const scaled = (value: number | undefined): number | undefined => (value === undefined ? undefined : 2 * value)

it('never claims more than the most that came back or less than what was carried', () => {
  fc.assert(
    fc.property(holdsOf, (holds) => {
      const { capacity, lo, hi, shape } = openFindings(holds, makeUnloaded(20, 22))
      if (capacity === undefined || hi === undefined) return
      const most = Math.max(...holds.map(({ goodput }) => goodput.value))
      expect(capacity.value).toBeLessThanOrEqual(Math.max(most, shape === 'peak' ? hi.load : 0) * 1.0001)
      expect(capacity.value).toBeGreaterThanOrEqual((shape === 'peak' ? (lo?.goodput.value ?? 0) : 0) * 0.9999)
      expect(capacity.low).toBeLessThanOrEqual(capacity.value)
      expect(capacity.high).toBeGreaterThanOrEqual(capacity.value)
    }),
  )
})

it('does not depend on the order in which loads were held', () => {
  fc.assert(
    fc.property(holdsOf, (holds) => {
      const one = openFindings(holds, undefined)
      const other = openFindings(holds.toReversed(), undefined)
      near(other.capacity?.value, one.capacity?.value)
      expect(other.lo?.load).toBe(one.lo?.load)
    }),
  )
})

it('closed model: twice as fast a target has twice the capacity at the same users', () => {
  const users = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 3, maxLength: 8 })
  fc.assert(
    fc.property(users, fc.integer({ min: 10, max: 60 }), (loads, knee) => {
      const curve = (speed: number): Hold[] =>
        loads.map((load) =>
          makeHold(load, speed * 10 * Math.min(load, knee), { offered: speed * 10 * Math.min(load, knee) }),
        )
      const [one, two] = [closedFindings(curve(1)), closedFindings(curve(2))]
      near(two.capacity?.value, scaled(one.capacity?.value))
      near(two.perLoad?.value, scaled(one.perLoad?.value))
    }),
  )
})
