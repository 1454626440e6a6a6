import type { Millis } from '../base/units.ts'
import type { BackendView } from './api.ts'
import type { SampleBook } from './metrics/sample-book.ts'
import { BackendStats, splitBackendKey } from './metrics/backend-stats.ts'
import { RECENT_WINDOWS } from './request-table.ts'
import { latencyOf } from './window-series.ts'

/** A closed second with its samples; `measured` is what of it was not paused. */
interface BackendWindow {
  readonly book: Pick<SampleBook, 'backends'>
  readonly to: Millis
  readonly measured: Millis
}

/** Of less than this no rate is made. */
const SHORTEST: Millis = 10

/** The backends of a run, second by second. */
export class BackendTable {
  readonly #seen = new Map<string, { readonly firstAt: Millis; lastAt: Millis }>()
  #recent: readonly BackendWindow[] = []
  #views: readonly BackendView[] = []

  /** In the order in which they were first seen. */
  get views(): readonly BackendView[] {
    return this.#views
  }

  /** Takes the windows that closed, oldest first; they are in `totals` already. */
  update(totals: Pick<SampleBook, 'backends'>, closed: readonly BackendWindow[]): void {
    this.#recent = [...this.#recent, ...closed].slice(-RECENT_WINDOWS)
    for (const { book, to } of closed) {
      for (const key of book.backends.keys()) {
        const seen = this.#seen.get(key)
        if (seen === undefined) this.#seen.set(key, { firstAt: to, lastAt: to })
        else seen.lastAt = to
      }
    }
    this.#views = [...totals.backends].map(([key, stats]) => this.#view(key, stats))
  }

  #view(key: string, total: BackendStats): BackendView {
    const { service, backend } = splitBackendKey(key)
    const recent = new BackendStats()
    for (const { book } of this.#recent) {
      const part = book.backends.get(key)
      if (part !== undefined) recent.merge(part)
    }
    const measured = this.#recent.reduce((sum, window) => sum + window.measured, 0)
    const { count } = recent.durations.histogram
    const seen = this.#seen.get(key)
    return {
      service,
      name: backend,
      rate: measured < SHORTEST ? undefined : (count * 1000) / measured,
      latency: latencyOf(recent.durations.histogram),
      failedShare: count === 0 ? undefined : recent.failures.sum / count,
      answers: total.durations.histogram.count,
      failures: total.failures.sum,
      connections: total.connections.sum,
      stays: total.stays.sum,
      firstAt: seen?.firstAt ?? 0,
      lastAt: seen?.lastAt ?? 0,
    }
  }
}
