import { expect, it } from 'vitest'
import { UserError } from '../base/errors.ts'
import type { PerSecond } from '../base/units.ts'
import { configureModel, models } from './models.ts'
import type { GivenParams } from './options.ts'
import { closedThroughput } from './testing/closed-loop.ts'
import { phases } from './testing/phases.ts'
import { goodputBetween, paced, replay } from './testing/replay.ts'
import { saturationUsers } from './truth.ts'

interface Case {
  readonly id: string
  readonly model: string
  readonly params?: GivenParams
  readonly capacity: PerSecond | undefined
  /** Where it is not the capacity. */
  readonly saturationLoad?: PerSecond
  readonly lossLoad?: PerSecond
  readonly buckleLoad?: PerSecond
  readonly recoveryLoad?: PerSecond
}

const cases: readonly Case[] = [
  { id: 'A1', model: 'unbounded', capacity: 400 },
  { id: 'A2', model: 'unbounded', params: { servers: 1, serviceTime: 4 }, capacity: 250 },
  { id: 'A3', model: 'unbounded', params: { servers: 16, serviceTime: 40, law: 'det' }, capacity: 400 },
  { id: 'B1', model: 'bounded', params: { queue: 32 }, capacity: 400 },
  { id: 'B2', model: 'costly-shedding', capacity: 400, buckleLoad: 560, recoveryLoad: 400 },
  { id: 'C1', model: 'token-bucket', capacity: 300 },
  { id: 'D1', model: 'pauses', capacity: 360 },
  { id: 'E1', model: 'usl', capacity: 509.57, buckleLoad: 509.57, recoveryLoad: 157.9 },
  { id: 'F1', model: 'bistable', capacity: 400, buckleLoad: 400, recoveryLoad: 200 },
  { id: 'G1', model: 'timeouts', capacity: 400, buckleLoad: 400, recoveryLoad: 400 },
  { id: 'H1', model: 'unequal-backends', capacity: 300, lossLoad: 180 },
  { id: 'I1', model: 'infinite', capacity: undefined },
  { id: 'I2', model: 'hiccups', capacity: undefined },
  { id: 'slow', model: 'slow-recovery', capacity: 400, buckleLoad: 400, recoveryLoad: 400 },
  { id: 'leak', model: 'leak', params: { growth: 0 }, capacity: 400 },
  { id: 'pipeline', model: 'pipeline', capacity: 400 },
  { id: 'first', model: 'pipeline', params: { firstServers: 4, queue: 10 }, capacity: 200 },
  { id: 'sharing', model: 'processor-sharing', capacity: 400 },
  { id: 'few inside', model: 'processor-sharing', params: { cores: 64, demand: 100, cap: 40 }, capacity: 400 },
  { id: 'distant', model: 'distant', capacity: 399.2, saturationLoad: 400, lossLoad: 400 },
  { id: 'window', model: 'window-limit', capacity: 300 },
  { id: 'warm-up', model: 'warm-up', capacity: 400 },
  { id: 'scaling', model: 'autoscaling', capacity: 400 },
  { id: 'null', model: 'null', capacity: undefined },
]

const close = (value: number | undefined): unknown => (value === undefined ? undefined : expect.closeTo(value, 1))

it('covers every model', () => {
  expect(new Set(cases.map(({ model }) => model))).toEqual(new Set(Object.keys(models)))
})

it.each(cases)('$id: $model knows its points', ({ model, params = {}, ...points }) => {
  expect(configureModel(model, params).truth).toMatchObject({
    capacity: close(points.capacity),
    saturationLoad: close(points.saturationLoad ?? points.capacity),
    lossLoad: close(points.lossLoad ?? points.capacity),
    buckleLoad: close(points.buckleLoad),
    recoveryLoad: close(points.recoveryLoad),
  })
})

it.each(cases)('$id: $model gives the goodput of its truth below and above capacity', ({ model, params = {} }) => {
  const configured = configureModel(model, params)
  // 60 s are whole periods of every model that swings.
  for (const factor of [0.2, 0.6, 0.9, 0.97, 1.06, 1.5, 2.5]) {
    const load = factor * (configured.truth.capacity ?? 400)
    const replies = replay(configured, paced(load, 101_000))
    const expected = configured.truth.goodput(load)
    const measured = goodputBetween(replies, 40_000, 100_000)
    expect(Math.abs(measured - expected), `${load}/s: ${measured}, truth ${expected}`).toBeLessThan(
      0.015 * expected + 0.2,
    )
  }
})

it.each(cases.filter(({ buckleLoad }) => buckleLoad !== undefined))(
  '$id: $model keeps nine tenths of its capacity below the buckle load and not above',
  ({ model }) => {
    const { truth } = configureModel(model, {})
    const [capacity = 0, buckle = 0] = [truth.capacity, truth.buckleLoad]
    expect(truth.goodput(buckle * 0.999)).toBeGreaterThan(0.9 * capacity)
    expect(truth.goodput(buckle * 1.001)).toBeLessThan(0.9 * capacity)
  },
)

const recovering = [
  { model: 'costly-shedding', over: 900, back: 390 },
  { model: 'usl', over: 700, back: 150 },
  { model: 'bistable', over: 500, back: 190 },
  { model: 'slow-recovery', over: 500, back: 390 },
  { model: 'timeouts', over: 500, back: 360 },
]

it.each(recovering)('$model comes back at $back/s after $over/s', ({ model, over, back }) => {
  const arrivals = phases([
    { load: over, span: 10_000 },
    { load: back, span: 160_000 },
  ])
  const replies = replay(configureModel(model, {}), arrivals).filter(({ arrivedAt }) => arrivedAt > 150_000)
  expect(replies.every(({ status, due, arrivedAt }) => status === 200 && due - arrivedAt < 100)).toBe(true)
})

it.each([
  { model: 'usl', over: 700, back: 165, stays: 157.9 },
  { model: 'bistable', over: 500, back: 210, stays: 200 },
])('$model stays at $stays/s at $back/s after $over/s', ({ model, over, back, stays }) => {
  const arrivals = phases([
    { load: over, span: 10_000 },
    { load: back, span: 160_000 },
  ])
  const goodput = goodputBetween(replay(configureModel(model, {}), arrivals), 100_000, 160_000)
  expect(Math.abs(goodput - stays)).toBeLessThan(0.5)
})

it.each(['bounded', 'costly-shedding', 'pauses', 'bistable', 'timeouts'])(
  '%s is saturated by C (R + Z) users',
  (model) => {
    const configured = configureModel(model, model === 'pauses' ? { pause: 3, every: 30 } : {})
    const { capacity = 0 } = configured.truth
    const think = 100
    const users = (saturationUsers(configured.truth) ?? 0) + (capacity * think) / 1000
    const throughput = (share: number): number => closedThroughput(configured, Math.round(users * share), think, 20_000)
    expect(throughput(0.5) / capacity).toBeCloseTo(0.5, 1)
    expect(throughput(1.5) / capacity).toBeCloseTo(1, 1.5)
  },
)

it.each([
  { model: 'bistable', params: { trip: 10 }, over: 200 },
  { model: 'slow-recovery', params: { queue: 10, recovery: '1h' }, over: 200 },
  { model: 'leak', params: { growth: 0.9, queue: 2000 }, over: 400 / 1.9 },
])('$model tells what it can carry in the state it is in', ({ model, params, over }) => {
  const simulation = configureModel(model, params).simulate({ rng: () => 0.5, answer: () => {} })
  expect(simulation.capacityNow?.()).toBe(400)
  for (let ticket = 0; ticket < 1008; ticket += 1) simulation.arrive(ticket, 0)
  if (model === 'leak') simulation.advance(2e6)
  expect(simulation.capacityNow?.()).toBeCloseTo(over, -0.5)
})

it('suggests the model that was meant, and tells all problems with its options', () => {
  expect(() => configureModel('unbouned', {})).toThrow(/no target "unbouned"; did you mean "unbounded"\?/)
  expect(() => configureModel('pauses', { pause: '4s', queue: '10' })).toThrow(UserError)
  expect(() => configureModel('bistable', { trip: 2000, clear: 3000 })).toThrow(/--trip must be.*\n--clear must be/)
})
