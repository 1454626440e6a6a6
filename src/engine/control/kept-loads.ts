import type { Millis } from '../../base/units.ts'
import type { LoadControl } from './load-control.ts'

/** By scenario. */
export type Loads = Readonly<Record<string, number>>

/**
 * The load of some scenarios at one moment after another. As long as it is the same it is the same object: every second and every tick
 * keeps one, and there may be hundreds of scenarios.
 */
export class KeptLoads {
  readonly #names: readonly string[]
  readonly #control: Pick<LoadControl, 'nowOf'>
  #loads: Loads = {}

  constructor(names: Iterable<string>, control: Pick<LoadControl, 'nowOf'>) {
    this.#names = [...names]
    this.#control = control
  }

  at(time: Millis): Loads {
    const isSame = this.#names.every((name) => this.#loads[name] === this.#control.nowOf(name, time))
    if (!isSame) this.#loads = Object.fromEntries(this.#names.map((name) => [name, this.#control.nowOf(name, time)]))
    return this.#loads
  }
}
