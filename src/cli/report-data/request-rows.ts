import type { Millis } from '../../base/units.ts'
import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import { type RequestStats, splitRequestKey } from '../../engine/metrics/request-stats.ts'
import { latencyOf } from '../../engine/window-series.ts'
import type { RequestRow } from '../../report/report-data.ts'

/** By name, the most frequent first. `measured`: what of the run was not paused. */
export const requestRows = ({ requests }: Pick<SampleBook, 'requests'>, measured: Millis): readonly RequestRow[] =>
  [...requests].map(([key, stats]) => requestRow(key, stats, measured)).toSorted((a, b) => b.count - a.count)

function requestRow(key: string, stats: RequestStats, measured: Millis): RequestRow {
  const { requests, failures, durations, received, statuses } = stats
  const { histogram } = durations
  return {
    ...splitRequestKey(key),
    count: requests.sum,
    rate: measured > 0 ? (requests.sum * 1000) / measured : undefined,
    failedShare: failures.total === 0 ? undefined : failures.passes / failures.total,
    latency: latencyOf(histogram),
    max: histogram.count === 0 ? undefined : histogram.max,
    received: received.sum,
    // A status is '' where the tag is switched off.
    statuses: [...statuses]
      .filter(([status]) => status !== '')
      .map(([status, { sum }]) => ({ status, count: sum }))
      .toSorted((a, b) => b.count - a.count),
  }
}
