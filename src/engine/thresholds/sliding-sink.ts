import type { Millis } from '../../base/units.ts'
import type { MetricKind } from '../metrics/metric.ts'
import { makeSink, mergeSinks, type Sink } from '../metrics/sink.ts'

/** A closed window of the run, as far as one metric is concerned. */
export interface Slice {
  readonly sink: Sink | undefined
  readonly length: Millis
  /** Of the length, what was not paused. */
  readonly measured: Millis
}

/** The samples of one metric over the last so much time, from the closed windows of the run. */
export class SlidingSink {
  readonly #kind: MetricKind
  readonly #width: Millis
  #slices: Slice[] = []
  #length: Millis = 0

  constructor(kind: MetricKind, width: Millis) {
    this.#kind = kind
    this.#width = width
  }

  push(slice: Slice): void {
    this.#slices.push(slice)
    this.#length += slice.length
    let oldest = this.#slices[0]
    while (oldest !== undefined && this.#length - oldest.length >= this.#width) {
      this.#length -= oldest.length
      this.#slices.shift()
      oldest = this.#slices[0]
    }
  }

  /** It covers its whole width. */
  get isFull(): boolean {
    return this.#length >= this.#width
  }

  /** What it covers of the run, without pauses. */
  get measured(): Millis {
    return this.#slices.reduce((sum, { measured }) => sum + measured, 0)
  }

  /** All samples together; undefined when there is none. */
  sum(): Sink | undefined {
    const sinks = this.#slices.flatMap(({ sink }) => sink ?? [])
    if (sinks.length === 0) return undefined
    const sum = makeSink[this.#kind]()
    for (const sink of sinks) mergeSinks(sum, sink)
    return sum
  }
}
