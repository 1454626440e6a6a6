/**
 * A histogram of any doubles with a fixed relative error and memory that depends on the spread of the values, not on their
 * number. The idea is HdrHistogram's (Gil Tene): exponential buckets with linear sub-buckets. Here the cell of a value is the
 * top of its IEEE-754 bits: sign, 11 bits of exponent, 10 bits of mantissa, so that no range or unit is chosen beforehand.
 * A cell is at most 2^-10 of its value wide, and answers are cell middles: the error is at most 2^-11 = 0.049 %, within
 * HdrHistogram's three significant digits. Count, sum, min and max are exact. See docs/adr/0003.
 */
export class Histogram {
  count = 0
  sum = 0
  min: number = Number.POSITIVE_INFINITY
  max: number = Number.NEGATIVE_INFINITY
  /** Open addressing: keys are cell + 1, so that 0 means free. Sizes are powers of two; 0 as long as there is no need for them. */
  #keys = NO_KEYS
  #counts = NO_COUNTS
  #used = 0
  /**
   * Cell and count pairs of the only merge there was, where they came: of the thousands of histograms that a second may have most hold no
   * more, and few are ever looked at.
   */
  #came: Came | undefined

  record(value: number): void {
    this.count += 1
    this.sum += value
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
    this.#add(cellOf(value), 1)
  }

  /** How many different cells hold something. */
  get cells(): number {
    return this.#came === undefined ? this.#used : (this.#came.to - this.#came.from) / 2
  }

  /** Calls back for every cell in no particular order. */
  forEachCell(visit: (cell: number, count: number) => void): void {
    if (this.#came !== undefined) return forEachPair(this.#came, visit)
    for (let slot = 0; slot < this.#keys.length; slot += 1) {
      const key = this.#keys[slot] as number
      if (key !== 0) visit(key - 1, this.#counts[slot] as number)
    }
  }

  /** Writes cell and count pairs into `out` from `offset` on; returns the offset behind them. */
  writeCells(out: Float64Array, offset: number): number {
    if (this.#came !== undefined) {
      const { pairs, from, to } = this.#came
      out.set(pairs.subarray(from, to), offset)
      return offset + to - from
    }
    let at = offset
    for (let slot = 0; slot < this.#keys.length; slot += 1) {
      const key = this.#keys[slot] as number
      if (key === 0) continue
      out[at] = key - 1
      out[at + 1] = this.#counts[slot] as number
      at += 2
    }
    return at
  }

  /** `pairs` must stay as they are, and may be kept as long as this. */
  mergeCells(pairs: Float64Array, from: number, to: number): void {
    if (from === to) return
    const came = { pairs, from, to }
    if (this.#keys.length === 0 && this.#came === undefined) this.#came = came
    else this.#addPairs(came)
  }

  /** The exact parts of a merge; goes with `mergeCells`. */
  mergeExact(count: number, sum: number, min: number, max: number): void {
    this.count += count
    this.sum += sum
    if (min < this.min) this.min = min
    if (max > this.max) this.max = max
  }

  merge(other: Histogram): void {
    this.mergeExact(other.count, other.sum, other.min, other.max)
    // Not where they came: this may be kept as long as the run, and would keep all else that came with them.
    if (other.#came !== undefined) return this.#addPairs(other.#came)
    if (this.cells === 0) this.#makeRoom(other.#used)
    other.forEachCell((cell, count) => this.#add(cell, count))
  }

  /** Empties it; the room stays for the next interval unless it is far more than was used. */
  clear(): void {
    this.#came = undefined
    if (this.#keys.length > SMALLEST && this.#used * 8 < this.#keys.length) {
      this.#keys = new Uint32Array(this.#keys.length / 2)
      this.#counts = new Float64Array(this.#counts.length / 2)
    } else this.#keys.fill(0)
    this.#used = 0
    this.count = 0
    this.sum = 0
    this.min = Number.POSITIVE_INFINITY
    this.max = Number.NEGATIVE_INFINITY
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count
  }

  /**
   * k6's percentile: linear interpolation at the index p * (n - 1) of the sorted values. `shares` are within [0, 1] and
   * ascending. Undefined answers when nothing was recorded.
   */
  quantiles(shares: readonly number[]): (number | undefined)[] {
    if (this.count === 0) return shares.map(() => undefined)
    this.settle()
    const sorted = this.#sortedPlaces()
    const walk = { next: 0, seen: 0 }
    return shares.map((share) => this.#quantile(share, sorted, walk))
  }

  quantile(share: number): number | undefined {
    return this.quantiles([share])[0]
  }

  #quantile(share: number, sorted: Uint32Array, walk: Walk): number {
    const rank = share * (this.count - 1)
    const low = Math.floor(rank)
    const value = this.#valueAtRank(low, sorted, walk)
    if (rank === low) return value
    const above = this.#valueAtRank(low + 1, sorted, { ...walk })
    return value + (above - value) * (rank - low)
  }

  /** `walk` moves forward only: ranks must be asked for in ascending order. */
  #valueAtRank(rank: number, sorted: Uint32Array, walk: Walk): number {
    if (rank <= 0) return this.min
    if (rank >= this.count - 1) return this.max
    for (; walk.next < sorted.length; walk.next += 1) {
      const cell = cellAtPlace(sorted[walk.next] as number)
      const count = this.#counts[this.#slotOf(cell)] as number
      if (walk.seen + count > rank) return Math.min(this.max, Math.max(this.min, middleOf(cell)))
      walk.seen += count
    }
    return this.max
  }

  /** The places of all cells in the order of their values. Numbers alone are sorted without a call for each comparison. */
  #sortedPlaces(): Uint32Array {
    const places = new Uint32Array(this.#used)
    let at = 0
    for (const key of this.#keys) if (key !== 0) places[at++] = placeOf(key - 1)
    return places.sort()
  }

  #addPairs(came: Came): void {
    if (this.cells === 0) this.#makeRoom((came.to - came.from) / 2)
    forEachPair(came, (cell, count) => this.#add(cell, count))
  }

  /** Makes the table if there is none, with what came before: from then on nothing is kept where it comes. */
  settle(): void {
    if (this.#keys.length > 0) return
    const came = this.#came
    this.#came = undefined
    this.#makeRoom(came === undefined ? 0 : (came.to - came.from) / 2)
    if (came !== undefined) this.#addPairs(came)
  }

  #add(cell: number, count: number): void {
    if (this.#keys.length === 0) this.settle()
    const slot = this.#slotOf(cell)
    if (this.#keys[slot] !== 0) {
      this.#counts[slot] = (this.#counts[slot] as number) + count
      return
    }
    this.#keys[slot] = cell + 1
    this.#counts[slot] = count
    this.#used += 1
    if (this.#used * 4 > this.#keys.length * 3) this.#grow()
  }

  /** Where the cell is, or a free slot for it. */
  #slotOf(cell: number): number {
    const mask = this.#keys.length - 1
    // Fibonacci hashing (Knuth, TAOCP 3, 6.4): neighbouring cells are spread over the table.
    let slot = (Math.imul(cell, 0x9e3779b1) >>> 7) & mask
    for (;;) {
      const key = this.#keys[slot]
      if (key === cell + 1 || key === 0) return slot
      slot = (slot + 1) & mask
    }
  }

  /** For so many cells in an empty table, so that it need not grow step by step. */
  #makeRoom(cells: number): void {
    let size = Math.max(SMALLEST, this.#keys.length)
    while (cells * 4 > size * 3) size *= 2
    if (size === this.#keys.length) return
    this.#keys = new Uint32Array(size)
    this.#counts = new Float64Array(size)
  }

  #grow(): void {
    const keys = this.#keys
    const counts = this.#counts
    this.#keys = new Uint32Array(keys.length * 2)
    this.#counts = new Float64Array(counts.length * 2)
    this.#used = 0
    for (let slot = 0; slot < keys.length; slot += 1) {
      const key = keys[slot] as number
      if (key !== 0) this.#add(key - 1, counts[slot] as number)
    }
  }
}

/** Cell and count pairs within an array. */
interface Came {
  readonly pairs: Float64Array
  readonly from: number
  readonly to: number
}

function forEachPair({ pairs, from, to }: Came, visit: (cell: number, count: number) => void): void {
  for (let at = from; at < to; at += 2) visit(pairs[at] as number, pairs[at + 1] as number)
}

const NO_KEYS = new Uint32Array(0)
const NO_COUNTS = new Float64Array(0)

/** How far the ranks that were asked for have come. */
interface Walk {
  /** Index of the next cell, and the number of values before it. */
  next: number
  seen: number
}

/** Small enough that V8 keeps both arrays within its own heap: there may be very many histograms of a value or two. */
const SMALLEST = 4

const asDouble = new Float64Array(1)
const asWords = new Uint32Array(asDouble.buffer)

/** The top 22 bits of the double, on the little-endian machines that Node runs on. */
export function cellOf(value: number): number {
  asDouble[0] = value
  return (asWords[1] as number) >>> 10
}

/** The place of a cell in the order of values: of negative ones the largest cell is the least. */
const placeOf = (cell: number): number => (cell < SIGN ? SIGN + cell : 2 * SIGN - 1 - cell)
const cellAtPlace = (place: number): number => (place >= SIGN ? place - SIGN : 2 * SIGN - 1 - place)

/** Cells from here on are those of negative values. */
const SIGN = 2 ** 21

/** The value of a cell that is nearest to zero: whole numbers up to 2,048 are the edges of their cells. */
export function edgeOf(cell: number): number {
  asWords[1] = cell << 10
  asWords[0] = 0
  return asDouble[0] as number
}

/** The middle of a cell; zero has a cell of its own. */
export function middleOf(cell: number): number {
  if (cell === 0) return 0
  asWords[1] = cell << 10
  asWords[0] = 0
  const from = asDouble[0] as number
  asWords[1] = (cell << 10) | 0x3ff
  asWords[0] = 0xffffffff
  return (from + (asDouble[0] as number)) / 2
}
