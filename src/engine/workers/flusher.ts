import type { Millis } from '../../base/units.ts'
import { TICK } from '../metrics/tick-book.ts'
import type { Timed } from '../schedule/run-loop.ts'

/** What a scenario takes at each flush comes to more than its requests where there are many at a low rate. */
const MANY_SCENARIOS = 50

/** Every tick, or with many scenarios every fourth one: once a second. */
export const flushPeriodOf = (scenarios: number): Millis => (scenarios > MANY_SCENARIOS ? 4 * TICK : TICK)

/** Calls `flush` at every multiple of the period, so that the deltas of all workers end at the same instants. */
export class Flusher implements Timed {
  readonly #flush: (now: Millis) => void
  readonly #period: Millis
  #next: Millis

  constructor(flush: (now: Millis) => void, period: Millis) {
    this.#flush = flush
    this.#period = period
    this.#next = period
  }

  readonly tick = (now: Millis): Millis => {
    if (now < this.#next) return this.#next
    this.#flush(now)
    this.#next = (Math.floor(now / this.#period) + 1) * this.#period
    return this.#next
  }
}
