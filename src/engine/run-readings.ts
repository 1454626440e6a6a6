import { UserError } from '../base/errors.ts'
import type { MetricReading, RunReadings } from './control/rest/readings.ts'
import type { Sink } from './metrics/sink.ts'
import type { MetricEntry } from './metrics/view.ts'
import type { RunEnd } from './run-end.ts'
import { groupTree } from './summary/group-tree.ts'
import { byMetricName } from './summary/metric-order.ts'
import { trendStats } from './summary/trend-stats.ts'
import type { ThresholdState } from './thresholds/judge.ts'

/** k6's API shows these of a trend, whatever the summary shows. */
const TREND_STATS = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'] as const

/** What the REST API shows of a run, as far as its windows have closed. */
export const readingsOf = (soFar: () => RunEnd): RunReadings => ({
  metrics: () => readMetrics(soFar()),
  groups: () => groupTree(soFar().measures.totals),
  vusInitialized: () => soFar().measures.vusInitialized,
  isStopped: () => soFar().reasons.some((reason) => reason instanceof UserError && reason.code === 'STOPPED'),
})

function readMetrics({ measures, duration, paused, thresholds }: RunEnd): readonly MetricReading[] {
  const { overall, submetrics } = measures.totals
  const seconds = (duration - paused) / 1000
  return [...overall.entries(), ...submetrics.entries()]
    .filter(({ internal }) => !internal)
    .toSorted((a, b) => byMetricName(a.name, b.name))
    .map((entry) => readMetric(entry, seconds, thresholds))
}

const readMetric = (
  { name, contains, sink }: MetricEntry,
  seconds: number,
  thresholds: readonly ThresholdState[],
): MetricReading => {
  const judged = thresholds.filter(({ metric }) => metric === name)
  return {
    name,
    type: sink.kind,
    contains,
    tainted: judged.length === 0 ? null : judged.some(({ failed }) => failed),
    sample: sampleOf(sink, seconds),
  }
}

function sampleOf(sink: Sink, seconds: number): Record<string, number> {
  switch (sink.kind) {
    case 'counter':
      return { count: sink.sum, rate: seconds > 0 ? sink.sum / seconds : 0 }
    case 'gauge':
      return { value: sink.last ?? 0 }
    case 'rate':
      return { rate: sink.total === 0 ? 0 : sink.passes / sink.total }
    case 'trend':
      return trendStats(sink.histogram, TREND_STATS)
  }
}
