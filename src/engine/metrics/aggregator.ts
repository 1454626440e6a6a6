import type { Millis } from '../../base/units.ts'
import { backendKeyOf } from './backend-stats.ts'
import type { MetricDelta, SeriesDef } from './delta.ts'
import { partKey, partsOf } from './parts.ts'
import { MOST_REQUEST_NAMES, OTHER_REQUESTS, requestKeyOf } from './request-stats.ts'
import { WINDOW } from './periods.ts'
import { checkKey, SampleBook } from './sample-book.ts'
import { scenarioMetrics } from './scenario-metrics.ts'
import { matches, type Selector } from './selector.ts'
import { addValues, type Sink } from './sink.ts'

/** A closed second; `to` is earlier than `from` + 1 s only at the end of the run, and `from` itself only for late samples. */
export interface ClosedWindow {
  readonly from: Millis
  readonly to: Millis
  readonly book: SampleBook
}

const tagOf = (def: SeriesDef, key: string): string | undefined => def.tags.find((tag) => tag[0] === key)?.[1]

/** Refusals are quick, and failures have no first byte: neither says how fast the target works. */
function isAnswer(def: SeriesDef): boolean {
  if (def.metric !== 'http_req_waiting' || tagOf(def, 'error') !== undefined) return false
  const expected = tagOf(def, 'expected_response')
  return expected === undefined ? tagOf(def, 'error_code') === undefined : expected === 'true'
}

interface Series {
  /** The open second it was last met in, and where it adds up there. */
  window: OpenWindow | undefined
  sinks: readonly Sink[]
  readonly worker: number
  readonly def: SeriesDef
  readonly scenario: string | undefined
  readonly submetrics: readonly string[]
  /** Set for what makes a group known: its checks and its duration. */
  readonly group: string | undefined
  /** The name, set for the series of the `checks` metric. */
  readonly check: string | undefined
  /** Set for what tells how requests went. */
  readonly request: string | undefined
  /** Set for what tells of backends; that is in no other view. */
  readonly backend: string | undefined
  /** Times to the first byte of answers that were as expected. */
  readonly isAnswer: boolean
  readonly parts: readonly string[]
}

/** A second that deltas still come for. */
interface OpenWindow {
  readonly book: SampleBook
  /** They let go of it when it closes: what is met once an hour must not keep that second in memory. */
  readonly met: Series[]
}

interface WorkerProgress {
  /** By their ids: with hundreds of scenarios a delta has thousands. */
  readonly series: (Series | undefined)[]
  nextSeq: number
  lost: number
  /** Everything up to here has come. */
  until: Millis
}

/** A worker that is silent for longer does not hold a window open; what it sends later counts in the window then open. */
const PATIENCE: Millis = 2000

/**
 * Adds up the deltas of all workers: into windows of one second, and from those, when they close, into the totals. So the
 * windows always add up to the totals. Cost: the touched cells of a delta, never the number of requests.
 */
export class Aggregator {
  readonly totals: SampleBook = new SampleBook()
  readonly #selectors: readonly Selector[]
  readonly #workers = new Map<number, WorkerProgress>()
  readonly #open = new Map<number, OpenWindow>()
  readonly #hasParts: boolean
  readonly #requestKeys = new Set<string>()
  #firstOpen = 0
  #last = Number.POSITIVE_INFINITY

  /** `hasParts`: keep groups and scenarios apart too, which takes as much memory again for each. */
  constructor(workers: readonly number[], selectors: readonly Selector[], hasParts = false) {
    this.#selectors = selectors
    this.#hasParts = hasParts
    for (const id of workers) this.#workers.set(id, { series: [], nextSeq: 0, lost: 0, until: 0 })
  }

  /** Deltas that never came, by worker: 0 unless something is broken. */
  lostDeltas(worker: number): number {
    return this.#workers.get(worker)?.lost ?? 0
  }

  apply(delta: MetricDelta): void {
    const progress = this.#workers.get(delta.worker)
    if (progress === undefined) throw new RangeError(`a delta of the unknown worker ${delta.worker}`)
    progress.lost += delta.seq - progress.nextSeq
    progress.nextSeq = delta.seq + 1
    progress.until = delta.to
    for (const id of delta.gone) progress.series[id] = undefined
    for (const def of delta.newSeries) progress.series[def.id] = this.#resolve(delta.worker, def)
    const window = this.#windowAt((delta.from + delta.to) / 2)
    let offset = 0
    for (const id of delta.series) offset = add(progress.series[id], delta.values, offset, window)
  }

  /** The worker has ended: windows no longer wait for it. */
  retire(worker: number): void {
    const progress = this.#workers.get(worker)
    if (progress !== undefined) progress.until = Number.POSITIVE_INFINITY
  }

  /** Closes every window that is complete at `now`, oldest first. */
  close(now: Millis): ClosedWindow[] {
    const complete = Math.max(now - PATIENCE, Math.min(now, ...[...this.#workers.values()].map(({ until }) => until)))
    const closed: ClosedWindow[] = []
    while ((this.#firstOpen + 1) * WINDOW <= complete) closed.push(this.#closeFirst((this.#firstOpen + 1) * WINDOW))
    return closed
  }

  /** The scenarios are over: what teardown measures counts in the last window. */
  endAt(end: Millis): void {
    this.#last = Math.max(0, Math.ceil(end / WINDOW) - 1)
  }

  /** Closes what is left when the run ends at `end`; the last window may be shorter than a second. */
  closeAll(end: Millis): ClosedWindow[] {
    const closed: ClosedWindow[] = []
    const last = Math.max(Math.ceil(end / WINDOW) - 1, ...this.#open.keys())
    while (this.#firstOpen <= last)
      closed.push(this.#closeFirst(Math.min((this.#firstOpen + 1) * WINDOW, Math.max(end, this.#firstOpen * WINDOW))))
    return closed
  }

  #closeFirst(to: Millis): ClosedWindow {
    const from = this.#firstOpen * WINDOW
    const window = this.#open.get(this.#firstOpen) ?? newWindow()
    const { book } = window
    this.#open.delete(this.#firstOpen)
    for (const series of window.met) if (series.window === window) leave(series)
    this.#firstOpen += 1
    this.totals.merge(book)
    return { from, to, book }
  }

  #windowAt(time: Millis): OpenWindow {
    const index = Math.max(this.#firstOpen, Math.min(Math.floor(time / WINDOW), this.#last))
    let window = this.#open.get(index)
    if (window === undefined) this.#open.set(index, (window = newWindow()))
    return window
  }

  #resolve(worker: number, def: SeriesDef): Series {
    const isCheck = def.metric === 'checks'
    return {
      window: undefined,
      sinks: NO_SINKS,
      worker,
      def,
      scenario: tagOf(def, 'scenario'),
      group: isCheck || def.metric === 'group_duration' ? (tagOf(def, 'group') ?? '') : undefined,
      check: isCheck ? tagOf(def, 'check') : undefined,
      request: this.#requestOf(def),
      backend: backendKeyOf(def),
      isAnswer: isAnswer(def),
      parts: this.#hasParts ? partsOf(def).map(partKey) : [],
      submetrics: this.#selectors.filter((it) => matches(it, def.metric, def.tags)).map((it) => it.source),
    }
  }

  #requestOf(def: SeriesDef): string | undefined {
    const key = requestKeyOf(def)
    if (key === undefined || this.#requestKeys.has(key)) return key
    if (this.#requestKeys.size >= MOST_REQUEST_NAMES) return OTHER_REQUESTS
    this.#requestKeys.add(key)
    return key
  }
}

function add(series: Series | undefined, values: Float64Array, offset: number, window: OpenWindow): number {
  if (series === undefined) throw new RangeError('a delta speaks of a series that was never announced')
  if (series.window !== window) enter(series, window)
  let end = offset
  for (const sink of series.sinks) end = addValues(sink, values, offset)
  return end
}

const NO_SINKS: readonly Sink[] = []

const newWindow = (): OpenWindow => ({ book: new SampleBook(), met: [] })

function enter(series: Series, window: OpenWindow): void {
  series.window = window
  series.sinks = sinksOf(series, window.book)
  window.met.push(series)
}

function leave(series: Series): void {
  series.window = undefined
  series.sinks = NO_SINKS
}

function sinksOf(series: Series, book: SampleBook): readonly Sink[] {
  const { def, scenario, submetrics, group } = series
  if (series.backend !== undefined) return book.backend(series.backend).sinks(def)
  const sinks: Sink[] = [book.overall.sink(def.metric, def)]
  if (series.isAnswer) sinks.push(book.firstByte)
  if (def.metric === 'start_lag') sinks.push(book.lagSink(series.worker))
  if (group !== undefined) book.groups.add(group)
  if (series.check !== undefined) sinks.push(book.checkSink(checkKey(group ?? '', series.check)))
  if (scenario !== undefined && scenarioMetrics.has(def.metric))
    sinks.push(book.scenario(scenario).sink(def.metric, def))
  for (const source of submetrics) sinks.push(book.submetrics.sink(source, def))
  if (series.request !== undefined) sinks.push(...book.request(series.request).sinks(def))
  for (const key of series.parts) sinks.push(...book.part(key).sinks(def, series.check))
  return sinks
}
