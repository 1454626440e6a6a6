import { WIDTHS } from './delta.ts'
import { Histogram } from './histogram.ts'
import type { MetricKind } from './metric.ts'

/** Where the samples of a metric add up. */
export type Sink = CounterSink | RateSink | GaugeSink | TrendSink

export class CounterSink {
  readonly kind = 'counter'
  sum = 0
  merge(other: CounterSink): void {
    this.sum += other.sum
  }
}

export class RateSink {
  readonly kind = 'rate'
  passes = 0
  total = 0
  merge(other: RateSink): void {
    this.passes += other.passes
    this.total += other.total
  }
}

export class GaugeSink {
  readonly kind = 'gauge'
  /** Undefined until the first sample. */
  last: number | undefined = undefined
  min: number = Number.POSITIVE_INFINITY
  max: number = Number.NEGATIVE_INFINITY
  merge(other: GaugeSink): void {
    if (other.last === undefined) return
    this.set(other.last, other.min, other.max)
  }
  set(last: number, min: number, max: number): void {
    this.last = last
    if (min < this.min) this.min = min
    if (max > this.max) this.max = max
  }
}

export class TrendSink {
  readonly kind = 'trend'
  readonly histogram: Histogram = new Histogram()
  merge(other: TrendSink): void {
    this.histogram.merge(other.histogram)
  }
}

export const makeSink: { readonly [K in MetricKind]: () => Extract<Sink, { kind: K }> } = {
  counter: () => new CounterSink(),
  rate: () => new RateSink(),
  gauge: () => new GaugeSink(),
  trend: () => new TrendSink(),
}

/** Adds one series' part of a delta; returns the offset behind it. */
export function addValues(sink: Sink, values: Float64Array, offset: number): number {
  const at = (index: number): number => values[offset + index] as number
  switch (sink.kind) {
    case 'counter':
      sink.sum += at(0)
      return offset + 1
    case 'rate':
      sink.passes += at(0)
      sink.total += at(1)
      return offset + 2
    case 'gauge':
      sink.set(at(0), at(1), at(2))
      return offset + 3
    case 'trend': {
      const end = offset + WIDTHS.trend + 2 * at(4)
      sink.histogram.mergeExact(at(0), at(1), at(2), at(3))
      sink.histogram.mergeCells(values, offset + 5, end)
      return end
    }
  }
}

/** As `addValues`, for sinks that last: they must not keep all else that came with the values. */
export function copyValues(sink: Sink, values: Float64Array, offset: number): void {
  if (sink.kind === 'trend') sink.histogram.settle()
  addValues(sink, values, offset)
}

export function mergeSinks(into: Sink, from: Sink): void {
  if (into.kind === 'counter' && from.kind === 'counter') into.merge(from)
  else if (into.kind === 'rate' && from.kind === 'rate') into.merge(from)
  else if (into.kind === 'gauge' && from.kind === 'gauge') into.merge(from)
  else if (into.kind === 'trend' && from.kind === 'trend') into.merge(from)
  else throw new TypeError(`cannot merge a ${from.kind} into a ${into.kind}`)
}
