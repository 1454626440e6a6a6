import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { Aggregator } from './aggregator.ts'
import type { MetricDelta, SeriesDef } from './delta.ts'
import { Builtin } from './metric.ts'
import { SampleLog } from './sample-log.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'
import { TICK_COUNTERS, TICK_TRENDS, type TickDelta } from './tick-figures.ts'

const metrics = [Builtin.iterations, Builtin.checks, Builtin.iteration_duration, Builtin.vus]
const sample = fc.record({
  metric: fc.constantFrom(...metrics),
  scenario: fc.constantFrom('a', 'b', 'c'),
  value: fc.double({ min: 0, max: 1e6, noNaN: true }),
  isLast: fc.boolean(),
})

/** One that keeps single samples adds each up at once. */
const atOnce = (): Shard => new Shard(0, 0, { samples: new SampleLog(new FakeClock()) })

it('adds up what it noted to what adding it up at once gives', () => {
  fc.assert(
    fc.property(fc.array(sample), (samples) => {
      const shards = [new Shard(0, 0), atOnce()]
      const deltas = shards.map((shard) =>
        samples.flatMap(({ metric, scenario, value, isLast }, index) => {
          shard.add(metric, shard.tagSets.with(NO_TAGS, 'scenario', scenario), value)
          return isLast ? [shard.drain(index)] : []
        }),
      )
      expect(deltas[0]).toEqual(deltas[1])
    }),
  )
})

const told = { ticksCount: (scenario: string): boolean => scenario !== 'c' }
const step = fc.record({
  metric: fc.constantFrom(Builtin.iterations, Builtin.iteration_duration, Builtin.checks),
  scenario: fc.constantFrom('a', 'b', 'c', undefined),
  value: fc.nat(1000),
  ends: fc.constantFrom('nothing', 'a tick', 'a delta'),
})

it('tells in ticks what deltas tell of the scenarios that count, whenever each is sent, single samples kept or not', () => {
  const isTold = (def: SeriesDef, metric: string): boolean =>
    def.metric === metric && def.tags.some(([, scenario]) => scenario !== 'c')
  fc.assert(
    fc.property(fc.array(step), fc.boolean(), (steps, keepsSamples) => {
      const samples = keepsSamples ? new SampleLog(new FakeClock()) : undefined
      const shard = new Shard(0, 0, { ...told, samples })
      const ticks: TickDelta[] = []
      const deltas: MetricDelta[] = []
      const send = (ends: string, at: number): void => {
        if (ends === 'a tick') ticks.push(shard.tick(at))
        if (ends === 'a delta') deltas.push(shard.drain(at))
      }
      for (const [at, { metric, scenario, value, ends }] of steps.entries()) {
        shard.add(metric, scenario === undefined ? NO_TAGS : shard.tagSets.with(NO_TAGS, 'scenario', scenario), value)
        send(ends, at)
      }
      for (const ends of ['a tick', 'a delta']) send(ends, steps.length)
      const [iterations, durations] = sumsOf(ticks)
      expect(iterations).toBe(sumOfDeltas(deltas, (def) => isTold(def, 'iterations')))
      expect(durations).toBe(sumOfDeltas(deltas, (def) => isTold(def, 'iteration_duration')))
    }),
  )
})

/** Of the counter `iterations`, and of all values of the trend `iteration_duration`. */
function sumsOf(ticks: readonly TickDelta[]): readonly [number, number] {
  const counter = TICK_COUNTERS.indexOf('iterations')
  expect(TICK_TRENDS[0]).toBe('iteration_duration')
  return [
    ticks.reduce((sum, { counts }) => sum + (counts[counter] ?? 0), 0),
    ticks.reduce((sum, { trends }) => sum + (trends[1] ?? 0), 0),
  ]
}

function sumOfDeltas(deltas: readonly MetricDelta[], wanted: (def: SeriesDef) => boolean): number {
  const aggregator = new Aggregator([0], [])
  const defs = deltas.flatMap(({ newSeries }) => newSeries)
  const tell = new Set(defs.filter(wanted).map(({ tags }) => tags[0]?.[1] ?? ''))
  for (const delta of deltas) aggregator.apply(delta)
  aggregator.closeAll(deltas.at(-1)?.to ?? 0)
  const { scenarios } = aggregator.totals
  const metric = defs.find(wanted)?.metric ?? ''
  return [...tell].reduce((sum, scenario) => {
    const view = scenarios.get(scenario)
    return sum + (view?.counter(metric) ?? 0) + (view?.trend(metric)?.histogram.sum ?? 0)
  }, 0)
}

it('adds up any number of samples before it is drained', () => {
  const [noting, adding] = [new Shard(0, 0), atOnce()]
  for (let at = 0; at < 50_000; at += 1) {
    for (const shard of [noting, adding]) shard.add(metrics[at % metrics.length] ?? 0, NO_TAGS, at * 0.1)
  }
  expect(noting.drain(250)).toEqual(adding.drain(250))
})
