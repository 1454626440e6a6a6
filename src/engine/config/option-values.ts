import type { Millis } from '../../base/units.ts'
import type { TextMap } from './collections.ts'
import type { Segment } from './execution-segment.ts'
import type { GivenDns } from './network-options.ts'
import type { HttpOptions, OwnHttpOptions, RunConfig } from './run-config.ts'
import type { GivenStage } from './stages.ts'

/** What each of k6's options holds once it is read. Scenarios stay unread until it is known that no layer replaces them. */
export interface OptionValues extends Omit<HttpOptions, 'dns' | keyof OwnHttpOptions> {
  readonly vus: number
  readonly duration: Millis
  readonly iterations: number
  readonly stages: readonly GivenStage[]
  readonly scenarios: Readonly<Record<string, unknown>>
  readonly executionSegment: Segment
  readonly executionSegmentSequence: readonly Segment[]
  readonly paused: boolean
  readonly noSetup: boolean
  readonly noTeardown: boolean
  readonly setupTimeout: Millis
  readonly teardownTimeout: Millis
  readonly handleSummaryTimeout: Millis
  readonly minIterationDuration: Millis
  readonly dns: GivenDns
  readonly thresholds: RunConfig['thresholds']
  readonly summaryTrendStats: readonly string[]
  readonly summaryTimeUnit: RunConfig['summaryTimeUnit']
  readonly systemTags: readonly string[]
  readonly tags: TextMap
  readonly metricSamplesBufferSize: number
  readonly consoleOutput: string
  readonly features: readonly string[]
  readonly cloud: unknown
  readonly ext: unknown
}

export type OptionName = keyof OptionValues

/** The options that one layer, or all together, did set. */
export type SetOptions = { readonly [K in OptionName]?: OptionValues[K] }

/** Options that say nothing unless a layer sets them. */
export type UnsetName =
  | 'vus'
  | 'duration'
  | 'iterations'
  | 'stages'
  | 'scenarios'
  | 'executionSegment'
  | 'executionSegmentSequence'
  | 'userAgent'
  | 'consoleOutput'
  | 'metricSamplesBufferSize'
  | 'cloud'
  | 'ext'

export type DefaultedName = Exclude<OptionName, UnsetName>
