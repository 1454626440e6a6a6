import { type Rng, seededRng } from '../../src/base/rng.ts'
import type { VirtualArrivals } from '../../src/analysis/testing/virtual-load.ts'

/** One target with one way to load it. */
export interface Case {
  readonly name: string
  readonly model: string
  readonly params: Readonly<Record<string, unknown>>
  readonly arrivals: VirtualArrivals
}

export const even: VirtualArrivals = { kind: 'even' }
export const poisson: VirtualArrivals = { kind: 'poisson' }
export const users = (think: number): VirtualArrivals => ({ kind: 'users', think })

/** saturation.md 3.2 as far as src/targets has it. */
export const listed: readonly Case[] = [
  { name: 'A1 M/M/8', model: 'unbounded', params: {}, arrivals: poisson },
  { name: 'A2 M/M/1', model: 'unbounded', params: { servers: 1, serviceTime: 4 }, arrivals: poisson },
  { name: 'A3 D/D/16', model: 'unbounded', params: { servers: 16, serviceTime: 40, law: 'det' }, arrivals: even },
  { name: 'B1 shedding', model: 'bounded', params: { queue: 32, law: 'exp' }, arrivals: even },
  { name: 'B2 costly shedding', model: 'costly-shedding', params: {}, arrivals: even },
  { name: 'C1 token bucket', model: 'token-bucket', params: {}, arrivals: even },
  { name: 'D1 pauses', model: 'pauses', params: {}, arrivals: even },
  { name: 'E1 usl', model: 'usl', params: {}, arrivals: even },
  { name: 'E1 usl exp', model: 'usl', params: { law: 'exp' }, arrivals: even },
  { name: 'F1 bistable', model: 'bistable', params: {}, arrivals: even },
  { name: 'G1 timeouts', model: 'timeouts', params: {}, arrivals: even },
  { name: 'H1 unequal', model: 'unequal-backends', params: {}, arrivals: even },
  { name: 'K1 slow recovery', model: 'slow-recovery', params: {}, arrivals: even },
  { name: 'I1 infinite', model: 'infinite', params: {}, arrivals: even },
  { name: 'I2 hiccups', model: 'hiccups', params: {}, arrivals: even },
]

export const pick = <T>(rng: Rng, values: readonly T[]): T => values[Math.floor(rng() * values.length)] as T
export const between = (rng: Rng, low: number, high: number): number => low * (high / low) ** rng()

type Servers = {
  readonly servers: number
  readonly serviceTime: number
}

/** Servers and a service time that make a capacity between 100 and 1,500 per second. */
export function servers(rng: Rng, least = 100, most = 1500): Servers {
  const capacity = between(rng, least, most)
  const count = pick(rng, [1, 2, 4, 8, 16, 32, 64])
  return { servers: count, serviceTime: Number(((count * 1000) / capacity).toFixed(3)) }
}

/** Cases nobody tuned for: every parameter drawn anew for each seed. */
export function drawn(seed: number): Case[] {
  const rng = seededRng(seed * 104_729 + 3)
  return [...drawnQueues(rng), ...drawnOthers(rng), ...drawnEndless(rng)]
}

function drawnQueues(rng: Rng): Case[] {
  const queue = (): number => Math.round(between(rng, 10, 1000))
  const bounded = (law: string, arrivals: VirtualArrivals): Case => ({
    name: `bounded ${law}`,
    model: 'bounded',
    params: { ...servers(rng), queue: queue(), law },
    arrivals,
  })
  return [
    bounded('det', even),
    bounded('exp', pick(rng, [even, poisson])),
    bounded('lognormal', even),
    { name: 'M/M/c', model: 'unbounded', params: servers(rng), arrivals: poisson },
    { name: 'D/D/c', model: 'unbounded', params: { ...servers(rng), law: 'det' }, arrivals: even },
    {
      name: 'costly shedding',
      model: 'costly-shedding',
      params: { ...servers(rng), queue: 128 + queue(), rejectionCost: between(rng, 0.1, 0.7) },
      arrivals: even,
    },
  ]
}

const drawnOthers = (rng: Rng): Case[] => [
  drawnBucket(rng),
  drawnPauses(rng),
  drawnUsl(rng, 'det'),
  drawnUsl(rng, 'exp'),
  drawnBistable(rng),
  { name: 'timeouts', model: 'timeouts', params: drawnTimeout(rng, 1000, 5000), arrivals: even },
  drawnBackends(rng),
  {
    name: 'slow recovery',
    model: 'slow-recovery',
    params: {
      ...servers(rng),
      queue: Math.round(between(rng, 10, 1000)),
      coldSpeed: between(rng, 0.3, 0.75),
      recovery: between(rng, 5000, 20_000),
    },
    arrivals: even,
  },
]

const drawnEndless = (rng: Rng): Case[] => [
  {
    name: 'infinite',
    model: 'infinite',
    params: { serviceTime: between(rng, 2, 300), law: pick(rng, ['det', 'exp', 'lognormal']) },
    arrivals: pick(rng, [even, poisson]),
  },
  {
    name: 'hiccups',
    model: 'hiccups',
    params: {
      serviceTime: between(rng, 5, 100),
      errors: between(rng, 0.001, 0.01),
      pause: between(rng, 100, 600),
      every: between(rng, 3000, 12_000),
    },
    arrivals: even,
  },
]

/** Nobody waits less than a few service times. */
function drawnTimeout(rng: Rng, least: number, most: number): Case['params'] {
  const drawn = servers(rng)
  return { ...drawn, timeout: Math.max(3 * drawn.serviceTime, between(rng, least, most)) }
}

function drawnBucket(rng: Rng): Case {
  const rate = between(rng, 100, 1500)
  return {
    name: 'token bucket',
    model: 'token-bucket',
    params: { rate, burst: Math.round(rate * between(rng, 0.05, 2)), serviceTime: between(rng, 1, 50) },
    arrivals: even,
  }
}

function drawnPauses(rng: Rng): Case {
  const pause = between(rng, 80, 800)
  return {
    name: 'pauses',
    model: 'pauses',
    params: { ...servers(rng), queue: 3000, pause, every: pause * between(rng, 5, 20) },
    arrivals: even,
  }
}

function drawnUsl(rng: Rng, law: 'det' | 'exp'): Case {
  const contention = between(rng, 0.005, 0.05)
  const coherency = between(rng, 2e-4, 3e-3)
  const peakAt = Math.sqrt((1 - contention) / coherency)
  const relative = peakAt / (1 + contention * (peakAt - 1) + coherency * peakAt * (peakAt - 1))
  const params = { singleRate: between(rng, 150, 1500) / relative, contention, coherency, cap: 256, law }
  return { name: `usl ${law}`, model: 'usl', params, arrivals: even }
}

function drawnBistable(rng: Rng): Case {
  const trip = Math.round(between(rng, 20, 400))
  return {
    name: 'bistable',
    model: 'bistable',
    params: { ...servers(rng), queue: trip * 4, trip, trippedSpeed: between(rng, 0.25, 0.8) },
    arrivals: even,
  }
}

function drawnBackends(rng: Rng): Case {
  const count = pick(rng, [2, 3, 4, 5])
  const backends = Array.from({ length: count }, () => between(rng, 50, 300))
  return {
    name: 'unequal backends',
    model: 'unequal-backends',
    params: { backends, queue: Math.round(between(rng, 5, 100)) },
    arrivals: even,
  }
}

/** The closed model on the kinds of targets where it says something else than the open one. */
export function drawnClosed(seed: number): Case[] {
  const rng = seededRng(seed * 15_485_863 + 11)
  const think = (): VirtualArrivals => users(pick(rng, [0, 20, 100, 500]))
  const { law: _law, ...uslParams } = drawnUsl(rng, 'det').params
  return [
    { name: 'closed M/M/c', model: 'unbounded', params: servers(rng), arrivals: think() },
    { name: 'closed D/D/c', model: 'unbounded', params: { ...servers(rng), law: 'det' }, arrivals: think() },
    { name: 'closed pauses', model: 'pauses', params: drawnPauses(rng).params, arrivals: users(100) },
    { name: 'closed usl', model: 'usl', params: { ...uslParams, cap: 1000 }, arrivals: users(0) },
    { name: 'closed timeouts', model: 'timeouts', params: drawnTimeout(rng, 300, 2000), arrivals: users(50) },
    { name: 'closed infinite', model: 'infinite', params: { serviceTime: between(rng, 5, 100) }, arrivals: users(100) },
  ]
}
