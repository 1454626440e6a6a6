import { expect, it } from 'vitest'
import type { RampingArrivalRate } from '../config/scenario.ts'
import { totalArrivals } from '../schedule/arrivals.ts'
import { planRampingArrivalRate } from './ramping-arrival-rate.ts'
import { base, dueTimes, expectDue, stagesOf } from './testing/golden.ts'

const config = (startRate: number, timeUnit: number, stages: string): RampingArrivalRate => ({
  ...base,
  executor: 'ramping-arrival-rate',
  arrival: { kind: 'even' },
  startRate,
  timeUnit,
  stages: stagesOf(stages),
  preAllocatedVUs: 50,
  maxVUs: 100,
})

// Expected times solve load·x + slope·x²/2 = n for each stage, worked out with 50 digits.
it.each([
  ["k6's own example", 0, 1000, '5000:1 1000:1 5000:0', '3162.27766 4472.135955 5500 6527.864045 7837.72234 11000'],
  [
    "k6's own example three times as fast (timeUnit 1/3 s)",
    0,
    1000 / 3,
    '5000:1 1000:1 5000:0',
    '1825.741858 2581.988897 3162.27766 3651.483717 4082.482905 4472.135955 4830.458915 5166.666667 5500 5833.333333 6169.541085 6527.864045 6917.517095 7348.516283 7837.72234 8418.011103 9174.258142 11000',
  ],
  [
    '0 to 10/s in 2 s',
    0,
    1000,
    '2000:10',
    '632.455532 894.427191 1095.445115 1264.911064 1414.213562 1549.193338 1673.320053 1788.854382 1897.366596 2000',
  ],
  [
    '10 to 0/s in 2 s',
    10,
    1000,
    '2000:0',
    '102.633404 211.145618 326.679947 450.806662 585.786438 735.088936 904.554885 1105.572809 1367.544468 2000',
  ],
  ['a level 5/s', 5, 1000, '1000:5', '200 400 600 800 1000'],
  ['a jump at the start', 0, 1000, '0:4 1000:4', '250 500 750 1000'],
  [
    'a jump in the middle',
    2,
    1000,
    '1000:2 0:6 1000:6',
    '500 1000 1166.666667 1333.333333 1500 1666.666667 1833.333333 2000',
  ],
  ['a jump down to nothing and back', 4, 1000, '500:4 0:0 2000:0 0:4 500:4', '250 500 2750 3000'],
  ['nothing at all', 0, 1000, '5000:0', ''],
  ['less than one arrival', 0, 1000, '1000:1', ''],
  ['exactly one arrival, at the very end', 0, 1000, '1000:2', '1000'],
  ['per minute', 60, 60000, '3000:60', '1000 2000 3000'],
  ['per minute, ramping to 120/min in 3 s', 60, 60000, '3000:120', '872.983346 1582.575695 2196.152423 2744.562647'],
  ['per hour', 3600, 3600000, '2000:3600', '1000 2000'],
  ['a fractional rate 2.5/s', 2.5, 1000, '2000:2.5', '400 800 1200 1600 2000'],
  ['0.5/s to 1.5/s', 0.5, 1000, '4000:1.5', '1464.101615 2472.135955 3291.502622 4000'],
  ['a fraction carried over two stages', 1, 1000, '1500:1 1500:2', '1000 1936.491673 2598.076211'],
  ['a fraction carried over a jump', 1, 1000, '1500:1 0:2 1000:2', '1000 1750 2250'],
  ['up, hold, down', 0, 1000, '1000:3 1000:3 1000:0', '816.496581 1166.666667 1500 1833.333333 2183.503419 3000'],
  [
    'two hills',
    0,
    1000,
    '1000:4 1000:0 1000:4 1000:0',
    '707.106781 1000 1292.893219 2000 2707.106781 3000 3292.893219 4000',
  ],
  ['a tiny slope', 10, 1000, '500:10.000001', '99.999999 199.999996 299.999991 399.999984 499.999975'],
  ['fractional stage lengths', 4, 1000, '312.5:4 437.5:8', '250 471.212001 632.772228'],
  ['steep: 0 to 1000/s in 10 ms, then none', 0, 1000, '10:1000 0:0 1000:0', '4.472136 6.324555 7.745967 8.944272 10'],
  ['a stage of 1 ms', 1000, 1000, '1:1000 1:3000', '1 1.618034 2'],
])('%s: start %d per %d ms, stages %s', (_, ...[startRate, timeUnit, stages, expected]) => {
  const plan = planRampingArrivalRate(config(startRate, timeUnit, stages))
  expectDue(dueTimes(plan), expected)
})

// k6's own values for its example and its segments.
it.each([
  ['0:1/3', '4472.135955 7837.72234'],
  ['1/3:2/3', '4472.135955 7837.72234'],
  ['2/3:1', '4472.135955 7837.72234'],
])('gives segment %s its arrivals', (segment, expected) => {
  const plan = planRampingArrivalRate({ ...config(0, 1000, '5000:1 1000:1 5000:0'), maxVUs: 99 })
  expectDue(dueTimes(plan, segment), expected)
})

it.each([
  ['0 to 5,000/s over 30 s', 0, '30000:5000', 75_000],
  ['5,000/s to 0 over 30 s', 5000, '30000:0', 75_000],
  ['0 to 5,000/s, held for a minute, and back', 0, '30000:5000 60000:5000 30000:0', 450_000],
  ['a day of gentle slope', 1, '86400000:1.5', 108_000],
])('has over %s as many arrivals as the integral', (_, startRate, stages, count) => {
  const plan = planRampingArrivalRate(config(startRate, 1000, stages))
  expect(totalArrivals(plan.schedule)).toBe(count)
  expect(dueTimes(plan, '0:1', Infinity)).toHaveLength(count)
})
