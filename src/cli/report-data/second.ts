import { rateOver } from '../../base/rate-over.ts'
import type { Share } from '../../base/units.ts'
import type { Latency, Window } from '../../engine/api.ts'
import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import type { Histogram } from '../../engine/metrics/histogram.ts'
import type { MetricView } from '../../engine/metrics/view.ts'
import type { WindowLine } from '../../engine/record/record-format.ts'
import { latencyOf } from '../../engine/window-series.ts'

/** What is kept of a recorded second: a handful of numbers, not its histograms. */
export interface Second {
  readonly window: Window
  /** Response times: of requests, or of iterations where there are none. */
  readonly latency: Latency
  /** Event-loop utilisation of the busiest worker. */
  readonly loop: Share | undefined
  /** Iterations by scenario. */
  readonly scenarios: ReadonlyMap<string, Pick<Window, 'offered' | 'achieved' | 'good'>>
}

/** What is timed. */
export interface Timed {
  readonly of: 'requests' | 'iterations'
}

export function secondOf(line: WindowLine, window: Window, { overall, scenarios }: SampleBook, timed: Timed): Second {
  const loops = line.workers.map(({ utilisation }) => utilisation)
  return {
    window,
    latency: timed.of === 'requests' ? window.latency : latencyOf(timesIn(overall, timed)),
    loop: loops.length === 0 ? undefined : Math.max(...loops),
    scenarios: new Map([...scenarios].map(([name, view]) => [name, countsIn(view)])),
  }
}

/** The times of a second: of requests, or of iterations. */
export const timesIn = (view: MetricView, { of }: Timed): Histogram | undefined =>
  view.trend(of === 'requests' ? 'http_req_duration' : 'iteration_duration')?.histogram

const countsIn = (view: MetricView): Pick<Window, 'offered' | 'achieved' | 'good'> => ({
  offered: view.counter('iterations_due'),
  achieved: view.counter('iterations'),
  good: view.counter('iterations_good'),
})

/** Of what is asked for: while paused nothing is. */
export const offeredRate = (count: number, { from, to, pausedFor }: Window): number | undefined =>
  rateOver(count, to - from - pausedFor)

/** Of what comes back: it does so during a pause too. */
export const returnRate = (count: number, { from, to }: Window): number | undefined => rateOver(count, to - from)
