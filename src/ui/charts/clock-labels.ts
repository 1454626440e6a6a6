import { formatClock } from '../../base/readable-numbers.ts'
import { span } from '../format/line.ts'
import type { Millis } from '../../base/units.ts'
import type { BorderLabel } from './time-columns.ts'

const steps: readonly Millis[] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map(
  (seconds) => seconds * 1000,
)
const columnsPerLabel = 12

interface ClockAxis {
  readonly from: Millis
  readonly to: Millis
  readonly columns: number
  /** Where the plot begins. */
  readonly left: number
  readonly now: Millis
}

/** Clock times at round moments, and where now is. */
export function clockLabels({ from, to, columns, left, now }: ClockAxis): readonly BorderLabel[] {
  const wanted = ((to - from) / columns) * columnsPerLabel
  const step = steps.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / 3_600_000) * 3_600_000
  const labelAt = (at: Millis, text: string, tone: 'dim' | 'strong'): BorderLabel => {
    const column = left + Math.round(((at - from) / (to - from)) * (columns - 1)) - Math.floor(text.length / 2)
    return { column: Math.max(left, Math.min(column, left + columns - text.length)), text: span(text, tone) }
  }
  const current = now < from || now > to ? undefined : labelAt(now, ` now ${formatClock(now)} `, 'strong')
  const labels: BorderLabel[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const label = labelAt(at, ` ${formatClock(at)} `, 'dim')
    if (current === undefined || !overlap(label, current)) labels.push(label)
  }
  return [...labels, ...(current === undefined ? [] : [current])].toSorted((a, b) => a.column - b.column)
}

const overlap = (a: BorderLabel, b: BorderLabel): boolean =>
  a.column < b.column + b.text.text.length && b.column < a.column + a.text.text.length
