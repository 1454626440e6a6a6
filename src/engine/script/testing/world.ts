/** Until promises have had their reactions, and what waits for that has happened as well. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate)
}

interface Event {
  readonly due: number
  readonly order: number
  readonly happen: () => void
}

/** A clock and what is to happen, for all VUs of a test. */
export class World {
  clock = 0
  readonly #events: Event[] = []
  #order = 0

  after(delay: number, happen: () => void): () => void {
    this.#order += 1
    const event = { due: this.clock + delay, order: this.#order, happen }
    this.#events.push(event)
    return () => this.#remove(event)
  }

  /** Lets everything happen, one thing after the other, each with the promises that hang on it. */
  async drain(): Promise<void> {
    await settled()
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#remove(next)
      this.clock = Math.max(this.clock, next.due)
      next.happen()
      await settled()
    }
  }

  #next(): Event | undefined {
    return this.#events.toSorted((a, b) => a.due - b.due || a.order - b.order)[0]
  }

  #remove(event: Event): void {
    const index = this.#events.indexOf(event)
    if (index !== -1) this.#events.splice(index, 1)
  }
}
