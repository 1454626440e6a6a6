import type { Millis } from '../../base/units.ts'
import type { Contains, MetricKind } from './metric.ts'
import type { Tag } from './tag-sets.ts'

/** One metric under one set of tags, as a worker numbers it. */
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
