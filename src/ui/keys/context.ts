import type { Exploration } from '../../analysis/exploration.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import type { Frame } from '../store/frame.ts'
import type { UiState } from '../store/ui-state.ts'

/** What decides which keys do something, and what is said at the foot of the screen. */
export interface KeyContext {
  readonly state: UiState
  readonly run: RunSnapshot
  readonly exploration: Exploration
}

/** As it is on the screen. */
export const contextOf = ({ frame, state }: { readonly frame: Frame; readonly state: UiState }): KeyContext => ({
  state,
  run: frame.values,
  exploration: frame.exploration,
})
