import { describe, expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { lossShare } from '../statistics/erlang.ts'
import { exploreVirtually } from '../testing/explore-virtually.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { fullHouseOf } from './full-house.ts'

const unloaded = makeUnloaded(20, 22)
const loads = [320, 450, 640, 850, 1100]
const refused = (load: number, goodput: number, details: Partial<Hold> = {}): Hold =>
  makeHold(load, goodput, { errorShare: 1 - goodput / load, goodput: known(goodput, 1), ...details })
/** 8 places of 20 ms, and arrivals by chance. */
const eight = (load: number): number => load * (1 - lossShare(8, load / 50))

describe('a target that refuses what finds all places taken', () => {
  it('has the capacity of its places, which no load brings', () => {
    const house = fullHouseOf(
      loads.map((load) => refused(load, eight(load))),
      unloaded,
    )
    expect(eight(1100)).toBeLessThan(381)
    expect(house?.capacity?.value).toBeCloseTo(400, -1)
    expect(house?.capacity?.low).toBeLessThan(400)
    expect(house?.capacity?.high).toBeGreaterThan(400)
    expect(house?.most.load).toBe(1100)
  })

  it('is not known well enough when it has one place', () => {
    const one = (load: number): number => load * (1 - lossShare(1, load / 50))
    const house = fullHouseOf(
      [30, 50, 100, 150].map((load) => refused(load, one(load))),
      unloaded,
    )
    expect(house).toMatchObject({ capacity: undefined, most: { load: 150 } })
  })
})

describe('what is none', () => {
  it('is a limiter, which brings the same from its rate on', () => {
    const limited = loads.slice(1).map((load) => refused(load, 400))
    expect(fullHouseOf(limited, unloaded)).toBeUndefined()
  })

  it('is a target where what is too much waits', () => {
    const slow = loads.map((load) => refused(load, eight(load), { response: { p50: 60, p95: 80, p99: 90 }, p95: 80 }))
    expect(fullHouseOf(slow, unloaded)).toBeUndefined()
  })

  it('is a target of which two overloads are known', () => {
    const few = loads.slice(0, 2).map((load) => refused(load, eight(load)))
    expect(fullHouseOf(few, unloaded)).toBeUndefined()
  })
})

it.each(['exp', 'lognormal'])('is found where its service is %s and arrivals are random', (law) => {
  const setup = { arrivals: { kind: 'poisson' } } as const
  const { explorer } = exploreVirtually('bounded', { servers: 8, serviceTime: 21.1, queue: 0, law }, { setup })
  const { capacity, evidence } = explorer.capacity
  expect(capacity.kind).toBe('found')
  expect(Math.abs(capacity.value / (8000 / 21.1) - 1)).toBeLessThan(0.03)
  expect(evidence.join('\n')).toContain('what finds all places taken is refused at once')
})
