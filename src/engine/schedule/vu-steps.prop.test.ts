import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { countBelow, wholeStripe, workerStripe } from './stripe.ts'
import {
  constantVus,
  followVuPlan,
  listSteps,
  nextStepAfter,
  pausedVusAt,
  rampingVus,
  resumedVusAt,
  type VuSteps,
  vusAt,
  withVus,
  withVuStages,
} from './vu-steps.ts'

const vus = fc.integer({ min: 0, max: 40 })
const duration = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 20_000 }),
  fc.double({ min: 0.5, max: 20_000, noNaN: true }),
)
const stages = fc.array(fc.record({ duration, target: vus }), { minLength: 1, maxLength: 6 })
const ramping = fc.tuple(vus, stages).map(([start, list]) => rampingVus(start, list))
const constant = fc
  .tuple(vus, fc.integer({ min: 1000, max: 20_000 }))
  .map(([count, length]) => constantVus(count, length))

type Change = (steps: VuSteps, plan: VuSteps, at: number) => VuSteps
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(vus, duration).map(
    ([to, rampMs]): Change =>
      (s, _, at) =>
        withVus(s, { at, vus: to, rampMs }),
  ),
  duration.map(
    (rampMs): Change =>
      (s, plan, at) =>
        followVuPlan(s, plan, { at, rampMs }),
  ),
  stages.map(
    (list): Change =>
      (s, _, at) =>
        withVuStages(s, at, list),
  ),
  fc.integer({ min: 1, max: 5000 }).map(
    (span): Change =>
      (s, _, at) =>
        resumedVusAt(pausedVusAt(s, at), at + span),
  ),
)
const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), change), { maxLength: 8 })
const changed = fc.tuple(fc.oneof(ramping, constant), changes).map(([plan, list]) => {
  let at = 0
  let steps = plan
  for (const [wait, apply] of list) {
    at += wait
    steps = apply(steps, plan, at)
  }
  return steps
})
const moment = fc.integer({ min: 0, max: 60_000 })

it('changes at the steps it names and nowhere between', () => {
  fc.assert(
    fc.property(changed, fc.array(moment), (steps, moments) => {
      const list = listSteps(steps, wholeStripe)
      expect(list.every(({ at, vus: count }) => vusAt(steps, at) === count)).toBe(true)
      for (const t of moments) {
        expect(vusAt(steps, t)).toBe(list.findLast(({ at }) => at <= t)?.vus)
        const step = nextStepAfter(steps, t)
        expect(step).toBe(list.find(({ at }) => at > t)?.at ?? Infinity)
      }
    }),
  )
})

it('has whole numbers of VUs, none below 0', () => {
  fc.assert(
    fc.property(changed, (steps) => {
      const counts = listSteps(steps, wholeStripe).map((step) => step.vus)
      expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true)
    }),
  )
})

it('comes to an end however steep the ramp and however late', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.double({ min: 1e-3, max: 1, noNaN: true }), (wait, length) => {
      const steps = rampingVus(0, [
        { duration: wait, target: 0 },
        { duration: length, target: 2000 },
      ])
      expect(listSteps(steps, wholeStripe).length).toBeLessThanOrEqual(2002)
    }),
  )
})

it('leaves the VUs before a change as they were', () => {
  fc.assert(
    fc.property(changed, ramping, moment, change, (steps, plan, at, apply) => {
      const after = apply(steps, plan, at)
      const before = (list: VuSteps): unknown => listSteps(list, wholeStripe).filter((step) => step.at < at)
      expect(before(after)).toEqual(before(steps))
    }),
  )
})

it('never overshoots on the way from the VUs there are to those commanded', () => {
  fc.assert(
    fc.property(changed, moment, vus, duration, (steps, at, to, rampMs) => {
      const from = vusAt(steps, at)
      const after = withVus(steps, { at, vus: to, rampMs })
      const between = listSteps(after, wholeStripe).filter((step) => step.at >= at && step.at < after.end)
      expect(between.every((step) => step.vus >= Math.min(from, to) && step.vus <= Math.max(from, to))).toBe(true)
      fc.pre(at + rampMs < steps.end)
      expect(vusAt(after, at + rampMs)).toBe(to)
    }),
  )
})

it('keeps the total between old and new while some workers follow a change and others do not yet', () => {
  fc.assert(
    fc.property(changed, changed, moment, fc.integer({ min: 0, max: 31 }), (steps, next, t, who) => {
      const shares = Array.from({ length: 5 }, (_, worker) => {
        const follows = ((who >> worker) & 1) === 1
        return countBelow(workerStripe(wholeStripe, worker, 5), vusAt(follows ? next : steps, t))
      })
      const total = shares.reduce((sum, share) => sum + share, 0)
      expect(total).toBeGreaterThanOrEqual(Math.min(vusAt(steps, t), vusAt(next, t)))
      expect(total).toBeLessThanOrEqual(Math.max(vusAt(steps, t), vusAt(next, t)))
    }),
  )
})

it('keeps its VUs in a pause and goes on with the same steps later', () => {
  fc.assert(
    fc.property(changed, moment, fc.integer({ min: 1, max: 9000 }), fc.array(moment), (steps, at, span, moments) => {
      const paused = pausedVusAt(steps, at)
      const resumed = resumedVusAt(paused, at + span)
      fc.pre(at < steps.end)
      expect(vusAt(paused, at + span)).toBe(vusAt(steps, at))
      expect(nextStepAfter(paused, at)).toBe(Infinity)
      expect(resumed.end).toBe(steps.end + span)
      const list = listSteps(steps, wholeStripe)
        .filter((step) => step.at > at)
        .map((step) => step.vus)
      expect(
        listSteps(resumed, wholeStripe)
          .filter((step) => step.at > at)
          .map((step) => step.vus),
      ).toEqual(list)
      expect(moments.every((t) => t >= span || vusAt(resumed, at + t) === vusAt(steps, at))).toBe(true)
    }),
  )
})
