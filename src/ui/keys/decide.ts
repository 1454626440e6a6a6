import type { RunSnapshot } from '../../engine/api.ts'
import type { UiState } from '../store/ui-state.ts'
import type { Action } from './action.ts'
import { listHandlers } from './decide-list.ts'
import { loadHandlers } from './decide-load.ts'
import { runHandlers } from './decide-run.ts'
import { screenHandlers } from './decide-screen.ts'
import type { Decision, Handlers } from './decision.ts'

const handlers: Handlers<Action> = { ...loadHandlers, ...runHandlers, ...screenHandlers, ...listHandlers }

export function decide(action: Action, state: UiState, run: RunSnapshot): Decision {
  const handler = handlers[action.do] as (action: Action, state: UiState, run: RunSnapshot) => Decision
  return handler(action, state, run)
}
