import type { Millis } from '../../base/units.ts'
import { TICK, WINDOW } from '../metrics/periods.ts'
import type { Timed } from '../schedule/run-loop.ts'

/** Calls `flush` at every multiple of the period, so that what all workers tell ends at the same instants. */
export class Flusher implements Timed {
  readonly #flush: (endsWindow: boolean) => void
  #next = TICK

  /** `flush` is told whether a window has ended since the last time. */
  constructor(flush: (endsWindow: boolean) => void) {
    this.#flush = flush
  }

  readonly tick = (now: Millis): Millis => {
    if (now < this.#next) return this.#next
    const last = this.#next - TICK
    this.#flush(Math.floor(now / WINDOW) > Math.floor(last / WINDOW))
    this.#next = (Math.floor(now / TICK) + 1) * TICK
    return this.#next
  }
}
