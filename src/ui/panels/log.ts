import { formatClock, formatCount } from '../../base/readable-numbers.ts'
import type { ProblemView, RunSnapshot } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { fit, joinFitting, type Line, line, space, span } from '../format/line.ts'
import { logEntries, type LogKind, type LogLook, topIndexOf } from '../lists/log-entries.ts'
import { eventLine } from './events.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

const columns: readonly Column<ProblemView>[] = [
  right('count', 12, 0, ({ count }) => span(formatCount(count), 'error')),
  right('code', 6, 3, ({ code }) => span(code === 0 ? '-' : String(code), 'dim')),
  right('first', 8, 2, ({ firstAt }) => span(formatClock(firstAt), 'dim')),
  right('last', 8, 1, ({ lastAt }) => span(formatClock(lastAt))),
]

/** Failures that look alike, a row for each kind; what does not fit is counted in the last row. */
export function problemTable(problems: readonly ProblemView[], size: Size): readonly Line[] {
  if (size.rows === 0) return []
  const room = size.rows - 1
  const isCut = problems.length > room
  const shown = isCut ? problems.slice(0, room - 1) : problems
  const table = tableLines(
    {
      title: problems.length === 0 ? 'no failure' : 'failure',
      name: ({ message }) => span(message, 'error'),
      leastNameColumns: 24,
      mostNameColumns: 110,
      columns,
      rows: shown,
    },
    size,
  )
  return isCut ? [...table.slice(0, -1), restOf(problems.slice(room - 1))] : table
}

function restOf(problems: readonly ProblemView[]): Line {
  const count = problems.reduce((sum, problem) => sum + problem.count, 0)
  return line(`  and ${problems.length} kinds more, ${formatCount(count)} failures together`, 'dim')
}

/** Events and lines from the first that is shown on. */
export function entryLines(run: RunSnapshot, look: LogLook, { columns: width, rows }: Size): readonly Line[] {
  const entries = logEntries(run, look)
  const top = topIndexOf(entries, look)
  return Array.from({ length: rows }, (_, row) => {
    const entry = entries[top + row]
    return entry === undefined ? [] : fit(eventLine(entry), width)
  })
}

const kindNames: Readonly<Record<LogKind, string>> = {
  all: 'everything',
  actions: 'what was done',
  run: 'how the run went',
  failures: 'what went wrong',
  lines: 'what scripts logged',
}

/** What is shown, and how much of it is out of sight. */
export function logLine(run: RunSnapshot, look: LogLook, rows: number, width: number): Line {
  const entries = logEntries(run, look)
  const earlier = topIndexOf(entries, look)
  const newer = Math.max(0, entries.length - earlier - rows)
  const { lines, lineCount } = run
  const parts: Line[] = [line(' log', 'strong'), line(kindNames[look.kind])]
  if (look.search !== '') parts.push(line(`like "${look.search}": ${formatCount(entries.length)}`, 'mark'))
  if (newer > 0) parts.push([span(`${formatCount(newer)} newer`, 'alarm'), span(' (End)', 'dim')])
  if (earlier > 0) parts.push(line(`${formatCount(earlier)} earlier`, 'dim'))
  if (lineCount > lines.length) {
    parts.push(line(`the newest ${formatCount(lines.length)} of ${formatCount(lineCount)} logged lines`, 'dim'))
  }
  return joinFitting(parts, space(3), width)
}
