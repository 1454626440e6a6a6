import { describe, expect, it } from 'vitest'
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

const tenPerSecond = constantArrivals(10, 3000)
/** 0 to 10/s in 2 s, then 10/s for 2 s: arrival i (from 1) at √(i·400 000), then every 100 ms. */
const ramp = rampingArrivals(0, [
  { duration: 2000, target: 10 },
  { duration: 2000, target: 10 },
])

const dueFrom = (schedule: ArrivalSchedule, from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => Math.round(dueAt(schedule, from + i) * 1e6) / 1e6).join(' ')

describe('a live change of rate', () => {
  it.each([
    // The area at 1050 is 10.5, so half an interval of the new rate is left for arrival 11.
    ['faster, between two arrivals', { at: 1050, rate: 20, rampMs: 0 }, 9, '900 1000 1075 1125 1175'],
    ['slower, between two arrivals', { at: 1050, rate: 5, rampMs: 0 }, 9, '900 1000 1150 1350 1550'],
    ['faster, on an arrival', { at: 1000, rate: 20, rampMs: 0 }, 9, '900 1000 1050 1100 1150'],
    ['to nothing', { at: 1050, rate: 0, rampMs: 0 }, 9, '900 1000 Infinity'],
    ['to nothing, on an arrival: it belongs to what comes', { at: 1000, rate: 0, rampMs: 0 }, 9, '900 Infinity'],
    ['to the same', { at: 1050, rate: 10, rampMs: 0 }, 9, '900 1000 1100 1200'],
    ['a fraction of one a second', { at: 1050, rate: 0.5, rampMs: 0 }, 10, '1000 2050 Infinity'],
    // 10x + 5x² = 1 for x s after 1000 ms, then = 2, = 3: x = (√(100 + 20n) - 10) / 10.
    ['in a ramp', { at: 1000, rate: 20, rampMs: 1000 }, 10, '1000 1095.445115 1183.215957 1264.911064'],
    ['at the start', { at: 0, rate: 20, rampMs: 0 }, 0, '0 50 100'],
    ['before the start', { at: -500, rate: 20, rampMs: 0 }, 0, '0 50 100'],
    ['in the last tenth of a second', { at: 2950, rate: 100, rampMs: 0 }, 29, '2900 2955 2965 2975 2985 2995 Infinity'],
    ['at the end', { at: 3000, rate: 100, rampMs: 0 }, 29, '2900 Infinity'],
  ])('%s', (_, change, from, expected) => {
    expect(dueFrom(withRate(tenPerSecond, change), from, expected.split(' ').length)).toBe(expected)
  })

  it('goes on from the rate there is in the middle of a ramp', () => {
    const held = withRate(ramp, { at: 1000, rate: 5, rampMs: 500 })
    expect([999, 1000, 1250, 1500, 3999, 4000].map((t) => rateAt(held, t))).toEqual([4.995, 5, 5, 5, 5, 0])
    expect(totalArrivals(held)).toBe(17)
  })

  it('takes up what an earlier change has made', () => {
    const first = withRate(tenPerSecond, { at: 1000, rate: 30, rampMs: 1000 })
    const second = withRate(first, { at: 1500, rate: 0, rampMs: 500 })
    expect([1000, 1250, 1500, 1750, 2000].map((t) => rateAt(second, t))).toEqual([10, 15, 20, 10, 0])
    expect(countBy(second, 3000)).toBeCloseTo(10 + 7.5 + 5)
  })
})

describe('a pause', () => {
  const paused = pausedAt(tenPerSecond, 1030)
  const resumed = resumedAt(paused, 1630)

  it('holds all arrivals from then on', () => {
    expect(dueFrom(paused, 9, 4)).toBe('900 1000 Infinity Infinity')
    expect(countBy(paused, 5000)).toBeCloseTo(10.3)
    expect([rateAt(paused, 1029), rateAt(paused, 1030), rateAt(resumed, 1629), rateAt(resumed, 1630)]).toEqual([
      10, 0, 0, 10,
    ])
  })

  it('makes what was to come later by its length, and owes nothing for it', () => {
    expect(dueFrom(resumed, 9, 4)).toBe('900 1000 1700 1800')
    expect(resumed.rate.end).toBe(3600)
    expect(totalArrivals(resumed)).toBe(30)
  })

  it('is one pause however often it is asked for', () => {
    expect(pausedAt(paused, 1500)).toEqual(paused)
    expect(resumedAt(resumed, 2000)).toEqual(resumed)
  })

  it('lets the rate be changed for the time after it', () => {
    const faster = resumedAt(withRate(paused, { at: 1400, rate: 20, rampMs: 0 }), 1630)
    expect(dueFrom(faster, 9, 4)).toBe('900 1000 1665 1715')
  })

  it('lets the plan be followed again for the time after it', () => {
    const overridden = pausedAt(withRate(ramp, { at: 500, rate: 50, rampMs: 0 }), 1000)
    const plan = pausedAt(ramp, 1000)
    const followed = followRatePlan(overridden, plan, { at: 1800, rampMs: 0 })
    expect(rateAt(resumedAt(followed, 2000), 2000)).toBe(5)
    expect(resumedAt(followed, 2000).rate.end).toBe(5000)
  })

  it('before the start makes the start later', () => {
    const later = resumedAt(pausedAt(ramp, -300), 200)
    expect(dueFrom(later, 0, 2)).toBe('1132.455532 1394.427191')
    expect(later.rate.end).toBe(4500)
    expect(dueAt(resumedAt(pausedAt(tenPerSecond, -300), 200), 0)).toBe(500)
  })

  it('after the end is none', () => {
    expect(pausedAt(tenPerSecond, 3000)).toEqual(tenPerSecond)
  })
})

describe('following the plan again', () => {
  const overridden = withRate(ramp, { at: 500, rate: 40, rampMs: 0 })

  it('jumps to the rate the plan has by now', () => {
    const followed = followRatePlan(overridden, ramp, { at: 1000, rampMs: 0 })
    expect([999, 1000, 1500, 2000, 3999].map((t) => rateAt(followed, t))).toEqual([40, 5, 7.5, 10, 10])
    expect(totalArrivals(followed)).toBe(Math.floor(0.625 + 20 + 7.5 + 20))
  })

  it('or ramps to where the plan will be', () => {
    const followed = followRatePlan(overridden, ramp, { at: 1000, rampMs: 500 })
    expect([1000, 1250, 1500, 1750].map((t) => rateAt(followed, t))).toEqual([40, 23.75, 7.5, 8.75])
  })

  it('ramps no further than the end of the plan', () => {
    const followed = followRatePlan(overridden, ramp, { at: 3000, rampMs: 5000 })
    expect([3000, 3500, 4000].map((t) => rateAt(followed, t))).toEqual([40, 25, 0])
  })

  it('is nothing new when the plan was followed all along', () => {
    const followed = followRatePlan(ramp, ramp, { at: 1300, rampMs: 0 })
    expect(dueFrom(followed, 0, 30)).toBe(dueFrom(ramp, 0, 30))
  })
})

it('takes new stages from the rate there is, and ends with them', () => {
  const edited = withRateStages(ramp, 1000, [
    { duration: 1000, target: 25 },
    { duration: 0, target: 2 },
    { duration: 3000, target: 2 },
  ])
  expect([1000, 1500, 1999, 2000, 4999, 5000].map((t) => rateAt(edited, t))).toEqual([5, 15, 24.98, 2, 2, 0])
  expect(totalArrivals(edited)).toBe(Math.floor(2.5 + 15 + 6))
})
