import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Aggregator } from './aggregator.ts'
import { Builtin } from './metric.ts'
import { partKey } from './parts.ts'
import { SampleBook } from './sample-book.ts'
import type { Selector } from './selector.ts'
import { Shard } from './shard.ts'
import { NO_TAGS } from './tag-sets.ts'
import { contentsOf } from './testing/contents-of.ts'
import type { MetricView } from './view.ts'

interface Step {
  readonly worker: 0 | 1
  readonly scenario: 'a' | 'b'
  readonly value: number
  /** Drain after the sample, and go on by so much. */
  readonly drainAfter: number | undefined
}

const step = fc.record<Step>({
  worker: fc.constantFrom(0, 1),
  scenario: fc.constantFrom('a', 'b'),
  value: fc.integer({ min: 0, max: 10_000 }),
  drainAfter: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
})

const ofScenarioB: Selector = {
  source: 'iteration_duration{scenario:b}',
  metric: 'iteration_duration',
  tags: [['scenario', 'b']],
}

function play(steps: readonly Step[]) {
  const aggregator = new Aggregator([0, 1], [ofScenarioB])
  const shards = [new Shard(0, 0), new Shard(1, 0)] as const
  const tags = shards.map(({ tagSets }) => ({
    a: tagSets.with(NO_TAGS, 'scenario', 'a'),
    b: tagSets.with(NO_TAGS, 'scenario', 'b'),
  }))
  let now = 0
  const windows = []
  for (const { worker, scenario, value, drainAfter } of steps) {
    const set = tags[worker]?.[scenario] ?? NO_TAGS
    shards[worker].add(Builtin.iterations, set, 1)
    shards[worker].add(Builtin.iteration_duration, set, value)
    shards[worker].add(Builtin.checks, set, value % 2)
    if (drainAfter === undefined) continue
    now += drainAfter
    aggregator.apply(shards[worker].drain(now))
    windows.push(...aggregator.close(now))
  }
  for (const shard of shards) aggregator.apply(shard.drain(now))
  windows.push(...aggregator.closeAll(now))
  return { aggregator, windows }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

it('loses no sample and counts none twice, whenever workers send', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { totals } = play(steps).aggregator
      expect(totals.overall.counter('iterations')).toBe(steps.length)
      expect(totals.overall.trend('iteration_duration')?.histogram.count ?? 0).toBe(steps.length)
      expect(totals.overall.trend('iteration_duration')?.histogram.sum ?? 0).toBe(sum(steps.map(({ value }) => value)))
      expect(totals.overall.rate('checks')?.passes ?? 0).toBe(steps.filter(({ value }) => value % 2 === 1).length)
    }),
  )
})

it('gives windows that add up to the totals and follow each other without gaps', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { aggregator, windows } = play(steps)
      expect(sum(windows.map(({ book }) => book.overall.counter('iterations')))).toBe(
        aggregator.totals.overall.counter('iterations'),
      )
      for (const [index, window] of windows.entries()) expect(window.from).toBe(index * 1000)
    }),
  )
})

it('gives windows that add up to the totals in every way, whether or not somebody looked at them before', () => {
  fc.assert(
    fc.property(fc.array(step), fc.infiniteStream(fc.boolean()), (steps, looks) => {
      const { aggregator, windows } = play(steps)
      const sum = new SampleBook()
      for (const { book } of windows) {
        if (looks.next().value === true) contentsOf(book)
        sum.merge(book)
      }
      expect(contentsOf(sum)).toEqual(contentsOf(aggregator.totals))
    }),
  )
})

it('keeps nothing of a delta in the totals', () => {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  const tags = shard.tagSets.with(NO_TAGS, 'scenario', 'a')
  for (const value of [1, 2, 3]) shard.add(Builtin.iteration_duration, tags, value)
  const delta = shard.drain(1000)
  aggregator.apply(delta)
  aggregator.close(4000)
  const before = contentsOf(aggregator.totals)
  delta.values.fill(Number.NaN)
  expect(contentsOf(aggregator.totals)).toEqual(before)
  expect(aggregator.totals.scenarios.get('a')?.trend('iteration_duration')?.histogram.quantile(0.5)).toBeCloseTo(2, 2)
})

it('keeps scenarios and submetrics apart', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { totals } = play(steps).aggregator
      const ofB = steps.filter(({ scenario }) => scenario === 'b').length
      expect(totals.scenarios.get('b')?.counter('iterations') ?? 0).toBe(ofB)
      expect(totals.submetrics.trend('iteration_duration{scenario:b}')?.histogram.count ?? 0).toBe(ofB)
    }),
  )
})

it('tells of scenarios what is asked of them, and of the run all', () => {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  const tags = shard.tagSets.with(NO_TAGS, 'scenario', 'a')
  for (const metric of [Builtin.http_req_duration, Builtin.http_req_waiting]) shard.add(metric, tags, 5)
  aggregator.apply(shard.drain(1000))
  aggregator.closeAll(1000)
  const namesOf = (view: MetricView | undefined): string[] => [...(view?.entries() ?? [])].map(({ name }) => name)
  expect(namesOf(aggregator.totals.scenarios.get('a'))).toEqual(['http_req_duration'])
  expect(namesOf(aggregator.totals.overall)).toEqual(['http_req_duration', 'http_req_waiting'])
})

it('counts deltas that never came', () => {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  aggregator.apply(shard.drain(250))
  shard.drain(500)
  aggregator.apply(shard.drain(750))
  expect(aggregator.lostDeltas(0)).toBe(1)
})

it('waits for a slow worker before it closes a window, but not for ever', () => {
  const aggregator = new Aggregator([0, 1], [])
  const [quick, slow] = [new Shard(0, 0), new Shard(1, 0)]
  aggregator.apply(quick.drain(1000))
  expect(aggregator.close(1500)).toEqual([])
  slow.add(Builtin.iterations, NO_TAGS, 1)
  aggregator.apply(slow.drain(1000))
  expect(aggregator.close(1500)[0]?.book.overall.counter('iterations')).toBe(1)
  aggregator.apply(quick.drain(5000))
  expect(aggregator.close(5000).length).toBe(2)
})

it('counts what comes after the end in the last window', () => {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  aggregator.apply(shard.drain(1200))
  aggregator.close(1200)
  aggregator.endAt(1200)
  shard.add(Builtin.http_reqs, NO_TAGS, 1)
  aggregator.apply(shard.drain(4000))
  const windows = aggregator.closeAll(1200)
  expect(windows.map(({ from, to, book }) => [from, to, book.overall.counter('http_reqs')])).toEqual([[1000, 1200, 1]])
})

it('has the samples of a run that never began in the totals, and a window without length', () => {
  const aggregator = new Aggregator([0], [])
  const shard = new Shard(0, 0)
  shard.add(Builtin.http_reqs, NO_TAGS, 1)
  aggregator.apply(shard.drain(0))
  expect(aggregator.closeAll(0)).toMatchObject([{ from: 0, to: 0 }])
  expect(aggregator.totals.overall.counter('http_reqs')).toBe(1)
})

it('keeps groups in the order in which they were first seen, and apart only when asked to', () => {
  const [plain, full] = [new Aggregator([0], []), new Aggregator([0], [], true)]
  const shard = new Shard(0, 0)
  const inGroup = (path: string): number => shard.tagSets.with(NO_TAGS, 'group', path)
  shard.add(Builtin.group_duration, inGroup('::b'), 5)
  shard.add(Builtin.checks, shard.tagSets.with(inGroup('::a'), 'check', 'fine'), 1)
  shard.add(Builtin.checks, inGroup('::a'), 0)
  const delta = shard.drain(1000)
  for (const aggregator of [plain, full]) {
    aggregator.apply(delta)
    aggregator.closeAll(1000)
  }
  expect([...plain.totals.groups]).toEqual(['::b', '::a'])
  expect([...plain.totals.parts.keys()]).toEqual([])
  const part = full.totals.part(partKey({ scenario: '', group: '::a' }))
  expect(part.metrics.rate('checks')).toMatchObject({ passes: 1, total: 2 })
  expect(part.checkSink('fine')).toMatchObject({ passes: 1, total: 1 })
})
