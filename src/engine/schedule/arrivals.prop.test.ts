import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ArrivalCursor } from './arrival-cursor.ts'
import {
  type ArrivalSchedule,
  constantArrivals,
  countBy,
  dueAt,
  followRatePlan,
  pausedAt,
  rampingArrivals,
  rateAt,
  resumedAt,
  totalArrivals,
  withRate,
  withRateStages,
} from './arrivals.ts'
import { wholeStripe, workerStripe } from './stripe.ts'

const even = { kind: 'even' } as const
const duration = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 20_000 }),
  fc.double({ min: 0.5, max: 20_000, noNaN: true }),
)
const rate = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.01, max: 500, noNaN: true }))
const stages = fc.array(fc.record({ duration, target: rate }), { minLength: 1, maxLength: 6 })
const ramping = fc.tuple(rate, stages).map(([start, list]) => rampingArrivals(start, list))
const constant = fc.tuple(rate, fc.integer({ min: 1000, max: 20_000 })).map(([r, d]) => constantArrivals(r, d))

type Change = (schedule: ArrivalSchedule, plan: ArrivalSchedule, at: number) => ArrivalSchedule
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(rate, duration).map(
    ([to, rampMs]): Change =>
      (s, _, at) =>
        withRate(s, { at, rate: to, rampMs }),
  ),
  duration.map(
    (rampMs): Change =>
      (s, plan, at) =>
        followRatePlan(s, plan, { at, rampMs }),
  ),
  stages.map(
    (list): Change =>
      (s, _, at) =>
        withRateStages(s, at, list),
  ),
  fc.integer({ min: 1, max: 5000 }).map(
    (span): Change =>
      (s, _, at) =>
        resumedAt(pausedAt(s, at), at + span),
  ),
)
const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), change), { maxLength: 8 })

/** A schedule after live changes, each some time after the one before. */
const changed = fc.tuple(fc.oneof(ramping, constant), changes).map(([plan, list]) => {
  let at = 0
  let schedule = plan
  for (const [wait, apply] of list) {
    at += wait
    schedule = apply(schedule, plan, at)
  }
  return schedule
})

const dueTimes = (schedule: ArrivalSchedule): number[] =>
  Array.from({ length: totalArrivals(schedule) }, (_, i) => dueAt(schedule, i))

it('has as many arrivals by the due time of each as its place says', () => {
  fc.assert(
    fc.property(changed, (schedule) => {
      dueTimes(schedule).forEach((due, i) => {
        expect(Math.abs(countBy(schedule, due) - (i + schedule.first))).toBeLessThan(1e-6)
      })
    }),
  )
})

it('never lets a later arrival be due before an earlier one, nor any outside the schedule', () => {
  fc.assert(
    fc.property(changed, (schedule) => {
      const times = dueTimes(schedule)
      expect(times.every((due, i) => due >= (times[i - 1] ?? 0) && due <= schedule.rate.end)).toBe(true)
      expect(dueAt(schedule, times.length)).toBe(Infinity)
    }),
  )
})

it('leaves all that was due before a change as it was, and the count without a jump', () => {
  fc.assert(
    fc.property(changed, ramping, fc.integer({ min: 0, max: 30_000 }), change, (schedule, plan, at, apply) => {
      const after = apply(schedule, plan, at)
      const before = dueTimes(schedule).filter((due) => due < at)
      expect(before.map((_, i) => dueAt(after, i))).toEqual(before)
      expect(countBy(after, at)).toBeCloseTo(countBy(schedule, at), 6)
    }),
  )
})

it('offers exactly the area under the rate', () => {
  fc.assert(
    fc.property(rate, stages, (start, list) => {
      let from = start
      let area = 0
      for (const stage of list) {
        area += ((from + stage.target) / 2) * (stage.duration / 1000)
        from = stage.target
      }
      expect(rampingArrivals(start, list).total).toBeCloseTo(area, 6)
    }),
  )
})

it('shares the arrivals among any number of workers so that together they take each once, at its time', () => {
  fc.assert(
    fc.property(changed, fc.integer({ min: 1, max: 5 }), (schedule, workers) => {
      const taken: [number, number][] = []
      for (let worker = 0; worker < workers; worker += 1) {
        const cursor = new ArrivalCursor(schedule, workerStripe(wholeStripe, worker, workers), even)
        for (; cursor.next() < Infinity; cursor.advance()) taken.push([cursor.index, cursor.next()])
      }
      expect(taken.sort(([a], [b]) => a - b)).toEqual(dueTimes(schedule).map((due, i) => [i, due]))
    }),
  )
})

it('keeps its place when the schedule is replaced under way', () => {
  fc.assert(
    fc.property(changed, changed, fc.integer({ min: 0, max: 500 }), (schedule, next, steps) => {
      const cursor = new ArrivalCursor(schedule, wholeStripe, even)
      for (let i = 0; i < steps && cursor.next() < Infinity; i += 1) cursor.advance()
      const place = cursor.index
      const other = { ...next, first: schedule.first }
      cursor.replace(other)
      expect([cursor.index, cursor.next()]).toEqual([place, dueAt(other, place)])
    }),
  )
})

it('keeps the count exact under 50 changes a second for 10 s', () => {
  fc.assert(
    fc.property(fc.array(rate, { minLength: 500, maxLength: 500 }), fc.boolean(), (rates, ramps) => {
      let schedule = constantArrivals(100, 10_000)
      rates.forEach((next, i) => {
        schedule = withRate(schedule, { at: i * 20, rate: next, rampMs: ramps ? 20 : 0 })
      })
      const mean = (i: number): number => (ramps ? ((rates[i - 1] ?? 100) + (rates[i] ?? 0)) / 2 : (rates[i] ?? 0))
      const area = rates.reduce((sum, _, i) => sum + mean(i) * 0.02, 0)
      expect(schedule.total).toBeCloseTo(area, 4)
      const cursor = new ArrivalCursor(schedule, wholeStripe, even)
      while (cursor.next() < Infinity) cursor.advance()
      expect(Math.abs(cursor.taken - area)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 20 },
  )
})

it('has no arrival due in a pause, and owes none for it', () => {
  fc.assert(
    fc.property(
      changed,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 1, max: 9000 }),
      (schedule, at, span) => {
        const paused = pausedAt(schedule, at)
        const resumed = resumedAt(paused, at + span)
        expect(rateAt(paused, at + span)).toBe(0)
        dueTimes(schedule).forEach((due, i) => {
          expect(dueAt(paused, i)).toBe(due < at || at >= schedule.rate.end ? due : Infinity)
          const moved = due < at || at >= schedule.rate.end ? 0 : span
          const then = dueAt(resumed, i) - moved
          // Where the rate is next to nothing, rounding of what was counted before is a long time.
          expect(Math.abs(then - due)).toBeLessThan(5)
          expect(countBy(schedule, then)).toBeCloseTo(countBy(schedule, due), 4)
        })
      },
    ),
  )
})
