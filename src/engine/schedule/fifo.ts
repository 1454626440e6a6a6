/** Places at the front that have been left are cut off when there are so many. */
const MOST_LEFT = 1024

/** A queue that can also be left at the end where things join. Neither costs more the longer it is. */
export class Fifo<T> {
  #items: (T | undefined)[] = []
  /** Those before it have left. */
  #first = 0

  get size(): number {
    return this.#items.length - this.#first
  }

  push(item: T): void {
    this.#items.push(item)
  }

  /** The one that came first. */
  shift(): T | undefined {
    if (this.size === 0) return undefined
    const item = this.#items[this.#first]
    this.#items[this.#first] = undefined
    this.#first += 1
    if (this.#first >= MOST_LEFT && this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first)
      this.#first = 0
    }
    return item
  }

  /** The one that came last. */
  pop(): T | undefined {
    return this.size === 0 ? undefined : this.#items.pop()
  }
}
