import { Fifo } from './fifo.ts'

/** How long VUs may run on without giving the event loop a turn, in ms. */
const TURN = 5

/**
 * VUs that may start their next iteration, in the order in which they came. Started at once when the last one ended from the event loop, and in a loop, not
 * by recursion, when iterations end without ever waiting: those yield to the event loop every few ms.
 */
export class ReadyQueue<T> {
  readonly #start: (item: T) => void
  readonly #items = new Fifo<T>()
  #draining = false

  constructor(start: (item: T) => void) {
    this.#start = start
  }

  push(item: T): void {
    this.#items.push(item)
    if (!this.#draining) this.#drain()
  }

  /** However many: they take turns with the event loop. */
  pushAll(items: readonly T[]): void {
    for (const item of items) this.#items.push(item)
    if (!this.#draining) this.#drain()
  }

  readonly #drain = (): void => {
    this.#draining = true
    const until = performance.now() + TURN
    for (let item = this.#items.shift(); item !== undefined; item = this.#items.shift()) {
      this.#start(item)
      if (this.#items.size > 0 && performance.now() > until) {
        setImmediate(this.#drain)
        return
      }
    }
    this.#draining = false
  }
}
