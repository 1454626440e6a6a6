/** Room at first, a power of two as it always is. */
const SMALLEST = 8

/**
 * A queue that can also be left at the end where things join: a ring, so that one that is used all the time stays where it is in memory.
 */
export class Fifo<T> {
  #ring: (T | undefined)[] = emptyRing(SMALLEST)
  #first = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  push(item: T): void {
    if (this.#size === this.#ring.length) this.#grow()
    this.#ring[(this.#first + this.#size) & (this.#ring.length - 1)] = item
    this.#size += 1
  }

  /** The one that came first. */
  shift(): T | undefined {
    if (this.#size === 0) return undefined
    const item = this.#ring[this.#first]
    this.#ring[this.#first] = undefined
    this.#first = (this.#first + 1) & (this.#ring.length - 1)
    this.#size -= 1
    return item
  }

  /** The one that came last. */
  pop(): T | undefined {
    if (this.#size === 0) return undefined
    this.#size -= 1
    const place = (this.#first + this.#size) & (this.#ring.length - 1)
    const item = this.#ring[place]
    this.#ring[place] = undefined
    return item
  }

  #grow(): void {
    const ring = emptyRing<T>(this.#ring.length * 2)
    for (let at = 0; at < this.#size; at += 1) ring[at] = this.#ring[(this.#first + at) & (this.#ring.length - 1)]
    this.#ring = ring
    this.#first = 0
  }
}

const emptyRing = <T>(size: number): (T | undefined)[] => Array.from({ length: size }, () => undefined)
