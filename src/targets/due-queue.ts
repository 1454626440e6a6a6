import type { Millis } from '../base/units.ts'

interface Entry<T> {
  readonly due: Millis
  readonly order: number
  readonly item: T
}

const isBefore = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order)

/** A binary heap of things by when they are due; of two due together the one added first comes first. */
export class DueQueue<T> {
  readonly #heap: Entry<T>[] = []
  #added = 0

  get size(): number {
    return this.#heap.length
  }

  /** Infinity when nothing is to come. */
  get nextDue(): Millis {
    return this.#heap[0]?.due ?? Infinity
  }

  add(item: T, due: Millis): void {
    const entry = { due, order: this.#added, item }
    this.#added += 1
    this.#rise(entry, this.#heap.length)
  }

  /** Takes out the next if it is due by `now`. */
  takeDue(now: Millis): T | undefined {
    const top = this.#heap[0]
    if (top === undefined || top.due > now) return undefined
    const last = this.#heap.pop()
    if (last !== undefined && last !== top) this.#sink(last)
    return top.item
  }

  #rise(entry: Entry<T>, from: number): void {
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = this.#heap[above]
      if (parent === undefined || !isBefore(entry, parent)) break
      this.#heap[place] = parent
      place = above
    }
    this.#heap[place] = entry
  }

  #sink(entry: Entry<T>): void {
    let place = 0
    for (;;) {
      const below = this.#earlierChild(place)
      const child = this.#heap[below]
      if (child === undefined || !isBefore(child, entry)) break
      this.#heap[place] = child
      place = below
    }
    this.#heap[place] = entry
  }

  #earlierChild(place: number): number {
    const left = this.#heap[place * 2 + 1]
    const right = this.#heap[place * 2 + 2]
    return left !== undefined && right !== undefined && isBefore(right, left) ? place * 2 + 2 : place * 2 + 1
  }
}
