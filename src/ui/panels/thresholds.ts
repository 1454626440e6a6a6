import {
  formatClock,
  formatCount,
  formatLatency,
  formatNumber,
  formatShare,
  unknown,
} from '../../base/readable-numbers.ts'
import { formatDuration } from '../../base/duration.ts'
import type { Millis } from '../../base/units.ts'
import type { ThresholdView } from '../../engine/api.ts'
import { type Line, span, type Span } from '../format/line.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

/** Thresholds with what they come to now; `now` is the time of the run. Title and rows. */
export function thresholdLines(thresholds: readonly ThresholdView[], now: Millis, width: number): readonly Line[] {
  return tableLines(
    {
      title: 'threshold',
      name: ({ metric, ok, value }) => span(`${value === undefined ? ' ' : ok ? '✓' : '✗'} ${metric}`, toneOf(ok)),
      leastNameColumns: 20,
      mostNameColumns: 52,
      columns: columnsAt(now),
      rows: thresholds,
    },
    { columns: width, rows: thresholds.length + 1 },
  )
}

const columnsAt = (now: Millis): readonly Column<ThresholdView>[] => [
  { title: 'condition', width: 16, align: 'left', rank: 0, cell: ({ source }) => span(source) },
  right('value', 10, 1, (threshold) => span(valueOf(threshold), toneOf(threshold.ok))),
  right('over', 9, 4, ({ window }) => span(window === undefined ? 'the run' : formatDuration(window), 'dim')),
  right('crossed for', 11, 2, (threshold) => crossing(threshold, now)),
  { title: 'when crossed', width: 24, align: 'left', rank: 3, cell: (threshold) => consequence(threshold, now) },
]

const toneOf = (ok: boolean) => (ok ? 'plain' : 'error')

/** What the left side comes to, in its unit. */
function valueOf({ value, kind, contains, method }: ThresholdView): string {
  if (value === undefined) return unknown
  if (kind === 'rate') return formatShare(value)
  const isTime = contains === 'time' && (kind === 'trend' || kind === 'gauge')
  if (isTime) return formatLatency(value)
  const perSecond = kind === 'counter' && method === 'rate' ? '/s' : ''
  // Limits on data are written in bytes.
  return contains === 'data' ? `${formatCount(Math.round(value))} B${perSecond}` : `${formatNumber(value)}${perSecond}`
}

function crossing({ crossedAt, failed, ok }: ThresholdView, now: Millis): Span {
  if (crossedAt !== undefined) return span(formatClock(now - crossedAt), 'error')
  return ok && failed ? span('was', 'error') : span(unknown, 'dim')
}

function consequence({ abortsFrom, crossedAt }: ThresholdView, now: Millis): Span {
  if (abortsFrom === undefined) return span('the run fails', 'dim')
  if (now >= abortsFrom) return span('ends the run', crossedAt === undefined ? 'dim' : 'error')
  const seconds = Math.ceil((abortsFrom - now) / 1000)
  return crossedAt === undefined
    ? span(`ends the run from ${formatClock(abortsFrom)}`, 'dim')
    : span(`ends the run in ${seconds} s`, 'alarm')
}
