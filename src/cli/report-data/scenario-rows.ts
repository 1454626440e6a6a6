import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import { modelOf, type ScenarioConfig } from '../../engine/config/scenario.ts'
import { latencyOf } from '../../engine/window-series.ts'
import type { ScenarioRow } from '../../report/report-data.ts'
import { meansOf } from './envelope.ts'
import { planText } from './plan-text.ts'
import { returnRate, type Second, timesIn } from './second.ts'

/** As wide as a small picture in a table is. */
const TRACE_POINTS = 80

export const scenarioRows = (
  configs: readonly ScenarioConfig[],
  totals: SampleBook,
  seconds: readonly Second[],
): readonly ScenarioRow[] => configs.map((config) => scenarioRow(config, totals, seconds))

function scenarioRow(config: ScenarioConfig, totals: SampleBook, seconds: readonly Second[]): ScenarioRow {
  const { name, executor } = config
  const view = totals.scenario(name)
  const failures = view.rate('http_req_failed')
  const requests = view.counter('http_reqs')
  return {
    name,
    executor,
    model: modelOf(executor),
    plan: planText(config),
    offered: view.counter('iterations_due'),
    started: view.counter('iterations_started'),
    achieved: view.counter('iterations'),
    good: view.counter('iterations_good'),
    dropped: view.counter('dropped_iterations'),
    interrupted: view.counter('iterations_interrupted'),
    requests,
    failedShare: failures === undefined || failures.total === 0 ? undefined : failures.passes / failures.total,
    latency: latencyOf(timesIn(view, { of: requests > 0 ? 'requests' : 'iterations' })),
    startLagP99: latencyOf(view.trend('start_lag')?.histogram).p99,
    trace: meansOf(
      seconds.map(({ window, scenarios }) => returnRate(scenarios.get(name)?.achieved ?? 0, window)),
      TRACE_POINTS,
    ),
  }
}
