import type { UserError } from '../base/errors.ts'
import type { Millis } from '../base/units.ts'
import type { RunConfig } from './config/run-config.ts'
import { KeptLoads } from './control/kept-loads.ts'
import type { LoadControl } from './control/load-control.ts'
import type { RunMeasures } from './run-measures.ts'
import type { RunThresholds } from './run-thresholds.ts'
import type { Instant } from './thresholds/judge.ts'
import type { WindowFacts } from './window-series.ts'

/** Closes the windows of a run as time goes by, and has the thresholds judge what is in them. */
export class RunWindows {
  readonly #config: RunConfig
  readonly #control: LoadControl
  readonly #measures: RunMeasures
  readonly #thresholds: RunThresholds
  readonly #loads: KeptLoads
  #pausedInWindows: Millis = 0

  constructor(config: RunConfig, control: LoadControl, measures: RunMeasures, thresholds: RunThresholds) {
    this.#config = config
    this.#control = control
    this.#measures = measures
    this.#thresholds = thresholds
    this.#loads = new KeptLoads(
      config.scenarios.map(({ name }) => name),
      control,
    )
  }

  /** Gives back why the run must end now, if it must. */
  close(now: Millis): UserError | undefined {
    const closed = this.#measures.close(now, (to) => this.#facts(to))
    this.#markOver(now)
    return this.#thresholds.watch(closed, this.#measures.totals, this.#instant(now))
  }

  /** The run is over. Gives back which thresholds make it fail, if any do. */
  closeAll(end: Millis): UserError | undefined {
    const closed = this.#measures.closeAll(end, (to) => this.#facts(to))
    return this.#thresholds.finish(closed, this.#measures.totals, this.#instant(end))
  }

  /** Scenarios that are done in every worker take no commands any more. */
  #markOver(now: Millis): void {
    for (const { name } of this.#config.scenarios) {
      if (this.#measures.isDone(name, this.#config.threads)) this.#control.markOver(name, now)
    }
  }

  #instant(now: Millis): Instant {
    return { now, measured: now - this.#control.pausedBy(now) }
  }

  #facts(to: Millis): WindowFacts {
    const paused = this.#control.pausedBy(to)
    const pausedFor = paused - this.#pausedInWindows
    this.#pausedInWindows = paused
    const load = this.#loads.at(to - 1)
    return { inFlight: this.#measures.inFlight, vus: this.#measures.vusActive, pausedFor, load }
  }
}
