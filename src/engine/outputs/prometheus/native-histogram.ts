import { edgeOf, type Histogram } from '../../metrics/histogram.ts'

/** Counts of neighbouring buckets: `offset` buckets after the last span (of the first: its bucket's number), `length` follow. */
export interface BucketSpan {
  readonly offset: number
  readonly length: number
}

/** A native histogram as remote write has it. Counts of buckets are differences, each to the one before it. */
export interface NativeHistogram {
  readonly countInt: number
  readonly sum: number
  readonly schema: number
  readonly zeroThreshold: number
  readonly zeroCountInt: number
  readonly negativeSpans: readonly BucketSpan[]
  readonly negativeDeltas: readonly number[]
  readonly positiveSpans: readonly BucketSpan[]
  readonly positiveDeltas: readonly number[]
  /** ms since 1970. */
  readonly timestamp: number
}

/** Bucket i ends at 2^(i / 2^SCHEMA): each is 9 % wider than the one before it, as k6 asks for. */
const SCHEMA = 3
/** Prometheus' own default. */
const ZERO_THRESHOLD = 2 ** -128

/** `unit`: how many of the histogram's units are one of what is sent. */
export function nativeHistogram(histogram: Histogram, unit: number, timestamp: number): NativeHistogram {
  const buckets = { positive: new Map<number, number>(), negative: new Map<number, number>() }
  let zeroCountInt = 0
  histogram.forEachCell((cell, count) => {
    // The edge and not the middle: what lies on the border of two buckets belongs to the lower one.
    const value = edgeOf(cell) / unit
    const size = Math.abs(value)
    if (size <= ZERO_THRESHOLD) return void (zeroCountInt += count)
    const side = value > 0 ? buckets.positive : buckets.negative
    const bucket = Math.ceil(Math.log2(size) * 2 ** SCHEMA)
    side.set(bucket, (side.get(bucket) ?? 0) + count)
  })
  const [positive, negative] = [packed(buckets.positive), packed(buckets.negative)]
  return {
    countInt: histogram.count,
    sum: histogram.sum / unit,
    schema: SCHEMA,
    zeroThreshold: ZERO_THRESHOLD,
    zeroCountInt,
    negativeSpans: negative.spans,
    negativeDeltas: negative.deltas,
    positiveSpans: positive.spans,
    positiveDeltas: positive.deltas,
    timestamp,
  }
}

function packed(buckets: ReadonlyMap<number, number>): { readonly spans: BucketSpan[]; readonly deltas: number[] } {
  const spans: { offset: number; length: number }[] = []
  const deltas: number[] = []
  let next: number | undefined
  let before = 0
  for (const [bucket, count] of [...buckets].sort(([a], [b]) => a - b)) {
    const span = spans.at(-1)
    if (span !== undefined && bucket === next) span.length += 1
    else spans.push({ offset: bucket - (next ?? 0), length: 1 })
    deltas.push(count - before)
    before = count
    next = bucket + 1
  }
  return { spans, deltas }
}
