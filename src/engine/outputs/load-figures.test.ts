import { expect, it } from 'vitest'
import { Aggregator } from '../metrics/aggregator.ts'
import { Builtin } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import { NO_TAGS } from '../metrics/tag-sets.ts'
import { type FigureName, figureHelp, figuresOf, type LoadSecond } from './load-figures.ts'

function secondOf(more: Partial<LoadSecond> = {}): LoadSecond {
  const shard = new Shard(0, 0)
  const tags = shard.tagSets.with(NO_TAGS, 'scenario', 'buy')
  for (let index = 0; index < 50; index += 1) {
    shard.add(Builtin.iterations_due, tags, 1)
    shard.add(Builtin.iterations_started, tags, 1)
    shard.add(Builtin.start_lag, tags, index / 10)
    shard.add(Builtin.http_req_duration, tags, 100)
    if (index % 2 === 0) shard.add(Builtin.iterations, tags, 1)
  }
  shard.add(Builtin.dropped_iterations, tags, 3)
  const aggregator = new Aggregator([0], [])
  aggregator.apply(shard.drain(500))
  const [closed] = aggregator.closeAll(500)
  if (closed === undefined) throw new Error('nothing was measured')
  const limits = { capacity: undefined, saturation: undefined, buckle: undefined }
  return { book: closed.book, measured: 500, inFlight: 7, load: { buy: 120, wait: 0 }, limits, tags: [], ...more }
}

const valueOf = (second: LoadSecond, name: FigureName, scenario?: string): number | undefined =>
  figuresOf(second).find(
    (figure) => figure.name === name && (scenario === undefined || figure.tags.some(([, value]) => value === scenario)),
  )?.value

it('tells the load of each scenario per second', () => {
  const second = secondOf()
  expect(valueOf(second, 'kneepoint_load', 'buy')).toBe(120)
  expect(valueOf(second, 'kneepoint_offered', 'buy')).toBe(100)
  expect(valueOf(second, 'kneepoint_achieved', 'buy')).toBe(50)
  expect(valueOf(second, 'kneepoint_dropped', 'buy')).toBe(6)
  expect(valueOf(second, 'kneepoint_good', 'wait')).toBe(0)
})

it('tells how late iterations began, how long answers took, and how much is under way', () => {
  const second = secondOf()
  expect(valueOf(second, 'kneepoint_start_lag_p99')).toBeCloseTo(4.85, 1)
  expect(valueOf(second, 'kneepoint_latency_p95')).toBe(100)
  expect(valueOf(second, 'kneepoint_in_flight')).toBe(7)
})

it('has no figure for what is not known', () => {
  const names = figuresOf(secondOf()).map(({ name }) => name)
  expect(names).not.toContain('kneepoint_capacity')
  expect(names).not.toContain('kneepoint_due_latency_p99')
  expect(figuresOf(secondOf({ measured: 0 })).filter(({ name }) => name === 'kneepoint_offered')).toEqual([])
})

it('tells the limits that are found, with the tags of the run', () => {
  const limits = { capacity: 400, saturation: 405, buckle: undefined }
  const second = secondOf({ limits, tags: [['team', 'red']] })
  expect(valueOf(second, 'kneepoint_saturation')).toBe(405)
  expect(valueOf(second, 'kneepoint_buckle')).toBeUndefined()
  expect(figuresOf(second).every(({ tags }) => tags.some(([key]) => key === 'team'))).toBe(true)
})

it('has a help text for each', () => {
  const limits = { capacity: 1, saturation: 1, buckle: 1 }
  const known = new Set<string>(Object.keys(figureHelp))
  expect(figuresOf(secondOf({ limits })).filter(({ name }) => !known.has(name))).toEqual([])
})
