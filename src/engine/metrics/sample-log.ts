import type { Clock } from '../../base/clock.ts'
import type { Metadata } from './metadata.ts'

/**
 * Single samples of one worker since it sent the last ones, column by column: the first `count` entries of each column count.
 * Only for outputs that need them; nothing else looks at single samples.
 */
export interface SampleBatch {
  readonly count: number
  /** On the machine's monotonic clock, ms. */
  readonly times: Float64Array
  /** As the worker numbers its series. */
  readonly series: Uint32Array
  readonly values: Float64Array
  /** For each sample the place of its metadata in `metadataSets`, counted from 1; 0: none. Undefined where no sample has any. */
  readonly metadata: Uint32Array | undefined
  readonly metadataSets: readonly Metadata[]
  /** Samples for which there was no room. */
  readonly lost: number
}

/** Kept between two drains at most, by each worker: 20 bytes each. */
export const MOST_SAMPLES = 262_144
const SMALLEST = 1024

/** Keeps single samples until they are drained: a few array writes for each, in bounded room. What does not fit is counted. */
export class SampleLog {
  readonly #clock: Clock
  readonly #most: number
  #count = 0
  #lost = 0
  #lastTime = 0
  #times: Float64Array
  #series: Uint32Array
  #values: Float64Array
  #metadata: Uint32Array | undefined
  #metadataSets = new Map<Metadata, number>()

  constructor(clock: Clock, most: number = MOST_SAMPLES) {
    this.#clock = clock
    this.#most = most
    const room = Math.min(SMALLEST, most)
    this.#times = new Float64Array(room)
    this.#series = new Uint32Array(room)
    this.#values = new Float64Array(room)
  }

  /** `isSameMoment`: it belongs to the sample before it and has its time, as the samples of one request have in k6. */
  add(series: number, value: number, isSameMoment: boolean, metadata?: Metadata): void {
    if (!isSameMoment) this.#lastTime = this.#clock.now()
    const index = this.#count
    if (index === this.#times.length && !this.#grow()) {
      this.#lost += 1
      return
    }
    this.#times[index] = this.#lastTime
    this.#series[index] = series
    this.#values[index] = value
    if (metadata !== undefined) this.#setMetadata(index, metadata)
    this.#count = index + 1
  }

  /** Hands over what is kept, in arrays that may be transferred, and starts anew. */
  drain(): SampleBatch {
    const batch = {
      count: this.#count,
      times: this.#times,
      series: this.#series,
      values: this.#values,
      metadata: this.#metadata,
      metadataSets: [...this.#metadataSets.keys()],
      lost: this.#lost,
    }
    const room = roomFor(this.#count, this.#most)
    this.#times = new Float64Array(room)
    this.#series = new Uint32Array(room)
    this.#values = new Float64Array(room)
    this.#metadata = undefined
    this.#metadataSets = new Map()
    this.#count = 0
    this.#lost = 0
    return batch
  }

  #setMetadata(index: number, metadata: Metadata): void {
    let place = this.#metadataSets.get(metadata)
    if (place === undefined) this.#metadataSets.set(metadata, (place = this.#metadataSets.size + 1))
    this.#metadata ??= new Uint32Array(this.#times.length)
    this.#metadata[index] = place
  }

  #grow(): boolean {
    const room = Math.min(this.#most, this.#times.length * 2)
    if (room === this.#times.length) return false
    const [times, series, values] = [this.#times, this.#series, this.#values]
    this.#times = new Float64Array(room)
    this.#series = new Uint32Array(room)
    this.#values = new Float64Array(room)
    this.#times.set(times)
    this.#series.set(series)
    this.#values.set(values)
    if (this.#metadata !== undefined) {
      const metadata = this.#metadata
      this.#metadata = new Uint32Array(room)
      this.#metadata.set(metadata)
    }
    return true
  }
}

/** As much as the last time needed, with room to grow: a power of two. */
function roomFor(count: number, most: number): number {
  let room = SMALLEST
  while (room < count) room *= 2
  return Math.min(room, most)
}

export const buffersOf = ({ times, series, values, metadata }: SampleBatch): readonly ArrayBufferLike[] => [
  times.buffer,
  series.buffer,
  values.buffer,
  ...(metadata === undefined ? [] : [metadata.buffer]),
]
