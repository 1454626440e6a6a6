import type { ScenarioView } from './api.ts'
import { modelOf, type ScenarioConfig } from './config/scenario.ts'
import type { LoadReading } from './control/controlled-scenario.ts'
import type { RecentView } from './recent-view.ts'
import type { ScenarioState } from './workers/protocol.ts'

/** How a scenario stands at one moment; `states`: in every worker that has said something. */
export function viewScenario(
  { name, executor }: ScenarioConfig,
  load: LoadReading,
  states: readonly ScenarioState[],
  recent: RecentView,
): ScenarioView {
  const busy = sumOf(states, 'busy')
  const { offered, achieved, good, errorShare, dropped, checkShare, iterations } = recent
  return {
    name,
    executor,
    model: modelOf(executor),
    startsAt: load.startsAt,
    endsAt: load.endsAt,
    plan: load.plan,
    course: load.course,
    state: stageOf(states),
    load: load.now,
    planned: load.planned,
    overridden: load.overridden,
    offered,
    achieved,
    good,
    vusBusy: busy,
    ...vusOf(states, load),
    inFlight: busy,
    latency: recent.latency,
    errorShare,
    dropped,
    checkShare,
    iterations,
  }
}

/** Of all workers together. */
export function vusOf(
  states: readonly ScenarioState[],
  { now, maxVUs }: Pick<LoadReading, 'now' | 'maxVUs'>,
): Pick<ScenarioView, 'vusAllocated' | 'vusActive' | 'vusMax'> {
  const allocated = sumOf(states, 'allocated')
  return {
    vusAllocated: allocated,
    vusActive: sumOf(states, 'active'),
    vusMax: Number.isFinite(maxVUs) ? maxVUs : Math.max(allocated, now),
  }
}

function sumOf(states: readonly ScenarioState[], figure: 'busy' | 'allocated' | 'active'): number {
  let sum = 0
  for (const state of states) sum += state[figure]
  return sum
}

/** Of all workers together: the least advanced one counts. */
function stageOf(states: readonly ScenarioState[]): ScenarioView['state'] {
  const is = (stage: ScenarioState['stage']): boolean => states.some((state) => state.stage === stage)
  if (is('running')) return 'running'
  if (is('stopping')) return 'stopping'
  return is('done') ? 'done' : 'waiting'
}
