import type { Millis } from '../../base/units.ts'
import type { Histogram } from './histogram.ts'
import type { Contains, MetricKind } from './metric.ts'
import type { Tag } from './tag-sets.ts'

/** One metric under one set of tags, as a worker numbers it; `tags` are those that are told (told-tags.ts). */
export interface SeriesDef {
  readonly id: number
  readonly metric: string
  readonly kind: MetricKind
  readonly contains: Contains
  readonly internal: boolean
  readonly tags: readonly Tag[]
}

/**
 * What one worker measured between `from` and `to` (ms on the run's clock). Deltas are numbered without gaps, and add up:
 * the sum of all deltas is the run. `values` holds, for each touched series in the order of `series`,
 * counter: sum · rate: passes, total · gauge: last, min, max · trend: count, sum, min, max, n and then n cell/count pairs.
 * Who adds it up may keep the cells where they are: nobody changes or transfers the arrays any more then.
 */
export interface MetricDelta {
  readonly worker: number
  readonly seq: number
  readonly from: Millis
  readonly to: Millis
  readonly newSeries: readonly SeriesDef[]
  /** Ids that are not used any more: a series that comes back has a new one. */
  readonly gone: readonly number[]
  readonly series: Uint32Array
  readonly values: Float64Array
}

/** Values of a series in a delta, without a trend's cells. */
export const WIDTHS: Readonly<Record<MetricKind, number>> = { counter: 1, rate: 2, gauge: 3, trend: 5 }

export const sizeOfTrend = ({ cells }: Histogram): number => WIDTHS.trend + 2 * cells

/** Writes a trend as deltas have it from `offset` on; returns the offset behind it. */
export function writeTrend(histogram: Histogram, values: Float64Array, offset: number): number {
  values[offset] = histogram.count
  values[offset + 1] = histogram.sum
  values[offset + 2] = histogram.min
  values[offset + 3] = histogram.max
  values[offset + 4] = histogram.cells
  return histogram.writeCells(values, offset + 5)
}
