import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRng } from '../base/rng.ts'
import type { Millis } from '../base/units.ts'
import type { Ticket } from './model.ts'
import { configureModel, models } from './models.ts'

/** Small limits and service times of a few ms, so that a short run reaches every state. */
const tight: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  bounded: { servers: 2, queue: 3, law: 'exp' },
  unbounded: { servers: 2 },
  'costly-shedding': { servers: 2, queue: 3 },
  'token-bucket': { burst: 5 },
  pauses: { servers: 2, queue: 50, pause: 30, every: 100 },
  usl: { cap: 12, coherency: 0.05, law: 'exp' },
  bistable: { servers: 2, queue: 20, trip: 8 },
  timeouts: { servers: 2, timeout: 60 },
  'unequal-backends': { queue: 3 },
  'slow-recovery': { servers: 2, queue: 3, recovery: 100 },
  leak: { servers: 2, queue: 10, growth: 0.9 },
  pipeline: { firstServers: 2, firstTime: 3, secondServers: 1, secondTime: 5, queue: 2, law: 'exp' },
  'processor-sharing': { cores: 1, cap: 6, law: 'exp' },
  distant: { servers: 1, queue: 2, delay: 15, errors: 0.2 },
  'window-limit': { requests: 3, window: 50 },
  'warm-up': { servers: 1, queue: 3, requests: 40 },
  autoscaling: { fewest: 1, most: 3, queue: 3, every: 40 },
  infinite: { law: 'lognormal' },
  hiccups: { errors: 0.2, pause: 30, every: 100 },
  null: {},
}

const gaps = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 150 })

interface Said {
  readonly ticket: Ticket
  readonly status: number
  readonly due: Millis
  /** When the driver was told. */
  readonly toldAt: Millis
}

/** Arrivals after each gap, with `looks` extra calls of advance in between. */
function run(name: string, list: readonly Millis[], looks: number): { arrivals: Millis[]; said: Said[] } {
  const said: Said[] = []
  const arrivals: Millis[] = []
  let now = 0
  const simulation = configureModel(name, tight[name] ?? {}).simulate({
    rng: seededRng(5),
    answer: (ticket, status, due) => said.push({ ticket, status, due, toldAt: now }),
  })
  for (const gap of list) {
    const from = now
    for (let look = 1; look <= looks; look += 1) simulation.advance((now = from + (gap * look) / (looks + 1)))
    simulation.advance((now = from + gap))
    simulation.arrive(arrivals.length, now)
    arrivals.push(now)
  }
  simulation.advance((now = Infinity))
  expect(simulation.load()).toEqual({ inService: 0, queued: 0 })
  return { arrivals, said }
}

it.each(Object.keys(models))(
  '%s answers every request once, not before it came, never early, in order of due time',
  (name) => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 3 }), (list, looks) => {
        const { arrivals, said } = run(name, list, looks)
        expect(said.map(({ ticket }) => ticket).toSorted((a, b) => a - b)).toEqual(arrivals.map((_, index) => index))
        for (const { ticket, due, toldAt } of said) {
          expect(due).toBeGreaterThanOrEqual(arrivals[ticket] ?? Infinity)
          expect(due).toBeLessThanOrEqual(toldAt)
        }
        said.forEach(({ due }, index) => expect(due).toBeGreaterThanOrEqual(said[index - 1]?.due ?? 0))
      }),
    )
  },
)

it.each(Object.keys(models))('%s answers the same however often it is looked at', (name) => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (list, looks) => {
      const strip = ({ said }: { said: Said[] }): unknown =>
        said.map(({ ticket, status, due }) => [ticket, status, due])
      expect(strip(run(name, list, looks))).toEqual(strip(run(name, list, 0)))
    }),
  )
})
