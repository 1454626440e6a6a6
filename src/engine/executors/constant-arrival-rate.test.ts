import { expect, it } from 'vitest'
import type { ConstantArrivalRate } from '../config/scenario.ts'
import { totalArrivals } from '../schedule/arrivals.ts'
import { planConstantArrivalRate } from './constant-arrival-rate.ts'
import { base, dueTimes, expectDue } from './testing/golden.ts'

const config = (rate: number, timeUnit: number, duration: number): ConstantArrivalRate => ({
  ...base,
  executor: 'constant-arrival-rate',
  arrival: { kind: 'even' },
  rate,
  timeUnit,
  duration,
  preAllocatedVUs: 10,
  maxVUs: 20,
})

// The i-th is due at i * timeUnit / rate; the first dozen of them, and how many there are before the end.
it.each([
  [1, 1000, 5000, 5, '0 1000 2000 3000 4000'],
  [2, 1000, 3000, 6, '0 500 1000 1500 2000 2500'],
  [5, 1000, 1000, 5, '0 200 400 600 800'],
  [10, 1000, 1000, 10, '0 100 200 300 400 500 600 700 800 900'],
  [50, 1000, 5000, 250, '0 20 40 60 80 100 120 140 160 180 200 220'],
  [3, 1000, 1000, 3, '0 333.333333 666.666667'],
  [7, 1000, 1000, 7, '0 142.857143 285.714286 428.571429 571.428571 714.285714 857.142857'],
  [30, 60000, 10000, 5, '0 2000 4000 6000 8000'],
  [90, 60000, 5000, 8, '0 666.666667 1333.333333 2000 2666.666667 3333.333333 4000 4666.666667'],
  [1, 60000, 600000, 10, '0 60000 120000 180000 240000 300000 360000 420000 480000 540000'],
  [1, 10000, 25000, 3, '0 10000 20000'],
  [1, 500, 1500, 3, '0 500 1000'],
  [4, 2000, 2000, 4, '0 500 1000 1500'],
  [3600, 3600000, 4000, 4, '0 1000 2000 3000'],
  [1000, 1000, 60000, 60000, '0 1 2 3 4 5 6 7 8 9 10 11'],
  [2000, 1000, 20000, 40000, '0 0.5 1 1.5 2 2.5 3 3.5 4 4.5 5 5.5'],
  [
    33.3,
    1000,
    30000,
    999,
    '0 30.03003 60.06006 90.09009 120.12012 150.15015 180.18018 210.21021 240.24024 270.27027 300.3003 330.33033',
  ],
  [0.5, 1000, 5000, 3, '0 2000 4000'],
  [0.1, 1000, 25000, 3, '0 10000 20000'],
  [2.5, 1000, 2000, 5, '0 400 800 1200 1600'],
  [1.7, 60000, 100000, 3, '0 35294.117647 70588.235294'],
  [
    12.75,
    1000,
    1000,
    13,
    '0 78.431373 156.862745 235.294118 313.72549 392.156863 470.588235 549.019608 627.45098 705.882353 784.313725 862.745098',
  ],
  [100, 1000, 1234.5, 124, '0 10 20 30 40 50 60 70 80 90 100 110'],
  [50000, 1000, 1000, 50000, '0 0.02 0.04 0.06 0.08 0.1 0.12 0.14 0.16 0.18 0.2 0.22'],
])('makes %d per %d ms for %d ms %i arrivals', (rate, timeUnit, duration, ...[count, expected]) => {
  const plan = planConstantArrivalRate(config(rate, timeUnit, duration))
  expect(totalArrivals(plan.schedule)).toBe(count)
  expectDue(dueTimes(plan, '0:1', 12), expected)
})

// k6's own values at 50/s: starts and steps of each segment.
it.each([
  ['0:1/3', '20 60 120 180 240 300 360 420'],
  ['1/3:2/3', '20 80 140 200 260 320 380 420'],
  ['2/3:1', '20 60 120 180 240 300 360 420'],
  ['1/6:3/6', '20 60 140 180 260 300 380 420'],
])('gives segment %s its arrivals', (segment, expected) => {
  expectDue(dueTimes(planConstantArrivalRate(config(50, 1000, 5000)), segment, 8), expected)
})

it('goes on for ever with an open end', () => {
  const plan = planConstantArrivalRate(config(100, 1000, Infinity))
  expect(totalArrivals(plan.schedule)).toBe(Infinity)
  expect(dueTimes(plan, '0:1', 1001).at(-1)).toBe(10_000)
})
