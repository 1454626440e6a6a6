import type { Millis } from '../../base/units.ts'
import type { MetricDelta, SeriesDef } from './delta.ts'
import { WINDOW } from './periods.ts'
import { Place, traitsOf } from './place.ts'
import { MOST_REQUEST_NAMES, OTHER_REQUESTS, requestKeyOf } from './request-stats.ts'
import { SampleBook } from './sample-book.ts'
import { ScenarioSamples, ScenarioSeries } from './scenario-samples.ts'
import type { Selector } from './selector.ts'
import { addValues } from './sink.ts'

/** A closed second; `to` is earlier than `from` + 1 s only at the end of the run, and `from` itself only for late samples. */
export interface ClosedWindow {
  readonly from: Millis
  readonly to: Millis
  readonly book: SampleBook
}

/** `place`: where it adds up for the run. `ofScenario`: set where it is told by scenario, too. */
interface Series {
  readonly place: Place
  readonly ofScenario: ScenarioSeries | undefined
}

/** A second that deltas still come for. */
interface OpenWindow {
  readonly book: SampleBook
  /** They let go of it when it closes. */
  readonly met: Place[]
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
  /** By their traits. */
  readonly #places = new Map<string, Place>()
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
    const ofScenarios = new ScenarioSamples(delta.values)
    let offset = 0
    for (const id of delta.series) {
      const series = progress.series[id]
      if (series === undefined) throw new RangeError('a delta speaks of a series that was never announced')
      if (series.ofScenario !== undefined) ofScenarios.add(series.ofScenario, offset)
      offset = addAt(series.place, delta.values, offset, window)
    }
    window.book.addScenarios(ofScenarios)
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
    for (const place of window.met) place.leave(book)
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
    const told = { selectors: this.#selectors, hasParts: this.#hasParts, request: this.#requestOf(def) }
    const traits = traitsOf(def, worker, told)
    const key = JSON.stringify(traits)
    let place = this.#places.get(key)
    if (place === undefined) this.#places.set(key, (place = new Place(traits, def)))
    return { place, ofScenario: ScenarioSeries.of(def) }
  }

  #requestOf(def: SeriesDef): string | undefined {
    const key = requestKeyOf(def)
    if (key === undefined || this.#requestKeys.has(key)) return key
    if (this.#requestKeys.size >= MOST_REQUEST_NAMES) return OTHER_REQUESTS
    this.#requestKeys.add(key)
    return key
  }
}

const newWindow = (): OpenWindow => ({ book: new SampleBook(), met: [] })

/** Returns the offset behind the values. */
function addAt(place: Place, values: Float64Array, offset: number, { book, met }: OpenWindow): number {
  if (!place.isIn(book)) {
    place.moveTo(book)
    met.push(place)
  }
  let end = offset
  for (const sink of place.sinks) end = addValues(sink, values, offset)
  return end
}
