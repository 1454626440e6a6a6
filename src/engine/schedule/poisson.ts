import { seededRng } from '../../base/rng.ts'

/**
 * Event times of a Poisson process of rate 1, one after the other. Carried through the inverse of the area under any rate they are a
 * Poisson process of that rate. Every worker walks the same seeded stream and keeps its own events of it, so together
 * the workers make exactly the one process, and the same seed makes the same arrivals whatever their number.
 */
export class UnitPoisson {
  readonly #random: () => number
  #index = -1
  #time = 0

  constructor(seed: number) {
    this.#random = seededRng(seed)
  }

  /** The time of event `index` (0-based), which must not be before the one last asked for. */
  at(index: number): number {
    while (this.#index < index) {
      this.#index += 1
      this.#time -= Math.log(1 - this.#random())
    }
    return this.#time
  }
}
