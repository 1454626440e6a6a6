import { type Rng, seededRng } from '../../src/base/rng.ts'
import { between, type Case, even, pick, poisson, servers, users } from './cases.ts'

/**
 * Kinds of targets, rates and laws that the search was not made with: two stages, shared processors, networks that scatter, fixed
 * windows, targets that warm up or grow, slow and long-tailed services, from 60/s up.
 */
export function holdout(seed: number): Case[] {
  const rng = seededRng(seed * 7_368_787 + 29)
  return [
    ...stages(rng),
    ...limiters(rng),
    ...changing(rng),
    ...slow(rng),
    ...endless(rng),
    ...closed(rng),
    ...withoutQueue(seededRng(seed * 104_729 + 31)),
  ]
}

const law = (rng: Rng): string => pick(rng, ['det', 'exp', 'lognormal'])
const arrivals = (rng: Rng): Case['arrivals'] => pick(rng, [even, poisson])

/** A second stage with a capacity of its own, the slower one at random. */
function drawnPipeline(rng: Rng): Case['params'] {
  const [first, second] = [servers(rng, 60, 1500), servers(rng, 60, 1500)]
  return {
    firstServers: first.servers,
    firstTime: first.serviceTime,
    secondServers: second.servers,
    secondTime: second.serviceTime,
    queue: Math.round(between(rng, 20, 500)),
    law: law(rng),
  }
}

function drawnCores(rng: Rng): Case['params'] {
  const { servers: cores, serviceTime: demand } = servers(rng, 60, 1500)
  return { cores, demand }
}

const stages = (rng: Rng): Case[] => [
  { name: 'pipeline', model: 'pipeline', params: drawnPipeline(rng), arrivals: arrivals(rng) },
  {
    name: 'processor sharing',
    model: 'processor-sharing',
    params: {
      ...drawnCores(rng),
      cap: Math.round(between(rng, 40, 600)),
      law: law(rng),
    },
    arrivals: arrivals(rng),
  },
  {
    name: 'distant',
    model: 'distant',
    params: {
      ...servers(rng, 60, 1500),
      queue: Math.round(between(rng, 20, 500)),
      delay: between(rng, 10, 200),
      law: pick(rng, ['exp', 'lognormal']),
      errors: between(rng, 0.0005, 0.01),
    },
    arrivals: arrivals(rng),
  },
]

function drawnWindow(rng: Rng): Case['params'] {
  const window = pick(rng, [500, 1000, 2000])
  return { requests: Math.round((between(rng, 60, 1500) * window) / 1000), window, serviceTime: between(rng, 1, 60) }
}

const limiters = (rng: Rng): Case[] => [
  { name: 'window limit', model: 'window-limit', params: drawnWindow(rng), arrivals: even },
  {
    name: 'short queue',
    model: 'bounded',
    params: { ...servers(rng, 60, 1500), queue: pick(rng, [4, 8, 16]), law: 'det' },
    arrivals: even,
  },
]

function drawnFleet(rng: Rng): Case['params'] {
  const most = pick(rng, [5, 8, 10])
  return { fewest: pick(rng, [1, 2, 4]), most, serviceTime: (most * 1000) / between(rng, 100, 1500) }
}

const changing = (rng: Rng): Case[] => [
  {
    name: 'warm-up',
    model: 'warm-up',
    params: {
      ...servers(rng, 60, 1500),
      queue: Math.round(between(rng, 20, 500)),
      coldSpeed: between(rng, 0.3, 0.8),
      requests: Math.round(between(rng, 200, 5000)),
    },
    arrivals: even,
  },
  {
    name: 'autoscaling',
    model: 'autoscaling',
    params: {
      ...drawnFleet(rng),
      queue: Math.round(between(rng, 20, 500)),
      every: between(rng, 1000, 6000),
    },
    arrivals: even,
  },
]

/** 60 to 200/s with service times up to some seconds, and short ones at the highest rates. */
const slow = (rng: Rng): Case[] => [
  {
    name: 'slow service',
    model: 'bounded',
    params: {
      servers: Math.round(between(rng, 60, 300)),
      serviceTime: between(rng, 800, 2000),
      queue: Math.round(between(rng, 20, 300)),
      law: law(rng),
    },
    arrivals: arrivals(rng),
  },
  {
    name: 'few and slow',
    model: 'unbounded',
    params: { ...servers(rng, 60, 120), law: law(rng) },
    arrivals: arrivals(rng),
  },
  {
    name: 'many and quick',
    model: 'bounded',
    params: { ...servers(rng, 1000, 1500), queue: Math.round(between(rng, 20, 2000)), law: law(rng) },
    arrivals: arrivals(rng),
  },
]

const endless = (rng: Rng): Case[] => [
  {
    name: 'endless and slow',
    model: 'infinite',
    params: { serviceTime: between(rng, 100, 600), law: pick(rng, ['exp', 'lognormal']) },
    arrivals: arrivals(rng),
  },
  {
    name: 'endless and failing',
    model: 'hiccups',
    params: {
      serviceTime: between(rng, 5, 60),
      errors: between(rng, 0.005, 0.03),
      pause: between(rng, 100, 1000),
      every: between(rng, 2000, 20_000),
    },
    arrivals: arrivals(rng),
  },
]

/** Nobody may wait: throughput comes near to capacity only far beyond it. */
function withoutQueue(rng: Rng): Case[] {
  const count = pick(rng, [4, 8, 16, 32, 64])
  const serviceTime = Number(((count * 1000) / between(rng, 60, 1500)).toFixed(3))
  const params = { servers: count, serviceTime, queue: 0, law: law(rng) }
  return [{ name: 'no queue', model: 'bounded', params, arrivals: arrivals(rng) }]
}

const closed = (rng: Rng): Case[] => [
  {
    name: 'closed pipeline',
    model: 'pipeline',
    params: { ...drawnPipeline(rng), queue: 2000 },
    arrivals: users(pick(rng, [0, 50, 300])),
  },
  {
    name: 'closed sharing',
    model: 'processor-sharing',
    params: { ...drawnCores(rng), cap: 3000, law: pick(rng, ['exp', 'lognormal']) },
    arrivals: users(pick(rng, [0, 100, 500])),
  },
]
