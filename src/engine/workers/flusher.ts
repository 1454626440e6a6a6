import type { Millis } from '../../base/units.ts'
import type { Timed } from '../schedule/run-loop.ts'

export const FLUSH_PERIOD: Millis = 250

/** Calls `flush` at every multiple of the period, so that the deltas of all workers end at the same instants. */
export class Flusher implements Timed {
  readonly #flush: (now: Millis) => void
  #next = FLUSH_PERIOD

  constructor(flush: (now: Millis) => void) {
    this.#flush = flush
  }

  readonly tick = (now: Millis): Millis => {
    if (now < this.#next) return this.#next
    this.#flush(now)
    this.#next = (Math.floor(now / FLUSH_PERIOD) + 1) * FLUSH_PERIOD
    return this.#next
  }
}
