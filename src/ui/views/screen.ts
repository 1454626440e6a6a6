import { fit, type Line } from '../format/line.ts'
import type { HeaderFacts } from '../panels/header.ts'
import type { Frame } from '../store/frame.ts'
import type { UiState } from '../store/ui-state.ts'
import type { ViewName } from '../store/view-table.ts'
import { help } from './help.ts'
import { hostView } from './host.ts'
import { overview } from './overview.ts'
import { isTooSmall, tooSmall } from './too-small.ts'

/** All that a view is made from. */
export interface Screen {
  readonly facts: HeaderFacts
  readonly frame: Frame
  readonly state: UiState
}

const drawings: Readonly<Record<ViewName, (screen: Screen) => readonly Line[]>> = { overview, host: hostView }

/** Every row of the terminal, each exactly as wide as it. */
export function drawScreen(screen: Screen): readonly Line[] {
  const { view, size, page } = screen.state
  if (isTooSmall(size)) return tooSmall(size)
  const rows = view === 'help' ? help(size, page) : drawings[view](screen)
  return rows.map((row) => fit(row, size.columns))
}
