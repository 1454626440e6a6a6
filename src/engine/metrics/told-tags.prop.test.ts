import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Aggregator } from './aggregator.ts'
import { Builtin, type BuiltinName } from './metric.ts'
import type { SampleBook } from './sample-book.ts'
import type { Selector } from './selector.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'
import { contentsOf } from './testing/contents-of.ts'
import { toldTags } from './told-tags.ts'

const metrics = [
  'iterations',
  'iteration_duration',
  'start_lag',
  'checks',
  'group_duration',
  'http_reqs',
  'http_req_failed',
  'http_req_duration',
  'http_req_waiting',
  'http_req_blocked',
  'http_response_bytes',
  'vus',
  'backend.duration',
  'backend.failures',
] as const satisfies readonly BuiltinName[]

const two = fc.option(fc.constantFrom('a', 'b'), { nil: undefined })
const tags = fc.record({
  scenario: two,
  group: fc.option(fc.constantFrom('', '::a', '::a::b', '::setup'), { nil: undefined }),
  check: two,
  method: two,
  name: two,
  url: two,
  status: fc.option(fc.constantFrom('200', '500'), { nil: undefined }),
  error: two,
  error_code: two,
  expected_response: fc.option(fc.constantFrom('true', 'false'), { nil: undefined }),
  service: two,
  backend: two,
  own: two,
})
const sample = fc.record({
  metric: fc.constantFrom(...metrics),
  tags,
  value: fc.nat(1000),
  drains: fc.boolean(),
})
const selectors: readonly Selector[] = [
  {
    source: 'http_req_duration{expected_response:true}',
    metric: 'http_req_duration',
    tags: [['expected_response', 'true']],
  },
  {
    source: 'http_req_blocked{own:a,name:b}',
    metric: 'http_req_blocked',
    tags: [
      ['own', 'a'],
      ['name', 'b'],
    ],
  },
]

type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never

function play(samples: readonly Sample[], shard: Shard, hasParts: boolean): readonly SampleBook[] {
  const aggregator = new Aggregator([0], selectors, hasParts)
  const books: SampleBook[] = []
  for (const [index, { metric, tags: given, value, drains }] of samples.entries()) {
    const present = Object.entries(given).flatMap(([key, of]) => (of === undefined ? [] : [[key, of] as const]))
    const set = shard.tagSets.withAll(NO_TAGS, Object.fromEntries(present))
    shard.add(Builtin[metric], set, metric === 'checks' || metric === 'http_req_failed' ? value % 2 : value)
    if (!drains) continue
    aggregator.apply(shard.drain((index + 1) * 300))
    books.push(...aggregator.close((index + 1) * 300).map(({ book }) => book))
  }
  const end = (samples.length + 1) * 300
  aggregator.apply(shard.drain(end))
  return [...books, ...aggregator.closeAll(end).map(({ book }) => book), aggregator.totals]
}

it('makes no difference to anything that is added up which tags workers tell', () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 60 }), fc.boolean(), (samples, hasParts) => {
      const told = toldTags({ selectors, hasParts })
      const [all, some] = [new Shard(0, 0), new Shard(0, 0, { told })].map((shard) => play(samples, shard, hasParts))
      expect(some?.map(contentsOf)).toEqual(all?.map(contentsOf))
    }),
    { numRuns: 300 },
  )
})

it('tells one series where nothing tells scenarios apart, and counts the different ones all the same', () => {
  const shard = new Shard(0, 0, { told: toldTags({ selectors: [], hasParts: false }) })
  for (const scenario of ['a', 'b', 'c']) {
    const set = shard.tagSets.with(NO_TAGS, 'scenario', scenario)
    shard.add(Builtin.http_req_blocked, set, 5)
    shard.add(Builtin.http_req_duration, set, 5)
  }
  const { newSeries } = shard.drain(250)
  expect(newSeries.map(({ metric, tags: of }) => [metric, ...of.flat()].join(' '))).toEqual([
    'http_req_blocked',
    'http_req_duration scenario a',
    'http_req_duration scenario b',
    'http_req_duration scenario c',
  ])
  expect(shard.distinctSeries).toBe(6)
})

it('gives up a series that rests for every set of tags that led to it', () => {
  const shard = new Shard(0, 0, { told: (metric) => new Set(metric === 'iterations' ? ['id'] : []) })
  const aggregator = new Aggregator([0], [])
  const setOf = (id: number, other: string): number => shard.tagSets.withAll(NO_TAGS, { id: String(id), other })
  const addAll = (): void => {
    for (let id = 0; id < 25_000; id += 1)
      for (const other of ['x', 'y']) shard.add(Builtin.iterations, setOf(id, other), 1)
  }
  addAll()
  let gone = 0
  for (let now = 250; now <= 5000; now += 250) {
    const delta = shard.drain(now)
    gone += delta.gone.length
    aggregator.apply(delta)
  }
  expect(gone).toBeGreaterThanOrEqual(5000)
  addAll()
  aggregator.apply(shard.drain(5250))
  aggregator.closeAll(5250)
  expect(aggregator.totals.overall.counter('iterations')).toBe(100_000)
  expect(shard.distinctSeries).toBe(50_000)
})
