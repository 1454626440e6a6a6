import type { PerSecond, Share } from '../base/units.ts'
import type { Latency } from './api.ts'
import { Histogram } from './metrics/histogram.ts'
import type { RateSink } from './metrics/sink.ts'
import type { MetricView } from './metrics/view.ts'
import { latencyOf } from './window-series.ts'

/** How a scenario did up to the last second that closed. */
export class RecentView {
  /** In the last second; undefined before one has closed, and where it is too short for a rate. */
  readonly offered: PerSecond | undefined
  readonly achieved: PerSecond | undefined
  readonly good: PerSecond | undefined
  /** Failed requests of all that are judged, over the last 5 s; undefined where there were none. */
  readonly errorShare: Share | undefined
  /** Since the run began. */
  readonly dropped: number
  readonly iterations: number
  /** Undefined when the script has no checks. */
  readonly checkShare: Share | undefined
  readonly #views: readonly MetricView[]
  #latency: Latency | undefined

  /** `seconds`: of the last one, without pauses; 0 when it is too short for a rate. `views`: the last one comes last. `total`: of the run. */
  constructor(seconds: number, views: readonly MetricView[], total: MetricView) {
    const last = views.at(-1)
    const rate = (counter: string): PerSecond | undefined =>
      last === undefined || seconds === 0 ? undefined : last.counter(counter) / seconds
    this.offered = rate('iterations_due')
    this.achieved = rate('iterations')
    this.good = rate('iterations_good')
    this.errorShare = shareOf(views.map((view) => view.rate('http_req_failed')))
    this.dropped = total.counter('dropped_iterations')
    this.iterations = total.counter('iterations')
    this.checkShare = shareOf([total.rate('checks')])
    this.#views = views
  }

  /** Over the last 5 s; worked out when somebody looks: there may be hundreds of scenarios, and the screen shows some. */
  get latency(): Latency {
    return (this.#latency ??= this.#sumUp())
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

function shareOf(rates: readonly (RateSink | undefined)[]): Share | undefined {
  const passes = rates.reduce((sum, rate) => sum + (rate?.passes ?? 0), 0)
  const total = rates.reduce((sum, rate) => sum + (rate?.total ?? 0), 0)
  return total === 0 ? undefined : passes / total
}
