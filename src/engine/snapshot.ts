import type { Millis } from '../base/units.ts'
import type { Phase, RunSnapshot, ScenarioUsers, ScenarioView, WorkerView } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import { modelOf } from './config/scenario.ts'
import type { LoadControl } from './control/load-control.ts'
import type { RunLog } from './run-log.ts'
import { runTotalsOf } from './run-totals.ts'
import type { RunMeasures } from './run-measures.ts'
import { viewScenario, vusOf } from './scenario-view.ts'
import type { ThresholdState } from './thresholds/judge.ts'

/** What a snapshot is made from. */
export interface SnapshotSources {
  readonly target: string
  readonly config: RunConfig
  readonly control: LoadControl
  readonly measures: RunMeasures
  readonly log: RunLog
  readonly thresholds: readonly ThresholdState[]
}

export interface Instants {
  readonly now: Millis
  readonly commandedAt: Millis
}

/** `commandedAt`: the instant of which the load is shown; a command just given is in force a little later than `now`. */
export function takeSnapshot(sources: SnapshotSources, phase: Phase, { now, commandedAt }: Instants): RunSnapshot {
  const { target, config, control, measures, log, thresholds } = sources
  let scenarios: readonly ScenarioView[] | undefined
  let users: readonly ScenarioUsers[] | undefined
  return {
    target,
    phase,
    elapsed: now,
    paused: control.pausedBy(now),
    pausedSince: control.pausedSince,
    rampMs: control.rampMs,
    plannedEnd: control.plannedEnd(),
    // Worked out when somebody first looks, as of then: there may be hundreds, and four times a second nobody does.
    get scenarios() {
      return (scenarios ??= viewScenarios(sources, commandedAt))
    },
    get users() {
      return (users ??= scenarios ?? usersOf(sources, commandedAt))
    },
    workers: Array.from({ length: config.threads }, (_, id) => viewWorker(measures, id, now)),
    connections: measures.connections,
    windows: measures.windows,
    totals: runTotalsOf(measures.totals),
    requests: measures.requests,
    backends: measures.backends,
    checks: measures.checks,
    events: log.events,
    lines: log.lines,
    lineCount: log.lineCount,
    problems: log.problems,
    thresholds,
  }
}

const viewScenarios = ({ config, control, measures }: SnapshotSources, at: Millis): readonly ScenarioView[] =>
  config.scenarios.map((scenario) => {
    const { name } = scenario
    return viewScenario(scenario, control.loadOf(name, at), measures.statesOf(name), measures.recentOf(name))
  })

const usersOf = ({ config, control, measures }: SnapshotSources, at: Millis): readonly ScenarioUsers[] =>
  config.scenarios.map(({ name, executor }) => {
    const states = measures.statesOf(name)
    return { name, model: modelOf(executor), ...vusOf(states, control.vusOf(name, at)) }
  })

function viewWorker(measures: RunMeasures, id: number, now: Millis): WorkerView {
  const { state, utilisation, lost, toldUntil, startLagP99 } = measures.worker(id)
  return {
    id,
    health: state?.health,
    utilisation,
    startLagP99,
    vus: state?.scenarios.reduce((sum, { allocated }) => sum + allocated, 0) ?? 0,
    ...(toldUntil === undefined ? {} : { silentFor: Math.max(0, now - toldUntil) }),
    lostDeltas: lost,
  }
}
