import type { Command, RunSnapshot, ScenarioView } from '../../engine/api.ts'
import type { UiChange, UiState } from '../store/ui-state.ts'
import { selectedScenario } from './selected-scenario.ts'

/** What comes of an action: the screen changes, the run is asked, its summary is read, or nothing and why. */
export type Decision =
  | { readonly type: 'change'; readonly change: UiChange; readonly said?: string }
  | { readonly type: 'send'; readonly command: Command }
  | { readonly type: 'read-summary' }
  | { readonly type: 'refuse'; readonly said: string }

export const change = (change: UiChange, said?: string): Decision =>
  said === undefined ? { type: 'change', change } : { type: 'change', change, said }
export const send = (command: Command): Decision => ({ type: 'send', command })
export const refuse = (said: string): Decision => ({ type: 'refuse', said })

/** One rule for each of some actions. */
export type Handlers<A extends { readonly do: string }> = {
  readonly [T in A['do']]: (action: Extract<A, { do: T }>, state: UiState, run: RunSnapshot) => Decision
}

/** Decides for the selected scenario. */
export function onScenario(state: UiState, run: RunSnapshot, act: (scenario: ScenarioView) => Decision): Decision {
  const scenario = selectedScenario(state, run)
  return scenario === undefined ? refuse('there is no scenario yet') : act(scenario)
}
