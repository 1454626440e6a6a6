import type { RunSnapshot } from '../../engine/api.ts'
import type { Place, UiState } from '../store/ui-state.ts'

/** Rows that there are, and rows that the screen has for them. */
export interface Extent {
  readonly total: number
  readonly shown: number
}

interface ScrollContext {
  readonly state: UiState
  readonly run: RunSnapshot
}

/** Views that may have more rows than the screen. */
const extents: Readonly<Partial<Record<Place, (context: ScrollContext) => Extent>>> = {
  summary: ({ state }) => ({ total: state.summary?.lines.length ?? 0, shown: summaryRows(state.size) }),
}

export const extentOf = (context: ScrollContext): Extent | undefined => extents[context.state.view]?.(context)

/** Title, message and keys take the rest. */
export const summaryRows = ({ rows }: UiState['size']): number => rows - 3
