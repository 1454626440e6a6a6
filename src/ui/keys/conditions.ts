import type { RunSnapshot } from '../../engine/api.ts'
import { viewTable } from '../store/view-table.ts'
import { isTurning } from '../views/layout.ts'
import type { Condition } from './bindings.ts'
import type { KeyContext } from './context.ts'
import { selectedScenario } from './selected-scenario.ts'

const phaseNames: Readonly<Record<RunSnapshot['phase']['kind'], string>> = {
  loading: 'loading',
  setup: 'in setup',
  running: 'running',
  paused: 'paused',
  stopping: 'stopping',
  teardown: 'in teardown',
  finished: 'finished',
}

const objections: Readonly<Record<Condition, (context: KeyContext) => string | undefined>> = {
  always: () => undefined,
  live: notLive,
  going: notGoing,
  replayed: ({ run }) => (run.replay === undefined ? 'only in a record that is replayed' : undefined),
  several: ({ run }) => (run.scenarios.length > 1 ? undefined : 'there is only one scenario'),
  overridden: (context) => notLive(context) ?? notOverridden(context),
  waiting: (context) => notLive(context) ?? notWaiting(context),
  frozen: ({ state }) => (state.time.until === undefined ? 'the charts are live: z makes them stand still' : undefined),
  explorable: (context) => notLive(context) ?? notExplorable(context),
  asked: ({ exploration }) => (exploration.search?.state === 'asking' ? undefined : 'nothing was asked'),
  turning: notTurning,
}

function notLive(context: KeyContext): string | undefined {
  return context.run.replay === undefined ? notGoing(context) : 'this is a record: its load cannot be changed'
}

function notGoing({ run }: KeyContext): string | undefined {
  const { kind } = run.phase
  return kind === 'running' || kind === 'paused' ? undefined : `not while the run is ${phaseNames[kind]}`
}

function notOverridden({ state, run }: KeyContext): string | undefined {
  const scenario = selectedScenario(state, run)
  return scenario?.overridden === true ? undefined : `${scenario?.name ?? 'the run'} follows its plan already`
}

function notWaiting({ state, run }: KeyContext): string | undefined {
  const scenario = selectedScenario(state, run)
  return scenario?.state === 'waiting' ? undefined : `${scenario?.name ?? 'the run'} has begun already`
}

const notExplorable = ({ exploration }: KeyContext): string | undefined =>
  exploration.search?.state === 'searching' ? 'exploring already: any change of load takes over' : undefined

function notTurning({ state, run }: KeyContext): string | undefined {
  const { view, size } = state
  if (view === 'overview') {
    return isTurning(size, run.scenarios.length) ? undefined : 'all charts are on the screen'
  }
  const hasPages = view === 'help' || viewTable.some(({ name, hasPages }) => name === view && hasPages)
  return hasPages ? undefined : 'all of this view is on the screen'
}

/** Why a key would do nothing now, for the operator; undefined when it would do something. */
export const objectionTo = (condition: Condition, context: KeyContext): string | undefined =>
  objections[condition](context)
