import { expect, it } from 'vitest'
import { ArrivalCursor } from './arrival-cursor.ts'
import { type ArrivalSchedule, constantArrivals, countBy, pausedAt, rampingArrivals, resumedAt } from './arrivals.ts'
import { UnitPoisson } from './poisson.ts'
import { wholeStripe, workerStripe } from './stripe.ts'

const gaps = (seed: number, count: number): number[] => {
  const events = new UnitPoisson(seed)
  const times = Array.from({ length: count }, (_, i) => events.at(i))
  return times.map((time, i) => time - (times[i - 1] ?? 0))
}

function dueTimes(schedule: ArrivalSchedule, seed: number, worker = 0, workers = 1): number[] {
  const cursor = new ArrivalCursor(schedule, workerStripe(wholeStripe, worker, workers), { kind: 'poisson', seed })
  const times: number[] = []
  for (; cursor.next() < Infinity; cursor.advance()) times.push(cursor.next())
  return times
}

/** How far the gaps are from the exponential distribution with mean 1 (Kolmogorov-Smirnov). */
function distance(sample: readonly number[]): number {
  const sorted = [...sample].sort((a, b) => a - b)
  const off = sorted.map((gap, i) => Math.abs(1 - Math.exp(-gap) - (i + 0.5) / sorted.length) + 0.5 / sorted.length)
  return Math.max(...off)
}

it.each([1, 2, 3, 42, 4_294_967_295])('has exponential gaps with seed %i', (seed) => {
  // The distance of a true sample of n stays below 1.95 / √n 999 times in 1,000.
  expect(distance(gaps(seed, 10_000))).toBeLessThan(1.95 / 100)
})

it('repeats itself with the same seed and not with another', () => {
  expect(gaps(7, 100)).toEqual(gaps(7, 100))
  expect(gaps(8, 100)).not.toEqual(gaps(7, 100))
})

it.each([
  ['a level', constantArrivals(500, 20_000)],
  ['a ramp', rampingArrivals(0, [{ duration: 20_000, target: 1000 }])],
  ['a pause', resumedAt(pausedAt(constantArrivals(500, 20_000), 3000), 9000)],
])(
  'follows %s as a Poisson process: exponential gaps of the area, and as many as the area within 4 sigma',
  (_, schedule) => {
    const areas = dueTimes(schedule, 5).map((due) => countBy(schedule, due))
    expect(Math.abs(areas.length - schedule.total)).toBeLessThan(4 * Math.sqrt(schedule.total))
    expect(distance(areas.map((area, i) => area - (areas[i - 1] ?? 0)))).toBeLessThan(1.95 / Math.sqrt(areas.length))
  },
)

it.each([2, 3, 5])('makes the same arrivals on %i workers as on one', (workers) => {
  const schedule = rampingArrivals(50, [{ duration: 5000, target: 200 }])
  const together = Array.from({ length: workers }, (_, worker) => dueTimes(schedule, 11, worker, workers))
  expect(together.flat().sort((a, b) => a - b)).toEqual(dueTimes(schedule, 11))
})
