import type { Millis } from '../../base/units.ts'

/** Room at first, a power of two as it always is. */
const SMALLEST = 16

/**
 * When each of many wants to be called next, by its place. A tournament tree (Knuth, TAOCP 3, 5.4.1): every node has the earliest time of the
 * two below it, so that what is due is found, and a time changed, in as many steps as the tree is high.
 */
export class Timetable {
  #room = SMALLEST
  /** The root is at 1; the times themselves are the last `#room`. */
  #tree = new Float64Array(2 * SMALLEST).fill(Number.POSITIVE_INFINITY)

  /** Of all; `Infinity` when nobody wants to be called. */
  get earliest(): Millis {
    return this.#tree[1] as Millis
  }

  /** `Infinity` where nothing was set. */
  at(place: number): Millis {
    return place < this.#room ? (this.#tree[this.#room + place] as Millis) : Number.POSITIVE_INFINITY
  }

  set(place: number, time: Millis): void {
    while (place >= this.#room) this.#grow()
    const tree = this.#tree
    let node = this.#room + place
    tree[node] = time
    while (node > 1) {
      node >>= 1
      tree[node] = Math.min(tree[2 * node] as Millis, tree[2 * node + 1] as Millis)
    }
  }

  /** The first place from `from` on whose time is `now` or earlier; -1 when there is none. */
  dueFrom(from: number, now: Millis): number {
    const tree = this.#tree
    if (from >= this.#room) return -1
    let node = this.#room + from
    while ((tree[node] as Millis) > now) {
      while ((node & 1) === 1) node >>= 1
      if (node === 0) return -1
      node += 1
    }
    while (node < this.#room) node = (tree[2 * node] as Millis) <= now ? 2 * node : 2 * node + 1
    return node - this.#room
  }

  #grow(): void {
    const times = this.#tree.subarray(this.#room)
    this.#room *= 2
    this.#tree = new Float64Array(2 * this.#room).fill(Number.POSITIVE_INFINITY)
    for (const [place, time] of times.entries()) this.set(place, time)
  }
}
