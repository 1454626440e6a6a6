import { fit, type Line } from '../format/line.ts'
import type { HeaderFacts } from '../panels/header.ts'
import type { Frame } from '../store/frame.ts'
import type { Place, UiState } from '../store/ui-state.ts'
import { balanceView } from './balance.ts'
import { checksView } from './checks.ts'
import { help } from './help.ts'
import { hostView } from './host.ts'
import { logView } from './log.ts'
import { overview } from './overview.ts'
import { requestsView } from './requests.ts'
import { scenariosView } from './scenarios.ts'
import { saturationView } from './saturation.ts'
import { summaryView } from './summary.ts'
import { testView } from './test.ts'
import { isTooSmall, tooSmall } from './too-small.ts'

/** All that a view is made from. */
export interface Screen {
  readonly facts: HeaderFacts
  readonly frame: Frame
  readonly state: UiState
}

const drawings: Readonly<Record<Place, (screen: Screen) => readonly Line[]>> = {
  overview,
  scenarios: scenariosView,
  requests: requestsView,
  saturation: saturationView,
  host: hostView,
  checks: checksView,
  log: logView,
  balance: balanceView,
  test: testView,
  help: ({ state }) => help(state.size, state.page),
  summary: summaryView,
}

/** Every row of the terminal, each exactly as wide as it. */
export function drawScreen(screen: Screen): readonly Line[] {
  const { view, size } = screen.state
  if (isTooSmall(size)) return tooSmall(size)
  return drawings[view](screen).map((row) => fit(row, size.columns))
}
