import type { Millis } from '../../base/units.ts'
import type { MetricKind } from '../metrics/metric.ts'
import { makeSink, mergeSinks, type Sink } from '../metrics/sink.ts'

/** A stretch of the run, as far as one metric is concerned. */
export interface Slice {
  readonly sink: Sink | undefined
  readonly length: Millis
  /** Of the length, what was not paused. */
  readonly measured: Millis
}

/** Slices at most, so that a long window costs no more than a minute of seconds. */
const MOST_SLICES = 60
const SECOND: Millis = 1000

/**
 * The samples of one metric over the last so much time, from the closed windows of the run. A width of more than a minute is kept
 * in sixtieths: it then reaches back up to a sixtieth further.
 */
export class SlidingSink {
  readonly #kind: MetricKind
  readonly #width: Millis
  readonly #grain: Millis
  #slices: Slice[] = []
  #length: Millis = 0

  constructor(kind: MetricKind, width: Millis) {
    this.#kind = kind
    this.#width = width
    this.#grain = Math.ceil(width / MOST_SLICES / SECOND) * SECOND
  }

  push(slice: Slice): void {
    const newest = this.#slices.at(-1)
    this.#length += slice.length
    if (newest !== undefined && newest.length + slice.length <= this.#grain) {
      this.#slices[this.#slices.length - 1] = this.#join([newest, slice])
    } else this.#slices.push(slice)
    this.#forget()
  }

  /** It covers its whole width. */
  get isFull(): boolean {
    return this.#length >= this.#width
  }

  /** All of it as one: the sink is undefined when there is no sample. */
  sum(): Slice {
    return this.#join(this.#slices)
  }

  /** Drops what is not needed to cover the width. */
  #forget(): void {
    let oldest = this.#slices[0]
    while (oldest !== undefined && this.#length - oldest.length >= this.#width) {
      this.#length -= oldest.length
      this.#slices.shift()
      oldest = this.#slices[0]
    }
  }

  #join(slices: readonly Slice[]): Slice {
    const sinks = slices.flatMap(({ sink }) => sink ?? [])
    // The sinks belong to the windows: what is added up needs one of its own.
    const sink = sinks.length === 0 ? undefined : makeSink[this.#kind]()
    for (const each of sinks) if (sink !== undefined) mergeSinks(sink, each)
    return {
      sink,
      length: slices.reduce((sum, { length }) => sum + length, 0),
      measured: slices.reduce((sum, { measured }) => sum + measured, 0),
    }
  }
}
