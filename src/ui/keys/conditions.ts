import type { RunSnapshot } from '../../engine/api.ts'
import type { UiState } from '../store/ui-state.ts'
import { isTurning } from '../views/layout.ts'
import type { Condition } from './bindings.ts'
import { selectedScenario } from './decide.ts'

export interface KeyContext {
  readonly state: UiState
  readonly run: RunSnapshot
}

const isLive = ({ phase }: RunSnapshot): boolean => phase.kind === 'running' || phase.kind === 'paused'
const notLive = ({ run }: Pick<KeyContext, 'run'>): string => `not while the run is ${run.phase.kind}`

const conditions: Readonly<Record<Condition, (context: KeyContext) => boolean>> = {
  always: () => true,
  live: ({ run }) => isLive(run),
  several: ({ run }) => run.scenarios.length > 1,
  overridden: ({ state, run }) => isLive(run) && (selectedScenario(state, run)?.overridden ?? false),
  turning: ({ state, run }) => state.view === 'help' || isTurning(state.size, run.scenarios.length),
}

/** Whether a key has something to act on now. */
export const isApplicable = (condition: Condition, context: KeyContext): boolean => conditions[condition](context)

const reasons: Readonly<Record<Condition, (context: KeyContext) => string>> = {
  always: () => '',
  live: notLive,
  several: () => 'there is only one scenario',
  overridden: ({ state, run }) =>
    isLive(run) ? `${selectedScenario(state, run)?.name ?? 'the run'} follows its plan already` : notLive({ run }),
  turning: () => 'all charts are on the screen',
}

/** Why a key does nothing now, for the operator. */
export const whyNot = (condition: Condition, context: KeyContext): string => reasons[condition](context)
