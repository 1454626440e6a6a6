import type { IterationVu } from './iteration-vu.ts'

/**
 * Who of several idle VUs is next. `longest-rested`: each in turn, as in k6, so that scripts that give every VU data of its own use all
 * of it. `last-used`: as few as the load needs, so that no more connections are kept open than are used.
 */
export type VuOrder = 'longest-rested' | 'last-used'

/** Taken ones at the front are cut off when there are so many. */
const MOST_TAKEN = 1024

/** The VUs of a scenario that have nothing to do. */
export class IdleVus {
  readonly #order: VuOrder
  #vus: (IterationVu | undefined)[] = []
  /** Those before it have been taken. */
  #first = 0

  constructor(order: VuOrder) {
    this.#order = order
  }

  add(vu: IterationVu): void {
    this.#vus.push(vu)
  }

  take(): IterationVu | undefined {
    if (this.#first === this.#vus.length) return undefined
    return this.#order === 'last-used' ? this.#vus.pop() : this.#takeFirst()
  }

  #takeFirst(): IterationVu | undefined {
    const vu = this.#vus[this.#first]
    this.#vus[this.#first] = undefined
    this.#first += 1
    if (this.#first >= MOST_TAKEN && this.#first * 2 >= this.#vus.length) {
      this.#vus = this.#vus.slice(this.#first)
      this.#first = 0
    }
    return vu
  }
}
