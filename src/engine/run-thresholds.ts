import type { UserError } from '../base/errors.ts'
import type { RunConfig } from './config/run-config.ts'
import type { SampleBook } from './metrics/sample-book.ts'
import type { MetricDef } from './metrics/metric.ts'
import type { RunLog } from './run-log.ts'
import { describeTurn } from './summary/threshold-lines.ts'
import { abortingThresholds, crossedThresholds } from './thresholds/crossed-thresholds.ts'
import type { Instant, ThresholdState } from './thresholds/judge.ts'
import { declaredMetrics } from './thresholds/kept-metrics.ts'
import { thresholdsOf } from './thresholds/threshold.ts'
import { ThresholdWatch, type WatchedWindow } from './thresholds/threshold-watch.ts'

/** The thresholds of one run: what they come to is said in its log, and whether they end it or make it fail. */
export class RunThresholds {
  /** What they are about. */
  readonly declared: readonly MetricDef[]
  readonly #watch: ThresholdWatch
  readonly #log: RunLog

  constructor(config: RunConfig, metrics: readonly MetricDef[], log: RunLog) {
    this.declared = declaredMetrics(config, metrics)
    this.#watch = new ThresholdWatch(config.noThresholds ? [] : thresholdsOf(config), metrics)
    this.#log = log
  }

  get states(): readonly ThresholdState[] {
    return this.#watch.states
  }

  /** Gives back why the run must end now, if it must. */
  watch(closed: readonly WatchedWindow[], totals: SampleBook, instant: Instant): UserError | undefined {
    const { turned, aborting } = this.#watch.watch(closed, totals, instant)
    this.#tell(turned, instant)
    return aborting.length === 0 ? undefined : abortingThresholds(aborting)
  }

  /** Everything is measured. Gives back why the run failed, if it did. */
  finish(closed: readonly WatchedWindow[], totals: SampleBook, instant: Instant): UserError | undefined {
    this.#tell(this.#watch.finish(closed, totals, instant).turned, instant)
    const failed = this.states.filter((state) => state.failed)
    return failed.length === 0 ? undefined : crossedThresholds(failed)
  }

  #tell(turned: readonly ThresholdState[], { now }: Instant): void {
    for (const state of turned) this.#log.add({ at: now, by: 'engine', kind: 'threshold', text: describeTurn(state) })
  }
}
