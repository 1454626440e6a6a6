/** How long VUs may run on without giving the event loop a turn, in ms. */
const TURN = 5

/**
 * VUs that may start their next iteration. Started at once when the last one ended from the event loop, and in a loop, not
 * by recursion, when iterations end without ever waiting: those yield to the event loop every few ms.
 */
export class ReadyQueue<T> {
  readonly #start: (item: T) => void
  readonly #items: T[] = []
  #draining = false

  constructor(start: (item: T) => void) {
    this.#start = start
  }

  push(item: T): void {
    this.#items.push(item)
    if (!this.#draining) this.#drain()
  }

  readonly #drain = (): void => {
    this.#draining = true
    const until = performance.now() + TURN
    for (let item = this.#items.pop(); item !== undefined; item = this.#items.pop()) {
      this.#start(item)
      if (this.#items.length > 0 && performance.now() > until) {
        setImmediate(this.#drain)
        return
      }
    }
    this.#draining = false
  }
}
