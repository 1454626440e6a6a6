import type { RunSnapshot } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { logEntries, type LogKind } from '../lists/log-entries.ts'
import { shownRequests } from '../lists/request-rows.ts'
import { balanceLines } from '../panels/balance.ts'
import { judgementLines } from '../panels/judgements.ts'
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

/** What is said of a balance takes so many rows at most. */
const judgedRows = 6

/** Views that may have more rows than the screen. */
const extents: Readonly<Partial<Record<Place, (context: ScrollContext) => Extent>>> = {
  requests: ({ state, run }) => ({
    total: shownRequests(run, state.requests).length,
    shown: requestTableRows(state.size),
  }),
  checks: ({ state, run }) => ({
    total: judgementLines(run, state.size.columns).length,
    shown: checkRows(state.size),
  }),
  log: ({ state, run }) => ({
    total: logEntries(run, state.log).length,
    shown: logRows(state.size, state.log.kind).entries,
  }),
  balance: ({ state, run }) => ({
    total: balanceLines({ values: run, host: undefined }, state.size.columns).length + judgedRows,
    shown: balanceRows(state.size),
  }),
  summary: ({ state }) => ({ total: state.summary?.lines.length ?? 0, shown: summaryRows(state.size) }),
}

export const extentOf = (context: ScrollContext): Extent | undefined => extents[context.state.view]?.(context)

/** Title, message and keys take the rest. */
export const summaryRows = ({ rows }: Size): number => rows - 3
/** Header, what is shown, titles, message and keys. */
export const requestTableRows = ({ rows }: Size): number => rows - 5
/** Header, message and keys. */
export const checkRows = ({ rows }: Size): number => rows - 3

/** Header, message and keys. */
export const balanceRows = ({ rows }: Size): number => rows - 3

/** Failures have the same room whether they are many or few: what is below them does not move. */
export function logRows({ rows }: Size, kind: LogKind): { readonly problems: number; readonly entries: number } {
  const left = rows - 4
  const shares: Readonly<Record<LogKind, number>> = { all: 0.25, failures: 0.5, actions: 0, run: 0, lines: 0 }
  const problems = Math.floor(left * shares[kind])
  return { problems, entries: left - problems }
}
