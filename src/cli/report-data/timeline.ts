import { lateP95 } from '../../analysis/late-p95.ts'
import type { Window } from '../../engine/api.ts'
import type { Column, Span, Timeline } from '../../report/report-data.ts'
import { envelopeOf } from './envelope.ts'
import { offeredRate, returnRate, type Second } from './second.ts'

/** The seconds of a run as columns, in as many points as a chart can show. */
export function timelineOf(seconds: readonly Second[]): Timeline {
  const envelope = envelopeOf(seconds.map(({ window: { from, to } }) => (from + to) / 2))
  const column = (of: (second: Second) => number | undefined): Column => envelope.of(seconds.map(of))
  return {
    at: envelope.at,
    secondsPerPair: envelope.secondsPerPair,
    ...iterationsIn(column),
    ...timesIn(column),
    failedRequests: column(({ window }) => returnRate(window.failedRequests, window)),
    vus: column(({ window }) => window.vus),
    inFlight: column(({ window }) => window.inFlight),
    loop: column(({ loop }) => loop),
    pauses: pausesIn(seconds.map(({ window }) => window)),
  }
}

type MakeColumn = (of: (second: Second) => number | undefined) => Column

const iterationsIn = (
  column: MakeColumn,
): Pick<Timeline, 'offered' | 'achieved' | 'good' | 'dropped' | 'interrupted'> => ({
  offered: column(({ window }) => offeredRate(window.offered, window)),
  achieved: column(({ window }) => returnRate(window.achieved, window)),
  good: column(({ window }) => returnRate(window.good, window)),
  dropped: column(({ window }) => returnRate(window.dropped, window)),
  interrupted: column(({ window }) => returnRate(window.interrupted, window)),
})

const timesIn = (column: MakeColumn): Pick<Timeline, 'p50' | 'p95' | 'p99' | 'p95FromDue' | 'startLagP99'> => ({
  p50: column(({ latency }) => latency.p50),
  p95: column(({ latency }) => latency.p95),
  p99: column(({ latency }) => latency.p99),
  p95FromDue: column(({ window }) => lateP95(window)),
  startLagP99: column(({ window }) => window.startLag.p99),
})

/** Stretches of seconds that were paused for at least half of their length. */
function pausesIn(windows: readonly Window[]): readonly Span[] {
  const spans: Span[] = []
  for (const { from, to, pausedFor } of windows) {
    if (pausedFor < (to - from) / 2) continue
    const last = spans.at(-1)
    if (last?.to === from) spans[spans.length - 1] = { from: last.from, to }
    else spans.push({ from, to })
  }
  return spans
}
