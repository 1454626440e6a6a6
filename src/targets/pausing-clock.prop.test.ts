import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pausingClock } from './pausing-clock.ts'

const instants = fc.double({ min: 0, max: 1e6, noNaN: true })

it('comes to no instant before its work is done, and to none later than needed', () => {
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: 2, max: 5000 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (at, period, share) => {
        const clock = pausingClock(period, period * share)
        const worked = clock.worked(at)
        expect(clock.worked(clock.instantOf(worked))).toBeCloseTo(worked, 5)
        expect(clock.instantOf(worked)).toBeLessThanOrEqual(at + 1e-6)
      },
    ),
  )
})

it('stands still in the last part of each period', () => {
  const clock = pausingClock(3000, 300)
  expect([2700, 2850, 3000, 3001, 5700, 5999, 6000].map(clock.worked)).toEqual([
    2700, 2700, 2700, 2701, 5400, 5400, 5400,
  ])
  expect([0, 2700, 2701, 5400].map(clock.instantOf)).toEqual([0, 2700, 3001, 5700])
})
