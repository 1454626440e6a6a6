import type { Millis } from '../../base/units.ts'
import type { RunEvent, Window } from '../../engine/api.ts'
import { span, type Span } from '../format/line.ts'

/** The newest windows, one per column, the newest in the last one. Columns before the run began are undefined. */
export function timeColumns(windows: readonly Window[], columns: number): readonly (Window | undefined)[] {
  const shown = windows.slice(Math.max(0, windows.length - columns))
  return [...Array.from({ length: columns - shown.length }, () => undefined), ...shown]
}

/** Below this a window says nothing about a rate: the last one of a run, or one that was paused nearly throughout. */
const leastActive: Millis = 100

const rate = (count: number, length: Millis): number | undefined =>
  length < leastActive ? undefined : (count * 1000) / length

/** Of what is asked for: while paused nothing is. */
export const offeredRate = ({ offered, from, to, pausedFor }: Window): number | undefined =>
  rate(offered, to - from - pausedFor)

/** Of what comes back: it does so during a pause too. */
export const returnRate = (count: number, { from, to }: Window): number | undefined => rate(count, to - from)

export interface BorderLabel {
  readonly column: number
  readonly text: Span
}

/** One column is one window of one second. */
const secondsPerLabel = 30

/** `-60s   -30s   now`, each under the column it names. `left` is where the plot begins. */
export function timeLabels(columns: number, left: number): readonly BorderLabel[] {
  const labels: BorderLabel[] = [{ column: left + columns - 5, text: span(' now ', 'dim') }]
  for (let ago = secondsPerLabel; ago <= columns - 3; ago += secondsPerLabel) {
    const text = ` -${ago}s `
    labels.unshift({ column: left + columns - 1 - ago - Math.floor(text.length / 2), text: span(text, 'dim') })
  }
  return labels
}

/** The columns in which the operator or the plan changed something. */
export function markedColumns(
  events: readonly RunEvent[],
  shown: readonly (Window | undefined)[],
): ReadonlySet<number> {
  const first = shown.find((window) => window !== undefined)?.from ?? Infinity
  const isMarked = ({ kind, at }: RunEvent): boolean =>
    at >= first && (kind === 'load' || kind === 'mark' || kind === 'pause')
  const columns = new Set<number>()
  for (const { at } of events.filter(isMarked)) {
    columns.add(shown.findIndex((window) => window !== undefined && at >= window.from && at < window.to))
  }
  columns.delete(-1)
  return columns
}
