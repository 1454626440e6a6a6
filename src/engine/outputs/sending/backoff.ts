import type { Rng } from '../../../base/rng.ts'
import type { Millis } from '../../../base/units.ts'

export interface BackoffLimits {
  readonly first: Millis
  readonly most: Millis
}

/** How long to wait before another attempt: twice as long each time, half of it by chance so that several do not come together. */
export class Backoff {
  readonly #limits: BackoffLimits
  readonly #random: Rng
  #failures = 0

  constructor(limits: BackoffLimits, random: Rng = Math.random) {
    this.#limits = limits
    this.#random = random
  }

  next(): Millis {
    const { first, most } = this.#limits
    const wait = Math.min(most, first * 2 ** Math.min(this.#failures, 30))
    this.#failures += 1
    return wait * (0.5 + this.#random() / 2)
  }

  reset(): void {
    this.#failures = 0
  }
}
