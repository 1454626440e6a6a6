import type { RunSnapshot } from '../../engine/api.ts'
import { atNewest, logEntries, logKinds, type LogLook, newestTop, topIndexOf } from '../lists/log-entries.ts'
import { requestColumns, type RequestsLook, sortRequests } from '../lists/request-rows.ts'
import type { Looks, UiState } from '../store/ui-state.ts'
import type { ViewName } from '../store/view-table.ts'
import { type Extent, extentOf, logRows } from '../views/extents.ts'
import type { ListAction, ScrollTo } from './action.ts'
import { change, type Decision, type Handlers, refuse } from './decision.ts'

export const listHandlers: Handlers<ListAction> = {
  scroll: ({ to }, state, run) => (state.view === 'log' ? scrollLog(to, state, run) : scroll(to, state, run)),
  turn: (_, state, run) => (state.view === 'requests' ? turnRequests(state, run) : change({ type: 'turn' })),
  sort: ({ by }, { view, requests }, run) =>
    view === 'requests' ? sort(sortedBy(requests, by), run) : refuse('only requests are sorted: 4 shows them'),
  kind: ({ kind }, state, run) =>
    state.view === 'log'
      ? showLog({ ...state.log, kind: kind === 'next' ? nextKind(state.log) : kind }, state, run)
      : refuse('only the log has kinds of entries: 7 shows it'),
  filter: ({ text }, state, run) => filter(text, state, run),
}

/** Lists are put in order when they are shown, and not while they are looked at. */
export function looksFor(view: ViewName, { requests, log, size }: UiState, run: RunSnapshot): Looks | undefined {
  if (view === 'requests') return { requests: sortRequests(requests, run) }
  return view === 'log' ? { log: atNewest(run, log, logRows(size, log.kind).entries) } : undefined
}

type Of<T> = Extract<ListAction, { do: T }>

function sort(look: RequestsLook, run: RunSnapshot): Decision {
  const requests = sortRequests(look, run)
  return change({ type: 'look', looks: { requests } }, `sorted by ${requests.sort}`)
}

function sortedBy(look: RequestsLook, by: Of<'sort'>['by']): RequestsLook {
  if (by === 'again') return look
  if (by === 'reverse') return { ...look, descending: !look.descending }
  if (by !== 'next' && by !== 'previous') return { ...look, sort: by }
  const count = requestColumns.length
  const next = (requestColumns.indexOf(look.sort) + (by === 'next' ? 1 : count - 1)) % count
  return { ...look, sort: requestColumns[next] ?? look.sort }
}

function turnRequests({ requests }: UiState, run: RunSnapshot): Decision {
  const span = requests.span === 'recent' ? 'total' : 'recent'
  return change({ type: 'look', looks: { requests: sortRequests({ ...requests, span }, run) } })
}

function filter(text: string, state: UiState, run: RunSnapshot): Decision {
  if (state.view === 'requests')
    return change({ type: 'look', looks: { requests: { ...state.requests, filter: text } } })
  if (state.view === 'log') return showLog({ ...state.log, search: text }, state, run)
  return refuse('nothing here can be searched: 4 shows requests, 7 the log')
}

const nextKind = ({ kind }: LogLook) => logKinds[(logKinds.indexOf(kind) + 1) % logKinds.length] ?? kind

function showLog(log: LogLook, { size }: UiState, run: RunSnapshot): Decision {
  return change({ type: 'look', looks: { log: atNewest(run, log, logRows(size, log.kind).entries) } })
}

function scroll(to: ScrollTo, state: UiState, run: RunSnapshot): Decision {
  const extent = extentOf({ state, run })
  if (extent === undefined || extent.total <= extent.shown) return refuse('all of it is on the screen')
  const last = extent.total - extent.shown
  const now = Math.min(last, state.tops[state.view] ?? 0)
  const top = placeAfter(to, now, last, extent)
  return top === now ? atEdge(top) : change({ type: 'scroll', top })
}

/** The end of the log leaves rows free for what is to come. */
function scrollLog(to: ScrollTo, { log, size }: UiState, run: RunSnapshot): Decision {
  const entries = logEntries(run, log)
  const shown = logRows(size, log.kind).entries
  const now = topIndexOf(entries, log)
  if (now === 0 && entries.length <= shown) return refuse('all of it is on the screen')
  const last = newestTop(entries.length, shown)
  const top = placeAfter(to, now, last, { total: entries.length, shown })
  return top === now ? atEdge(top) : change({ type: 'look', looks: { log: { ...log, top: entries[top] } } })
}

const atEdge = (top: number): Decision => refuse(top === 0 ? 'this is the beginning' : 'this is the end')

const placeAfter = (to: ScrollTo, top: number, last: number, extent: Extent): number =>
  Math.min(last, Math.max(0, targetOf(to, top, extent)))

function targetOf(to: ScrollTo, top: number, { shown, total }: Extent): number {
  switch (to) {
    case 'up':
      return top - 1
    case 'down':
      return top + 1
    case 'page-up':
      return top - shown
    case 'page-down':
      return top + shown
    case 'first':
      return 0
    case 'last':
      return total
  }
}
