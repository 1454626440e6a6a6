import type { BackendTally } from '../../analysis/balance/backend-tally.ts'
import type { Millis, PerSecond } from '../../base/units.ts'
import type { Window } from '../../engine/api.ts'
import { type BackendStats, splitBackendKey } from '../../engine/metrics/backend-stats.ts'
import { returnRate } from './second.ts'

/** How one backend did, second by second. */
export class BackendCourse {
  readonly service: string
  readonly name: string
  /** The ends of the seconds in which it first and last answered; undefined before it did. */
  firstAt: Millis | undefined
  lastAt: Millis | undefined
  /** Answers per second, from the beginning of the run on. */
  readonly rates: (PerSecond | undefined)[] = []
  #counts = { answers: 0, failures: 0, connections: 0, stays: 0 }

  /** `missed`: the seconds of the run before it was met. */
  constructor(key: string, missed: number) {
    const { service, backend } = splitBackendKey(key)
    this.service = service
    this.name = backend
    for (let second = 0; second < missed; second += 1) this.rates.push(0)
  }

  /** `stats`: of this second; undefined when it did not answer. */
  add(window: Window, stats: BackendStats | undefined): void {
    const answers = stats?.durations.histogram.count ?? 0
    this.rates.push(returnRate(answers, window))
    if (stats === undefined) return
    this.firstAt ??= window.to
    this.lastAt = window.to
    const { failures, connections, stays } = this.#counts
    this.#counts = {
      answers: this.#counts.answers + answers,
      failures: failures + stats.failures.sum,
      connections: connections + stats.connections.sum,
      stays: stays + stats.stays.sum,
    }
  }

  /** Since the run began. */
  tally(p50: Millis | undefined): BackendTally {
    return { service: this.service, name: this.name, ...this.#counts, p50 }
  }
}
