import type { ProblemView, RunEvent, RunSnapshot } from '../../engine/api.ts'

export const logKinds = ['all', 'actions', 'run', 'failures', 'lines'] as const
/** What the operator did; how the run went; what went wrong; what scripts logged. */
export type LogKind = (typeof logKinds)[number]

/** How the operator looks at the log. */
export interface LogLook {
  readonly kind: LogKind
  readonly search: string
  /** The first entry that is shown; what comes later moves it nowhere. */
  readonly top: RunEvent | undefined
}

export const firstLogLook: LogLook = { kind: 'all', search: '', top: undefined }

const kindOf: Readonly<Record<RunEvent['kind'], LogKind>> = {
  load: 'actions',
  pause: 'actions',
  mark: 'actions',
  phase: 'run',
  threshold: 'run',
  warning: 'failures',
  error: 'failures',
  log: 'lines',
}

type Wanted = Pick<LogLook, 'kind' | 'search'>

/** Events and lines of scripts, the oldest first. */
export function logEntries({ events, lines }: RunSnapshot, { kind, search }: Wanted): readonly RunEvent[] {
  const wanted = search.toLowerCase()
  return [...events, ...lines]
    .filter((event) => (kind === 'all' || kindOf[event.kind] === kind) && event.text.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.at - b.at)
}

/** Failures that look alike, in the order in which they first came: counts change, places do not. */
export function logProblems({ problems }: RunSnapshot, { kind, search }: Wanted): readonly ProblemView[] {
  if (kind !== 'all' && kind !== 'failures') return []
  const wanted = search.toLowerCase()
  return problems
    .filter(({ message, code }) => `${message} ${code}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => a.firstAt - b.firstAt)
}

/** Where the shown part begins. An entry that is no longer kept gives way to the next later one. */
export function topIndexOf(entries: readonly RunEvent[], { top }: LogLook): number {
  if (top === undefined) return 0
  const index = entries.indexOf(top)
  if (index >= 0) return index
  const later = entries.findIndex(({ at }) => at >= top.at)
  return later < 0 ? Math.max(0, entries.length - 1) : later
}

/** Index of the first entry shown when the newest are: a quarter of the rows is free for those to come. */
export const newestTop = (entries: number, rows: number): number => Math.max(0, entries - Math.ceil((rows * 3) / 4))

export function atNewest(run: RunSnapshot, look: LogLook, rows: number): LogLook {
  const entries = logEntries(run, look)
  return { ...look, top: entries[newestTop(entries.length, rows)] }
}
