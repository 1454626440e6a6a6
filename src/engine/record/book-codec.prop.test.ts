import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Aggregator } from '../metrics/aggregator.ts'
import type { SampleBook } from '../metrics/sample-book.ts'
import { Histogram } from '../metrics/histogram.ts'
import { Builtin, type MetricDef } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import { NO_TAGS } from '../metrics/tag-sets.ts'
import { BookEncoder, decodeBook } from './book-codec.ts'
import { packCells, unpackCells } from './cells.ts'
import { fromJsonLine, toJsonLine } from './json-numbers.ts'

function cellsOf(histogram: Histogram): [number, number][] {
  const cells: [number, number][] = []
  histogram.forEachCell((cell, count) => cells.push([cell, count]))
  return cells.toSorted((a, b) => a[0] - b[0])
}

const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 100_000 }))

it('gives back the cells of any histogram', () => {
  fc.assert(
    fc.property(fc.array(number), fc.integer({ min: 1, max: 2 ** 40 }), (values, times) => {
      const histogram = new Histogram()
      for (const value of values) histogram.record(value)
      histogram.mergeCells(Float64Array.from([5000, times]), 0, 2)
      const again = new Histogram()
      unpackCells(packCells(histogram), again)
      expect(cellsOf(again)).toEqual(cellsOf(histogram))
    }),
  )
})

const sample = fc.record({
  scenario: fc.constantFrom('a', 'b'),
  group: fc.constantFrom('', '::one', '::one::two'),
  url: fc.constantFrom('/x', '/y'),
  status: fc.constantFrom('200', '503', '0'),
  value: fc.integer({ min: 0, max: 10_000 }),
})

/** The books of some seconds, each with a few samples of every kind. */
const seconds = fc
  .array(fc.array(sample, { maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((all): SampleBook[] => {
    const selector = {
      source: 'iteration_duration{scenario:b}',
      metric: 'iteration_duration',
      tags: [['scenario', 'b']],
    } as const
    const aggregator = new Aggregator([0], [selector])
    const shard = new Shard(0, 0)
    const { tagSets } = shard
    const books = all.flatMap((samples, second) => {
      for (const { scenario, group, url, status, value } of samples) {
        const tags = tagSets.withAll(NO_TAGS, { scenario, group })
        const request = tagSets.withAll(tags, { method: 'GET', name: url, url, status })
        shard.add(Builtin.iterations, tags, 1)
        shard.add(Builtin.iteration_duration, tags, value)
        shard.add(Builtin.start_lag, tags, value / 100)
        shard.add(Builtin.checks, tagSets.with(tags, 'check', 'fine'), value % 2)
        shard.add(Builtin.http_reqs, request, 1)
        shard.add(Builtin.http_req_duration, request, value)
        shard.add(Builtin.http_req_failed, request, status === '200' ? 0 : 1)
        shard.add(Builtin.http_req_waiting, request, value / 2)
        shard.add(Builtin.http_response_bytes, request, 10 * value)
        shard.add(Builtin.vus, tags, value)
        const backend = tagSets.withAll(NO_TAGS, { service: 'http://h', backend: url })
        shard.add(Builtin['backend.duration'], backend, value)
        shard.add(Builtin['backend.stays'], backend, 1)
      }
      aggregator.apply(shard.drain((second + 1) * 1000))
      return aggregator.close((second + 1) * 1000).map(({ book }) => book)
    })
    return books
  })

it('gives back every number of every second, through JSON, with each metric defined once', () => {
  fc.assert(
    fc.property(seconds, (books) => {
      const encoder = new BookEncoder()
      const defs: MetricDef[] = []
      for (const book of books) {
        const { defs: added, line } = fromJsonLine(toJsonLine(encoder.encode(book))) as ReturnType<
          BookEncoder['encode']
        >
        defs.push(...added)
        expect(decodeBook(line, defs)).toEqual(book)
      }
      expect(new Set(defs.map(({ name }) => name)).size).toBe(defs.length)
    }),
  )
})

it('writes cells that stand in several places once', () => {
  const [[book] = []] = fc.sample(
    seconds.filter(([first]) => (first?.overall.trend('iteration_duration')?.histogram.count ?? 0) > 0),
    1,
  )
  const cells = book === undefined ? [] : new BookEncoder().encode(book).line.cells
  expect(new Set(cells).size).toBe(cells.length)
})

it('refuses cells that end in the middle of a number, and metrics that nobody defined', () => {
  expect(() => unpackCells(Buffer.from([200]).toString('base64'), new Histogram())).toThrow('middle of a number')
  const line = new BookEncoder().encode(new Aggregator([0], []).totals).line
  expect(() => decodeBook({ ...line, overall: [[0, [1]]] }, [])).toThrow('never defined')
})
