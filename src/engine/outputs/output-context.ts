import type { Selector } from '../metrics/selector.ts'
import type { SumBook } from './sum-book.ts'
import type { WallClock } from './wall-clock.ts'

/** What outputs may know of the run; it crosses threads. */
export interface RunFacts {
  readonly systemTags: readonly string[]
  /** Tags of the run as a whole. */
  readonly tags: Readonly<Record<string, string>>
  /** The thresholds of each metric and submetric, as JSON has them. */
  readonly thresholds: Readonly<Record<string, unknown>>
  /** Those that are kept: of thresholds, and of expected responses. */
  readonly submetrics: readonly Selector[]
  /** One moment on the machine's monotonic clock and, as ms since 1970, on the wall clock. */
  readonly anchor: { readonly monotonic: number; readonly epoch: number }
  readonly threads: number
  readonly version: string
}

/** What an output has around it. */
export interface OutputContext {
  readonly facts: RunFacts
  readonly clock: WallClock
  /** Every series added up so far; kept only where an output needs sums. */
  readonly sums: SumBook
  /** Tells the operator, in one line. */
  readonly say: (text: string) => void
}
