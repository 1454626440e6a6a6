import type { Millis } from '../../base/units.ts'
import { isSteadyUntil, type LiveLoad, loadNow } from '../executors/live-load.ts'
import type { LoadControl } from './load-control.ts'

/** By scenario. */
export type Loads = Readonly<Record<string, number>>

/**
 * The load of some scenarios at one moment after another. As long as it is the same it is the same object: every second and every tick
 * keeps one, and there may be hundreds of scenarios. Nothing is worked out while none of them is to change.
 */
export class KeptLoads {
  readonly #names: readonly string[]
  readonly #control: Pick<LoadControl, 'liveOf'>
  #lives: readonly LiveLoad[] = []
  #from: Millis = Number.POSITIVE_INFINITY
  #until: Millis = Number.NEGATIVE_INFINITY
  #values: readonly number[] = []
  #loads: Loads = {}

  constructor(names: Iterable<string>, control: Pick<LoadControl, 'liveOf'>) {
    this.#names = [...names]
    this.#control = control
  }

  at(time: Millis): Loads {
    if (time < this.#from || time >= this.#until || !this.#isAsCommanded()) this.#workOut(time)
    return this.#loads
  }

  #isAsCommanded(): boolean {
    return this.#names.every((name, index) => this.#control.liveOf(name) === this.#lives[index])
  }

  #workOut(time: Millis): void {
    const lives = this.#names.map((name) => this.#control.liveOf(name))
    const values = lives.map((live) => loadNow(live, time))
    this.#from = time
    this.#until = Math.min(...lives.map((live) => isSteadyUntil(live, time)))
    this.#lives = lives
    const isSame = values.length === this.#values.length && values.every((value, at) => value === this.#values[at])
    if (isSame) return
    this.#values = values
    this.#loads = Object.fromEntries(this.#names.map((name, index) => [name, values[index] as number]))
  }
}
