import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stepLoad, stepSizes } from './load-step.ts'

const percent = fc.constantFrom(...stepSizes)
const rate = fc.oneof(
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10),
)
const vus = fc.integer({ min: 1, max: 100_000 })

it('always moves, in the direction asked for', () => {
  fc.assert(
    fc.property(rate, percent, (load, step) => {
      expect(stepLoad(load, step, 1, 'open')).toBeGreaterThan(load)
      expect(stepLoad(load, step, -1, 'open')).toBeLessThan(load)
    }),
  )
})

it('keeps VUs whole', () => {
  fc.assert(
    fc.property(vus, percent, fc.constantFrom(1, -1), (load, step, turn) => {
      const next = stepLoad(load, step, turn, 'closed')
      expect(Number.isInteger(next)).toBe(true)
      expect((next - load) * turn).toBeGreaterThanOrEqual(1)
    }),
  )
})

it('is not far from the share it stands for: half of it to twice, or the smallest unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 1_000_000 }), percent, (load, step) => {
      const wanted = (load * step) / 100
      const moved = stepLoad(load, step, 1, 'open') - load
      expect(moved).toBeLessThanOrEqual(Math.max(1, 2 * wanted))
      expect(moved).toBeGreaterThanOrEqual(Math.min(1, wanted / 2))
    }),
  )
})
