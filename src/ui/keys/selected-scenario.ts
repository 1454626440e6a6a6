import type { RunSnapshot, ScenarioView } from '../../engine/api.ts'
import type { UiState } from '../store/ui-state.ts'

/** The scenario that load keys act on: the selected one, or the first. */
export const selectedScenario = (
  { selected }: Pick<UiState, 'selected'>,
  { scenarios }: Pick<RunSnapshot, 'scenarios'>,
): ScenarioView | undefined => scenarios.find(({ name }) => name === selected) ?? scenarios[0]
