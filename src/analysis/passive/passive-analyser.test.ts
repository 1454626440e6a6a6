import { describe, expect, it } from 'vitest'
import { configureModel } from '../../targets/models.ts'
import type { GivenParams } from '../../targets/options.ts'
import type { Observation } from '../observation.ts'
import type { Exploration } from '../exploration.ts'
import { analysePassively, PassiveAnalyser } from './passive-analyser.ts'
import { VirtualLoad } from '../testing/virtual-load.ts'

/** An operator's holds of so many seconds each, recorded as 1 s windows. */
function record(target: string, loads: readonly number[], seconds = 10, params: GivenParams = {}): Observation[] {
  const load = new VirtualLoad({
    model: configureModel(target, params),
    arrivals: { kind: 'even' },
    seed: 3,
    tick: 1000,
    maxInFlight: 2000,
    clientTimeout: 60_000,
  })
  return loads.flatMap((each) => {
    load.setLoad(each)
    return Array.from({ length: seconds }, () => load.observe())
  })
}

const settings = { model: 'open', inFlightCap: 2000, maxLoad: 10_000, serviceLevel: undefined } as const
const analyse = (...given: Parameters<typeof record>): Exploration => analysePassively(record(...given), settings)

const upTo = (capacity: number, shares: readonly number[]): number[] =>
  shares.map((share) => Number((share * capacity).toPrecision(3)))
const steps = [0.1, 0.3, 0.6, 0.9, 1.05, 1.2, 1.5, 2, 3]

describe('recorded steps over each kind of target give its capacity, or at least', () => {
  it.each<[string, number, GivenParams]>([
    ['bounded', 400, {}],
    ['bounded', 400, { law: 'exp', queue: 50 }],
    ['unbounded', 400, {}],
    ['costly-shedding', 400, {}],
    ['token-bucket', 300, {}],
    ['pauses', 360, {}],
    ['usl', 509.6, {}],
    ['bistable', 400, {}],
    ['timeouts', 400, {}],
    ['unequal-backends', 300, {}],
    ['slow-recovery', 400, {}],
  ])('%s of %i/s', (target, truth, params) => {
    const { capacity, buckle } = analyse(target, [...upTo(truth, steps), 0.5 * truth], 10, params).capacity
    expect(capacity.value).toBeGreaterThan((capacity.kind === 'found' ? 0.95 : 0.85) * truth)
    expect(capacity.value).toBeLessThan((capacity.kind === 'found' ? 1.05 : 1.03) * truth)
    const buckleLoad = buckle === undefined || buckle.kind === 'none' ? truth : buckle.load.value
    expect(buckleLoad).toBeGreaterThan(0.9 * truth)
  })

  it.each(['infinite', 'hiccups'])('%s never saturates', (target) => {
    const { capacity, hint } = analyse(target, [100, 300, 600, 1200])
    expect(capacity.capacity).toMatchObject({ kind: 'at-least' })
    expect(capacity.capacity.value).toBeGreaterThan(1150)
    expect(hint).toMatch(/^hold 2400\/s/)
  })
})

it('finds the same with holds on both sides of a cliff, held for long', () => {
  const loads = [100, 300, 390, 390, 420, 640]
  const { capacity } = analyse('bistable', loads, 18).capacity
  expect(capacity.kind).toBe('found')
  expect(capacity.value).toBeCloseTo(400, -1)
})

it('says nothing from nothing', () => {
  const { capacity, hint, zone } = analysePassively([], settings)
  expect(capacity.capacity).toEqual({ kind: 'at-least', value: 0, dwell: 0 })
  expect(zone.zone).toBe('-')
  expect(hint).toContain('hardly any load first')
})

describe('the hint', () => {
  it.each([
    ['goes up while all comes back', [100, 200], /^hold 400\/s .*all of 200\/s came back/],
    ['looks for the other end of the plateau', [100, 300, 420], /^hold 600\/s .*does more come back/],
    ['calms down before it goes below an overload', [100, 300, 640], /^let it calm down, then hold/],
  ])('%s', (_, loads, expected) => {
    expect(analyse('bounded', loads).hint).toMatch(expected)
  })
})

it('notes that a load brings less on the way down than on the way up', () => {
  const { notes } = analyse('bistable', [100, 300, 380, 600, 380], 10)
  expect(notes).toHaveLength(1)
  expect(notes[0]).toMatch(/^380\/s brought .* less on the way down/)
})

it('knows the zone of the last hold', () => {
  const zones = [
    [100, 300],
    [100, 420, 520],
    [100, 380, 640],
  ].map((loads, index) => analyse(index === 2 ? 'bistable' : 'bounded', loads).zone.zone)
  expect(zones).toEqual(['A', 'B', 'C'])
})

it('fits a curve through the holds', () => {
  const { curve } = analyse('bounded', upTo(400, steps))
  expect(curve?.fit.model.name).toBe('hard-knee')
  expect(curve?.at(200)).toBeCloseTo(200, -1)
  expect(curve?.at(800)).toBeCloseTo(400, -1)
})

it('reads the same whether it was asked in between or not', () => {
  const ticks = record('bounded', upTo(400, steps))
  const asked = new PassiveAnalyser(settings)
  for (const tick of ticks) {
    asked.add(tick)
    asked.read()
  }
  const { capacity, records, zone } = asked.read()
  const once = analysePassively(ticks, settings)
  expect(records.map(({ hold }) => hold.load)).toEqual(once.records.map(({ hold }) => hold.load))
  expect(capacity.capacity.value).toBeCloseTo(once.capacity.capacity.value, 0)
  expect(zone).toEqual(once.zone)
})

it('takes a load that is held for hours for many holds of it', () => {
  const tick = { started: 25, good: 25, failed: 0, dropped: 0, inFlight: 2, p50: 20, p95: 22, load: 100 }
  const analyser = new PassiveAnalyser(settings)
  for (let from = 0; from < 3_600_000; from += 250) analyser.add({ ...tick, from, to: from + 250 })
  const { records, capacity } = analyser.read()
  expect(records).toHaveLength(60)
  expect(capacity.capacity).toMatchObject({ kind: 'at-least', value: 100 })
})
