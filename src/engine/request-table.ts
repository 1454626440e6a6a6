import type { Millis } from '../base/units.ts'
import type { RequestFigures, RequestView } from './api.ts'
import type { SampleBook } from './metrics/sample-book.ts'
import { RequestStats, splitRequestKey } from './metrics/request-stats.ts'
import { latencyOf, NO_LATENCY } from './window-series.ts'

/** What "recent" is on screen, in seconds of the run. */
export const RECENT_WINDOWS = 5

/** Percentiles of a whole run take a sort of all its values each: so many names are brought up to date each second. */
const TOTALS_EACH_SECOND = 50

/** A closed second with its samples; `measured` is what of it was not paused. */
export interface MeasuredWindow {
  readonly book: Pick<SampleBook, 'requests'>
  readonly measured: Millis
}

const NOTHING: RequestFigures = { count: 0, latency: NO_LATENCY, failedShare: undefined, received: 0, statuses: [] }

/** The requests of a run by their names, second by second. What did not change keeps its identity. */
export class RequestTable {
  readonly #views = new Map<string, RequestView>()
  /** Names whose total is behind, the longest behind first. */
  readonly #behind = new Set<string>()
  #recent: readonly MeasuredWindow[] = []
  #list: readonly RequestView[] = []

  /** In the order in which names were first seen. */
  get views(): readonly RequestView[] {
    return this.#list
  }

  /** Takes the windows that closed, oldest first; they are in `totals` already. */
  update(totals: Pick<SampleBook, 'requests'>, closed: readonly MeasuredWindow[]): void {
    for (const { book } of closed) for (const key of book.requests.keys()) this.#behind.add(key)
    this.#recent = [...this.#recent, ...closed].slice(-RECENT_WINDOWS)
    const due = new Set([...this.#behind].slice(0, TOTALS_EACH_SECOND))
    for (const key of due) this.#behind.delete(key)
    let hasChanged = false
    for (const [key, stats] of totals.requests) {
      const before = this.#views.get(key)
      const view = this.#next(key, before, due.has(key) || before === undefined ? stats : undefined)
      hasChanged ||= view !== before
      this.#views.set(key, view)
    }
    if (hasChanged) this.#list = [...this.#views.values()]
  }

  /** `fresh`: the total, where it is to be worked out anew. */
  #next(key: string, before: RequestView | undefined, fresh: RequestStats | undefined): RequestView {
    const parts = this.#recent.map(({ book }) => book.requests.get(key)).filter((stats) => stats !== undefined)
    if (parts.length === 0 && fresh === undefined && before?.recent === NOTHING) return before
    const recent = parts.length === 0 ? NOTHING : figuresOf(sumOf(parts))
    const total = fresh === undefined ? (before?.total ?? NOTHING) : figuresOf(fresh)
    return { ...splitRequestKey(key), rate: this.#rateOf(recent), recent, total }
  }

  #rateOf({ count }: RequestFigures): number | undefined {
    const measured = this.#recent.reduce((sum, window) => sum + window.measured, 0)
    return measured < SHORTEST ? undefined : (count * 1000) / measured
  }
}

/** Of less than this no rate is made. */
const SHORTEST: Millis = 10

function sumOf(parts: readonly RequestStats[]): RequestStats {
  const sum = new RequestStats()
  for (const part of parts) sum.merge(part)
  return sum
}

function figuresOf({ requests, failures, durations, received, statuses }: RequestStats): RequestFigures {
  return {
    count: requests.sum,
    latency: latencyOf(durations.histogram),
    failedShare: failures.total === 0 ? undefined : failures.passes / failures.total,
    received: received.sum,
    // A status is '' where the tag is switched off.
    statuses: [...statuses]
      .filter(([status]) => status !== '')
      .map(([status, { sum }]) => ({ status, count: sum }))
      .toSorted((a, b) => b.count - a.count),
  }
}
