import type { Millis } from '../base/units.ts'
import type { RunEvent, Window } from './api.ts'
import type { ClosedWindow } from './metrics/aggregator.ts'
import type { MetricDelta } from './metrics/delta.ts'
import type { SampleBatch } from './metrics/sample-log.ts'

/**
 * What is told of a run while it goes on, to whoever keeps it or sends it on. Called on the main thread, in order; an observer
 * must not throw and must not wait.
 */
export interface RunObserver {
  /**
   * A second is closed: its samples, and what is known of it beside them. What came after the end of the run (teardown) comes
   * as a window without length and has no `window`; with that, all books add up to the totals.
   */
  readonly window?: (closed: ClosedWindow, window: Window | undefined) => void
  readonly event?: (event: RunEvent) => void
  /** When the run's clock begins, on the machine's monotonic clock. */
  readonly begins?: (zero: Millis) => void
  /** Workers keep every single sample. */
  readonly wantsSamples?: boolean
  /**
   * What a worker has measured since the last time, already added up; `samples` where somebody wants them. One observer at most
   * may take the arrays of the samples for itself; those of the delta stay as they are, for what came in it is read later on. Where some observer
   * has this, workers tell every series with all of its tags; else only what main tells apart.
   */
  readonly measured?: (delta: MetricDelta, samples: SampleBatch | undefined) => void
}
