import { expect, it } from 'vitest'
import { Aggregator } from './aggregator.ts'
import { Builtin } from './metric.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'

/** More series than are kept at rest. */
const MANY = 30_000

it('gives up series that rest where there are very many, and counts them all the same', () => {
  const shard = new Shard(0, 0)
  const aggregator = new Aggregator([0], [])
  const given: number[] = []
  let now = 0
  const drain = (): void => {
    now += 250
    const delta = shard.drain(now)
    given.push(...delta.gone)
    aggregator.apply(delta)
  }
  const play = (): void => {
    for (let index = 0; index < MANY; index += 1) {
      shard.add(Builtin.iterations, shard.tagSets.with(NO_TAGS, 'id', String(index)), 1)
    }
  }
  play()
  for (let time = 0; time < 20; time += 1) drain()
  expect(given.length).toBeGreaterThanOrEqual(MANY - 20_000)
  expect(new Set(given).size).toBe(given.length)
  play()
  drain()
  aggregator.closeAll(now)
  expect(shard.distinctSeries).toBe(MANY)
  expect(aggregator.totals.overall.counter('iterations')).toBe(2 * MANY)
})

it('keeps all series where there are few', () => {
  const shard = new Shard(0, 0)
  shard.add(Builtin.iterations, NO_TAGS, 1)
  const gone = Array.from({ length: 20 }, (_, time) => shard.drain(time).gone.length)
  expect(Math.max(...gone)).toBe(0)
})
