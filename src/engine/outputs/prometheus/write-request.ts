import protobuf, { type INamespace } from 'protobufjs/light.js'
import { compress } from 'snappyjs'
import type { Label } from './labels.ts'
import type { NativeHistogram } from './native-histogram.ts'

/** One series of a remote write and what is sent of it, in the order of time. */
export interface TimeSeries {
  readonly labels: readonly Label[]
  readonly samples?: readonly { readonly value: number; readonly timestamp: number }[]
  readonly histograms?: readonly NativeHistogram[]
}

/**
 * The message of remote write 1.0, as far as it is used here (prompb/remote.proto and types.proto of Prometheus). Values are
 * doubles; as `fixed64`, which are the same 8 bytes, they may be any NaN.
 */
const schemaOf = (value: 'double' | 'fixed64'): INamespace => ({
  nested: {
    WriteRequest: { fields: { timeseries: { rule: 'repeated', type: 'TimeSeries', id: 1 } } },
    TimeSeries: {
      fields: {
        labels: { rule: 'repeated', type: 'Label', id: 1 },
        samples: { rule: 'repeated', type: 'Sample', id: 2 },
        histograms: { rule: 'repeated', type: 'Histogram', id: 4 },
      },
    },
    Label: { fields: { name: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    Sample: { fields: { value: { type: value, id: 1 }, timestamp: { type: 'int64', id: 2 } } },
    Histogram: {
      fields: {
        countInt: { type: 'uint64', id: 1 },
        sum: { type: 'double', id: 3 },
        schema: { type: 'sint32', id: 4 },
        zeroThreshold: { type: 'double', id: 5 },
        zeroCountInt: { type: 'uint64', id: 6 },
        negativeSpans: { rule: 'repeated', type: 'BucketSpan', id: 8 },
        negativeDeltas: { rule: 'repeated', type: 'sint64', id: 9 },
        positiveSpans: { rule: 'repeated', type: 'BucketSpan', id: 11 },
        positiveDeltas: { rule: 'repeated', type: 'sint64', id: 12 },
        timestamp: { type: 'int64', id: 15 },
      },
    },
    BucketSpan: { fields: { offset: { type: 'sint32', id: 1 }, length: { type: 'uint32', id: 2 } } },
  },
})

const typeOf = (value: 'double' | 'fixed64') => protobuf.Root.fromJSON(schemaOf(value)).lookupType('WriteRequest')
const writeRequest = typeOf('double')
const staleRequest = typeOf('fixed64')

/** The body of a remote write: protobuf, compressed in Snappy's block format. */
export const encodeSeries = (timeseries: readonly TimeSeries[]): Uint8Array =>
  compress(writeRequest.encode({ timeseries }).finish())

/** The one NaN that means: this series is no more (Prometheus, model/value). */
const STALE = { low: 2, high: 0x7ff00000, unsigned: true }

/** A remote write that ends these series at a moment, ms since 1970. */
export const encodeStale = (labels: readonly (readonly Label[])[], timestamp: number): Uint8Array => {
  const timeseries = labels.map((one) => ({ labels: one, samples: [{ value: STALE, timestamp }] }))
  return compress(staleRequest.encode({ timeseries }).finish())
}
