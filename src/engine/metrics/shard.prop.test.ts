import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { Builtin } from './metric.ts'
import { SampleLog } from './sample-log.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'

const metrics = [Builtin.iterations, Builtin.checks, Builtin.iteration_duration, Builtin.vus]
const sample = fc.record({
  metric: fc.constantFrom(...metrics),
  scenario: fc.constantFrom('a', 'b', 'c'),
  value: fc.double({ min: 0, max: 1e6, noNaN: true }),
  isLast: fc.boolean(),
})

/** One that keeps single samples adds each up at once. */
const atOnce = (): Shard => new Shard(0, 0, new SampleLog(new FakeClock()))

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

it('adds up any number of samples before it is drained', () => {
  const [noting, adding] = [new Shard(0, 0), atOnce()]
  for (let at = 0; at < 50_000; at += 1) {
    for (const shard of [noting, adding]) shard.add(metrics[at % metrics.length] ?? 0, NO_TAGS, at * 0.1)
  }
  expect(noting.drain(250)).toEqual(adding.drain(250))
})
