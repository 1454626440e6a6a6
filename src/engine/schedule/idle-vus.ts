import { Fifo } from './fifo.ts'
import type { IterationVu } from './iteration-vu.ts'

/**
 * Who of several idle VUs is next. `longest-rested`: each in turn, as in k6, so that scripts that give every VU data of its own use all
 * of it. `last-used`: as few as the load needs, so that no more connections are kept open than are used.
 */
export type VuOrder = 'longest-rested' | 'last-used'

/** The VUs of a scenario that have nothing to do. */
export class IdleVus extends Fifo<IterationVu> {
  readonly #order: VuOrder

  constructor(order: VuOrder) {
    super()
    this.#order = order
  }

  take(): IterationVu | undefined {
    return this.#order === 'last-used' ? this.pop() : this.shift()
  }
}
