import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Builtin } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import { NO_TAGS } from '../metrics/tag-sets.ts'
import { SeriesTable } from './series-table.ts'
import { SumBook } from './sum-book.ts'

const metrics = ['http_reqs', 'http_req_duration', 'http_req_failed', 'vus', 'start_lag'] as const

const step = fc.record({
  worker: fc.constantFrom(0, 1),
  metric: fc.constantFrom(...metrics),
  tag: fc.constantFrom('a', 'b'),
  value: fc.integer({ min: 0, max: 1000 }),
  drains: fc.boolean(),
})

it('adds up every sample of every series over all workers, whenever they send; ours alone are not there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const shards = [new Shard(0, 0), new Shard(1, 0)] as const
      const table = new SeriesTable({ systemTags: ['scenario'], keepsAll: true })
      const book = new SumBook()
      const drain = (worker: 0 | 1): void => {
        const delta = shards[worker].drain(0)
        table.announce(worker, delta.newSeries)
        book.apply(
          delta,
          (id) => table.of(worker, id),
          (id) => table.kindOf(worker, id),
        )
      }
      for (const { worker, metric, tag, value, drains } of steps) {
        const shard = shards[worker]
        shard.add(Builtin[metric], shard.tagSets.with(NO_TAGS, 'part', tag), value)
        if (drains) drain(worker)
      }
      drain(0)
      drain(1)
      const seen = book.since(0).map(({ series, sink }) => {
        const mine = steps.filter(({ metric, tag }) => metric === series.metric && tag === series.tags[0]?.[1])
        const sum = mine.reduce((total, { value }) => total + value, 0)
        const passes = mine.filter(({ value }) => value !== 0).length
        switch (sink.kind) {
          case 'counter':
            return [sink.sum, sum]
          case 'rate':
            return [`${sink.passes}/${sink.total}`, `${passes}/${mine.length}`]
          case 'gauge':
            return [sink.max, Math.max(...mine.map(({ value }) => value))]
          case 'trend':
            return [`${sink.histogram.count} ${sink.histogram.sum}`, `${mine.length} ${sum}`]
        }
      })
      expect(seen.map(([found]) => found)).toEqual(seen.map(([, due]) => due))
      const due = new Set(steps.filter(({ metric }) => metric !== 'start_lag').map(({ metric, tag }) => metric + tag))
      expect(seen).toHaveLength(due.size)
    }),
  )
})

it('knows which series have changed since', () => {
  const shard = new Shard(0, 0)
  const table = new SeriesTable({ systemTags: [], keepsAll: true })
  const book = new SumBook()
  const measure = (metric: 'http_reqs' | 'checks'): void => {
    shard.add(Builtin[metric], NO_TAGS, 1)
    const delta = shard.drain(0)
    table.announce(0, delta.newSeries)
    book.apply(
      delta,
      (id) => table.of(0, id),
      (id) => table.kindOf(0, id),
    )
  }
  measure('http_reqs')
  const { changes } = book
  expect(book.since(changes)).toEqual([])
  measure('checks')
  expect(book.since(changes).map(({ series }) => series.metric)).toEqual(['checks'])
})
