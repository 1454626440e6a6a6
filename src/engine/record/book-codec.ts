import { SampleBook } from '../metrics/sample-book.ts'
import type { BackendStats } from '../metrics/backend-stats.ts'
import type { MetricDef } from '../metrics/metric.ts'
import type { RequestStats } from '../metrics/request-stats.ts'
import type { Sink } from '../metrics/sink.ts'
import type { MetricView } from '../metrics/view.ts'
import { packCells, unpackCells } from './cells.ts'

/** counter: sum · rate: passes, total · gauge: last, min, max · trend: count, sum, min, max, index of its cells in `cells`. */
type Values = readonly number[]

/** The samples of a second as JSON. Metrics stand by their index in the definitions of the record so far. */
export interface BookLine {
  /** Of the trends; what is the same in several places stands here once. */
  readonly cells: readonly string[]
  readonly overall: readonly (readonly [metric: number, Values])[]
  readonly scenarios: Readonly<Record<string, BookLine['overall']>>
  /** By source text; `metric` is the index of a definition of that name. */
  readonly submetrics: BookLine['overall']
  readonly checks: readonly (readonly [key: string, passes: number, total: number])[]
  readonly groups: readonly string[]
  /** Start lag by worker. */
  readonly lags: readonly (readonly [worker: number, Values])[]
  readonly requests: readonly RequestLine[]
  /** Times to the first byte of answers that were as expected. Absent in older records. */
  readonly firstByte?: Values
  /** Absent in older records. */
  readonly backends?: readonly BackendLine[]
}

type BackendLine = readonly [key: string, durations: Values, failures: number, connections: number, stays: number]

type RequestLine = readonly [
  key: string,
  requests: number,
  failures: Values,
  durations: Values,
  received: number,
  statuses: Readonly<Record<string, number>>,
]

/** Writes books; numbers metrics in the order in which it first meets them. */
export class BookEncoder {
  readonly #indexes = new Map<string, number>()
  #defs: MetricDef[] = []

  /** `defs` are the definitions that no line before had. */
  encode(book: SampleBook): { readonly defs: readonly MetricDef[]; readonly line: BookLine } {
    this.#defs = []
    const cells = new CellTexts()
    const line: BookLine = {
      overall: this.#view(book.overall, cells),
      scenarios: Object.fromEntries([...book.scenarios].map(([name, view]) => [name, this.#view(view, cells)])),
      submetrics: this.#view(book.submetrics, cells),
      checks: [...book.checks].map(([key, { passes, total }]) => [key, passes, total] as const),
      groups: [...book.groups],
      lags: [...book.lagOfWorker].map(([worker, sink]) => [worker, valuesOf(sink, cells)] as const),
      firstByte: valuesOf(book.firstByte, cells),
      requests: [...book.requests].map(([key, stats]) => requestLine(key, stats, cells)),
      backends: [...book.backends].map(([key, stats]) => backendLine(key, stats, cells)),
      cells: cells.all,
    }
    return { defs: this.#defs, line }
  }

  #view(view: MetricView, cells: CellTexts): BookLine['overall'] {
    return [...view.entries()].map(({ name, contains, internal, sink }) => [
      this.#indexOf({ name, kind: sink.kind, contains, internal }),
      valuesOf(sink, cells),
    ])
  }

  #indexOf(def: MetricDef): number {
    const known = this.#indexes.get(def.name)
    if (known !== undefined) return known
    this.#indexes.set(def.name, this.#indexes.size)
    this.#defs.push(def)
    return this.#indexes.size - 1
  }
}

/** Makes a book from what was written. Throws a RangeError for a metric that no line defined, or for cells that are none. */
export function decodeBook(line: BookLine, defs: readonly MetricDef[]): SampleBook {
  const book = new SampleBook()
  fillView(book.overall, line.overall, { line, defs })
  for (const [name, entries] of Object.entries(line.scenarios)) fillView(book.scenario(name), entries, { line, defs })
  fillView(book.submetrics, line.submetrics, { line, defs })
  for (const [key, passes, total] of line.checks) fill(book.checkSink(key), [passes, total], line)
  for (const group of line.groups) book.groups.add(group)
  for (const [worker, values] of line.lags) fill(book.lagSink(worker), values, line)
  fill(book.firstByte, line.firstByte ?? [], line)
  for (const request of line.requests) fillRequest(book.request(request[0]), request, line)
  for (const backend of line.backends ?? []) fillBackend(book.backend(backend[0]), backend, line)
  return book
}

/** Texts, each kept once. */
class CellTexts {
  readonly all: string[] = []
  readonly #indexes = new Map<string, number>()

  indexOf(text: string): number {
    const known = this.#indexes.get(text)
    if (known !== undefined) return known
    this.#indexes.set(text, this.all.length)
    return this.all.push(text) - 1
  }
}

const requestLine = (key: string, stats: RequestStats, cells: CellTexts): RequestLine => [
  key,
  stats.requests.sum,
  valuesOf(stats.failures, cells),
  valuesOf(stats.durations, cells),
  stats.received.sum,
  Object.fromEntries([...stats.statuses].map(([status, { sum }]) => [status, sum])),
]

const backendLine = (key: string, stats: BackendStats, cells: CellTexts): BackendLine => [
  key,
  valuesOf(stats.durations, cells),
  stats.failures.sum,
  stats.connections.sum,
  stats.stays.sum,
]

function valuesOf(sink: Sink, cells: CellTexts): Values {
  switch (sink.kind) {
    case 'counter':
      return [sink.sum]
    case 'rate':
      return [sink.passes, sink.total]
    case 'gauge':
      return sink.last === undefined ? [] : [sink.last, sink.min, sink.max]
    case 'trend': {
      const { count, sum, min, max } = sink.histogram
      return count === 0 ? [] : [count, sum, min, max, cells.indexOf(packCells(sink.histogram))]
    }
  }
}

interface Source {
  readonly line: BookLine
  readonly defs: readonly MetricDef[]
}

function fillView(view: MetricView, entries: BookLine['overall'], { line, defs }: Source): void {
  for (const [index, values] of entries) {
    const def = defs[index]
    if (def === undefined) throw new RangeError(`the record speaks of metric ${index}, which it never defined`)
    fill(view.sink(def.name, def), values, line)
  }
}

function fillRequest(stats: RequestStats, request: RequestLine, line: BookLine): void {
  const [, requests, failures, durations, received, statuses] = request
  fill(stats.requests, [requests], line)
  fill(stats.failures, failures, line)
  fill(stats.durations, durations, line)
  fill(stats.received, [received], line)
  for (const [status, count] of Object.entries(statuses)) fill(stats.status(status), [count], line)
}

function fillBackend(stats: BackendStats, backend: BackendLine, line: BookLine): void {
  const [, durations, failures, connections, stays] = backend
  fill(stats.durations, durations, line)
  fill(stats.failures, [failures], line)
  fill(stats.connections, [connections], line)
  fill(stats.stays, [stays], line)
}

function fill(sink: Sink, values: Values, { cells }: BookLine): void {
  const [a, b = 0, c = 0, d = 0, index = -1] = values
  if (a === undefined) return
  switch (sink.kind) {
    case 'counter':
      sink.sum += a
      return
    case 'rate':
      sink.passes += a
      sink.total += b
      return
    case 'gauge':
      return sink.set(a, b, c)
    case 'trend':
      sink.histogram.mergeExact(a, b, c, d)
      return unpackCells(cells[index] ?? '', sink.histogram)
  }
}
