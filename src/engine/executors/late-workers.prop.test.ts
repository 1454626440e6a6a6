import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LoadChange } from '../config/load-change.ts'
import type { ConstantVus, RampingArrivalRate } from '../config/scenario.ts'
import { ArrivalCursor } from '../schedule/arrival-cursor.ts'
import { countBy, totalArrivals } from '../schedule/arrivals.ts'
import { wholeTest } from '../schedule/segment.ts'
import { countBelow } from '../schedule/stripe.ts'
import { applyChange, liveArrivalsOf, type LiveArrivals, liveVusOf, loadNow } from './live-load.ts'
import { stripeOfPlan } from './plan.ts'
import { planConstantVus } from './constant-vus.ts'
import { planRampingArrivalRate } from './ramping-arrival-rate.ts'
import { base } from './testing/golden.ts'

const END = 4000
const ramp = fc.constantFrom(0, 0, 700)
/** How long after its moment a change comes to each worker. */
const delays = fc.array(fc.nat(400), { minLength: 1, maxLength: 4 })

const arrivals: RampingArrivalRate = {
  ...base,
  executor: 'ramping-arrival-rate',
  startRate: 100,
  stages: [{ duration: END, target: 300 }],
  timeUnit: 1000,
  preAllocatedVUs: 8,
  maxVUs: 8,
  arrival: { kind: 'even' },
}
const rateChange: fc.Arbitrary<LoadChange> = fc.oneof(
  fc.record({ type: fc.constant('set-rate' as const), rate: fc.nat(600), ramp }),
  fc.record({ type: fc.constant('scale' as const), factor: fc.constantFrom(0.25, 0.5, 2), ramp }),
)

function cursors(load: LiveArrivals, workers: number): ArrivalCursor[] {
  const plan = planRampingArrivalRate(arrivals)
  return Array.from({ length: workers }, (_, worker) => {
    const stripe = stripeOfPlan(plan, wholeTest, { worker, workers })
    return new ArrivalCursor(load.now, stripe, plan.process)
  })
}

function takeDue(cursor: ArrivalCursor, t: number): void {
  while (cursor.next() <= t) cursor.advance()
}

it('starts at no moment more arrivals than the larger of old and new would, but one per worker, however late each hears', () => {
  fc.assert(
    fc.property(rateChange, fc.integer({ min: 100, max: END - 500 }), delays, (change, at, late) => {
      const old = liveArrivalsOf(planRampingArrivalRate(arrivals))
      const changed = applyChange(old, change, at)
      if (changed.kind !== 'arrivals') throw new TypeError('a rate became VUs')
      const workers = cursors(old, late.length)
      for (let t = 0; t <= END; t += 20) {
        workers.forEach((cursor, worker) => {
          if (t >= at + (late[worker] ?? 0)) cursor.replace(changed.now)
          takeDue(cursor, t)
        })
        const started = workers.reduce((sum, { taken }) => sum + taken, 0)
        const most = Math.max(countBy(old.now, t), countBy(changed.now, t))
        expect(started).toBeLessThanOrEqual(Math.floor(most + 1e-9) + late.length)
      }
      const before = countBy(old.now, at + Math.max(...late))
      const total = totalArrivals(changed.now)
      const started = workers.reduce((sum, { taken }) => sum + taken, 0)
      // All of the new ones; more only if the old rate had begun more before the last worker heard.
      expect(started).toBeGreaterThanOrEqual(total)
      expect(started).toBeLessThanOrEqual(Math.max(total, Math.floor(before)) + late.length)
    }),
    { numRuns: 200 },
  )
})

it('has at no moment more VUs than the larger of old and new, however late each worker hears', () => {
  const config: ConstantVus = { ...base, executor: 'constant-vus', vus: 17, duration: END }
  const plan = planConstantVus(config)
  const vuChange: fc.Arbitrary<LoadChange> = fc.oneof(
    fc.record({ type: fc.constant('set-vus' as const), vus: fc.nat(60), ramp }),
    fc.record({ type: fc.constant('scale' as const), factor: fc.constantFrom(0.25, 0.5, 2), ramp }),
  )
  fc.assert(
    fc.property(vuChange, fc.nat(END - 1), delays, fc.nat(END - 1), (change, at, late, t) => {
      const old = liveVusOf(plan)
      const changed = applyChange(old, change, at)
      const total = late.reduce((sum, delay, worker) => {
        const load = t >= at + delay ? changed : old
        const stripe = stripeOfPlan(plan, wholeTest, { worker, workers: late.length })
        return sum + countBelow(stripe, loadNow(load, t))
      }, 0)
      expect(total).toBeLessThanOrEqual(Math.max(loadNow(old, t), loadNow(changed, t)))
    }),
    { numRuns: 500 },
  )
})
