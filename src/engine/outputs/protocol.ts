import type { Millis } from '../../base/units.ts'
import type { MetricDelta, SeriesDef } from '../metrics/delta.ts'
import type { SampleBatch } from '../metrics/sample-log.ts'
import type { Figures } from './load-figures.ts'
import type { RunFacts } from './output-context.ts'
import type { OutputConfig } from './output-kinds.ts'
import type { OutputStats } from './output.ts'

/** What main and the thread of the outputs say to each other. */

export type ToOutputs =
  /** Answered by `opened`. */
  | { readonly type: 'open'; readonly configs: readonly OutputConfig[]; readonly facts: RunFacts }
  | { readonly type: 'measured'; readonly measured: Measured }
  | { readonly type: 'figures'; readonly figures: Figures }
  /** Nothing more comes; answered by `closed`. */
  | { readonly type: 'close'; readonly patience: Millis }
  | { readonly type: 'abandon' }

/** What one worker measured in a quarter of a second, or in a second where there are very many series. */
export interface Measured {
  readonly worker: number
  readonly newSeries: readonly SeriesDef[]
  /** Numbers of series that mean nothing any more, from the next time on. */
  readonly gone: readonly number[]
  readonly samples: SampleBatch | undefined
  /** Where an output needs sums. */
  readonly delta: Pick<MetricDelta, 'series' | 'values'> | undefined
}

export type FromOutputs =
  /** `problems`: why outputs cannot work; then nothing is open. */
  | { readonly type: 'opened'; readonly problems: readonly string[] }
  /** So many samples of `measured` are dealt with. */
  | { readonly type: 'taken'; readonly samples: number }
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'stats'; readonly stats: readonly OutputStats[] }
  | { readonly type: 'closed'; readonly stats: readonly OutputStats[] }
