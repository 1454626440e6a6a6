import { rateOver } from '../../base/rate-over.ts'
import type { Millis } from '../../base/units.ts'
import type { Latency, RunEvent, Window } from '../../engine/api.ts'
import { span, type Span } from '../format/line.ts'
import { formatClock } from '../../base/readable-numbers.ts'
import { largest } from '../panels/largest.ts'
import type { TimeView } from '../store/time-view.ts'

/** What is drawn of the seconds that share a column. */
export type TimeColumn = Pick<
  Window,
  'from' | 'to' | 'offered' | 'achieved' | 'good' | 'pausedFor' | 'latency' | 'fromDue' | 'startLag'
>

/** The newest windows that are to be seen, the newest in the last column. Columns before the run began are undefined. */
export function timeColumns(
  windows: readonly Window[],
  columns: number,
  { columnMs, until }: TimeView,
): readonly (TimeColumn | undefined)[] {
  const end = until === undefined ? windows.length : windows.findLastIndex(({ to }) => to <= until) + 1
  const first = (windows[end - 1]?.from ?? 0) - columns * columnMs
  const recent = windows.slice(0, end).filter(({ from }) => from > first)
  const shown = [...Map.groupBy(recent, ({ from }) => Math.floor(from / columnMs)).values()]
    .map(together)
    .slice(-columns)
  return [...Array.from({ length: columns - shown.length }, () => undefined), ...shown]
}

/** Counts add up; of percentiles the worst second stands, as percentiles of several seconds cannot be made from theirs. */
function together(windows: readonly Window[]): TimeColumn {
  const [first] = windows
  if (windows.length === 1 && first !== undefined) return first
  const sum = (of: (window: Window) => number): number => windows.reduce((total, window) => total + of(window), 0)
  return {
    from: first?.from ?? 0,
    to: windows.at(-1)?.to ?? 0,
    offered: sum(({ offered }) => offered),
    achieved: sum(({ achieved }) => achieved),
    good: sum(({ good }) => good),
    pausedFor: sum(({ pausedFor }) => pausedFor),
    latency: worst(windows.map(({ latency }) => latency)),
    fromDue: worst(windows.map(({ fromDue }) => fromDue)),
    startLag: worst(windows.map(({ startLag }) => startLag)),
  }
}

function worst(latencies: readonly Latency[]): Latency {
  const known = latencies.filter(({ count }) => count > 0)
  const most = (of: (latency: Latency) => Millis | undefined): Millis | undefined =>
    known.length === 0 ? undefined : largest(known.map(of))
  return {
    count: known.reduce((sum, { count }) => sum + count, 0),
    p50: most(({ p50 }) => p50),
    p95: most(({ p95 }) => p95),
    p99: most(({ p99 }) => p99),
  }
}

/** Of what is asked for: while paused nothing is. */
export const offeredRate = ({ offered, from, to, pausedFor }: TimeColumn): number | undefined =>
  rateOver(offered, to - from - pausedFor)

/** Of what comes back: it does so during a pause too. */
export const returnRate = (count: number, { from, to }: TimeColumn): number | undefined => rateOver(count, to - from)

/** An axis that rose stays for so long. */
const axisRest: Millis = 5000

/**
 * The largest rate that the columns of the last seconds showed while they filled: a peak in a column that spans several seconds
 * becomes smaller with each of them, and an axis that followed would jump.
 */
export function recentPeak(windows: readonly Window[], { columnMs, until }: TimeView): number {
  const end = until === undefined ? windows.length : windows.findLastIndex(({ to }) => to <= until) + 1
  const newest = windows[end - 1]
  if (newest === undefined) return 0
  const first = Math.floor((newest.to - axisRest) / columnMs) * columnMs
  const columns = Map.groupBy(
    windows.slice(Math.max(0, end - axisRest / 1000 - columnMs / 1000), end).filter(({ from }) => from >= first),
    ({ from }) => Math.floor(from / columnMs),
  )
  const filling = [...columns.values()].flatMap((inside) =>
    inside.map((_, index) => together(inside.slice(0, index + 1))),
  )
  return largest(filling.flatMap((column) => [offeredRate(column), returnRate(column.achieved, column)]))
}

export interface BorderLabel {
  readonly column: number
  readonly text: Span
}

const columnsPerLabel = 30

/** `-60s   -30s   now`, each under the column it names; clock times while the charts stand still. `left` is where the plot begins. */
export function timeLabels(columns: number, left: number, { columnMs, until }: TimeView): readonly BorderLabel[] {
  const last = until === undefined ? ' now ' : ` frozen at ${formatClock(until)} `
  const labels: BorderLabel[] = [
    { column: left + columns - last.length, text: span(last, until === undefined ? 'dim' : 'alarm') },
  ]
  for (let ago = columnsPerLabel; ago <= columns - 3; ago += columnsPerLabel) {
    const text = until === undefined ? ` -${formatAgo(ago * columnMs)} ` : ` ${formatClock(until - ago * columnMs)} `
    if (until !== undefined && until < ago * columnMs) break
    labels.unshift({ column: left + columns - 1 - ago - Math.floor(text.length / 2), text: span(text, 'dim') })
  }
  return labels
}

/** `60s`, `2m30s`, `1h`: what is 0 is left out. */
function formatAgo(ms: Millis): string {
  const seconds = ms / 1000
  if (seconds < 120) return `${seconds}s`
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${hours === 0 ? '' : `${hours}h`}${minutes === 0 ? '' : `${minutes}m`}${rest === 0 ? '' : `${rest}s`}`
}

const isMarked = ({ kind }: RunEvent): boolean => kind === 'load' || kind === 'mark' || kind === 'pause'

/** The columns in which the operator or the plan changed something, with the note where somebody wrote one. */
export function markedColumns(
  events: readonly RunEvent[],
  shown: readonly (TimeColumn | undefined)[],
  { columnMs }: TimeView,
): ReadonlyMap<number, string> {
  const firstColumn = shown.findIndex((column) => column !== undefined)
  const first = shown[firstColumn]?.from ?? Infinity
  const end = shown.at(-1)?.to ?? 0
  const notes = new Map<number, string>()
  for (const { at, kind, text } of events.filter(isMarked)) {
    if (at < first || at >= end) continue
    const column = firstColumn + Math.floor(at / columnMs) - Math.floor(first / columnMs)
    if (kind === 'mark' || !notes.has(column)) notes.set(column, kind === 'mark' ? text : '')
  }
  return notes
}
