import type { Millis } from '../base/units.ts'
import type { Phase, RunSnapshot, ScenarioView, WorkerView } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import { modelOf, type ScenarioConfig } from './config/scenario.ts'
import type { LoadControl } from './control/load-control.ts'
import type { RunLog } from './run-log.ts'
import { runTotalsOf } from './run-totals.ts'
import type { RunMeasures } from './run-measures.ts'
import type { ThresholdState } from './thresholds/judge.ts'
import type { ScenarioState } from './workers/protocol.ts'

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
  return {
    target,
    phase,
    elapsed: now,
    paused: control.pausedBy(now),
    pausedSince: control.pausedSince,
    rampMs: control.rampMs,
    plannedEnd: control.plannedEnd(),
    scenarios: config.scenarios.map((scenario) => viewScenario(sources, scenario, commandedAt)),
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

function viewWorker(measures: RunMeasures, id: number, now: Millis): WorkerView {
  const { state, lost, toldUntil, startLagP99 } = measures.worker(id)
  return {
    id,
    health: state?.health,
    utilisation: state?.utilisation ?? 0,
    startLagP99,
    vus: state?.scenarios.reduce((sum, { allocated }) => sum + allocated, 0) ?? 0,
    ...(toldUntil === undefined ? {} : { silentFor: Math.max(0, now - toldUntil) }),
    lostDeltas: lost,
  }
}

function viewScenario(
  { control, measures }: SnapshotSources,
  config: ScenarioConfig,
  commandedAt: Millis,
): ScenarioView {
  const load = control.loadOf(config.name, commandedAt)
  const states = measures.statesOf(config.name)
  const busy = states.reduce((sum, state) => sum + state.busy, 0)
  const allocated = states.reduce((sum, state) => sum + state.allocated, 0)
  const recent = measures.recentOf(config.name)
  const total = measures.totals.scenarios.get(config.name)
  const checks = total?.rate('checks')
  const perSecond = (metric: string): number | undefined =>
    recent.last === undefined || recent.seconds === 0 ? undefined : recent.last.counter(metric) / recent.seconds
  return {
    name: config.name,
    executor: config.executor,
    model: modelOf(config.executor),
    startsAt: load.startsAt,
    endsAt: load.endsAt,
    plan: load.plan,
    course: load.course,
    state: stageOf(states),
    load: load.now,
    planned: load.planned,
    overridden: load.overridden,
    offered: perSecond('iterations_due'),
    achieved: perSecond('iterations'),
    good: perSecond('iterations_good'),
    vusBusy: busy,
    vusAllocated: allocated,
    vusActive: states.reduce((sum, { active }) => sum + active, 0),
    vusMax: Number.isFinite(load.maxVUs) ? load.maxVUs : Math.max(allocated, load.now),
    inFlight: busy,
    latency: recent.latency,
    errorShare: recent.errorShare,
    dropped: total?.counter('dropped_iterations') ?? 0,
    checkShare: checks === undefined || checks.total === 0 ? undefined : checks.passes / checks.total,
    iterations: total?.counter('iterations') ?? 0,
  }
}

/** Of all workers together: the least advanced one counts. */
function stageOf(states: readonly ScenarioState[]): ScenarioView['state'] {
  const stages = new Set(states.map(({ stage }) => stage))
  if (stages.has('running')) return 'running'
  if (stages.has('stopping')) return 'stopping'
  if (stages.has('done')) return 'done'
  return 'waiting'
}
