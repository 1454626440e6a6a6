import type { Millis, PerSecond } from '../../base/units.ts'

/** k6's `rps`: requests leave at even distances, none is saved up for later. */
export class RateLimit {
  readonly #interval: Millis
  #nextAt: Millis = Number.NEGATIVE_INFINITY

  constructor(rate: PerSecond) {
    this.#interval = 1000 / rate
  }

  /** Takes the next place; how long until then. */
  take(now: Millis): Millis {
    const at = Math.max(now, this.#nextAt)
    this.#nextAt = at + this.#interval
    return at - now
  }
}
