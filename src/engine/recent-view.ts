import type { Share } from '../base/units.ts'
import type { Latency } from './api.ts'
import { Histogram } from './metrics/histogram.ts'
import type { MetricView } from './metrics/view.ts'
import { latencyOf } from './window-series.ts'

/**
 * How a scenario did up to the last second that closed. Its percentiles are worked out when somebody looks at them: there may be hundreds
 * of scenarios, and the screen shows some.
 */
export class RecentView {
  readonly #seconds: number
  readonly #views: readonly MetricView[]
  readonly dropped: number
  readonly iterations: number
  /** Undefined when the script has no checks. */
  readonly checkShare: Share | undefined
  #latency: Latency | undefined

  /** `seconds`: of the last one, without pauses; 0 when it is too short for a rate. `views`: the last one comes last. `total`: since the run began. */
  constructor(seconds: number, views: readonly MetricView[], total: MetricView) {
    this.#seconds = seconds
    this.#views = views
    this.dropped = total.counter('dropped_iterations')
    this.iterations = total.counter('iterations')
    const checks = total.rate('checks')
    this.checkShare = checks === undefined || checks.total === 0 ? undefined : checks.passes / checks.total
  }

  /** Over the last 5 s. */
  get latency(): Latency {
    return (this.#latency ??= this.#sumUp())
  }

  /** Failed requests of all that are judged, over the last 5 s; undefined where there were none. */
  get errorShare(): number | undefined {
    let failed = 0
    let requests = 0
    for (const view of this.#views) {
      const rate = view.rate('http_req_failed')
      failed += rate?.passes ?? 0
      requests += rate?.total ?? 0
    }
    return requests === 0 ? undefined : failed / requests
  }

  /** In the last second; undefined before one has closed. */
  rate(counter: string): number | undefined {
    const last = this.#views.at(-1)
    return last === undefined || this.#seconds === 0 ? undefined : last.counter(counter) / this.#seconds
  }

  #sumUp(): Latency {
    const durations = new Histogram()
    for (const view of this.#views) {
      const trend = view.trend('http_req_duration')
      if (trend !== undefined) durations.merge(trend.histogram)
    }
    return latencyOf(durations)
  }
}
