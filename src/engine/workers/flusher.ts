import type { Millis } from '../../base/units.ts'
import { TICK } from '../metrics/tick-book.ts'
import type { Timed } from '../schedule/run-loop.ts'

/** Calls `flush` at every multiple of the period, so that the deltas of all workers end at the same instants. */
export class Flusher implements Timed {
  readonly #flush: (now: Millis) => void
  #next = TICK

  constructor(flush: (now: Millis) => void) {
    this.#flush = flush
  }

  readonly tick = (now: Millis): Millis => {
    if (now < this.#next) return this.#next
    this.#flush(now)
    this.#next = (Math.floor(now / TICK) + 1) * TICK
    return this.#next
  }
}
