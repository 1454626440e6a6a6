import { formatClock } from '../../base/readable-numbers.ts'
import { type Line, line, span } from '../format/line.ts'
import { nameOf, type Stretch, stretchesOf } from '../plan/stretches.ts'
import type { StretchLine } from './stretch-line.ts'

/** What is happening now and what comes next, a row each. */
export function stretchList({ scenario, draft, now }: Omit<StretchLine, 'shown'>, rows: number): readonly Line[] {
  if (rows === 0) return []
  const all = draft === undefined ? stretchesOf(scenario.course, scenario.endsAt) : stretchesOf(draft, 0)
  const ahead = all.filter(({ to }) => to > now)
  const shown = ahead.length > rows ? ahead.slice(0, rows - 1) : ahead
  const left = ahead.length - shown.length
  const body = [
    ...shown.map((stretch) => rowOf(stretch, scenario, now, draft !== undefined)),
    ...(left > 0 ? [line(`    and ${left} more`, 'dim')] : []),
  ]
  return Array.from({ length: rows }, (_, row) => body[row] ?? (row === 0 ? line('    nothing is to come', 'dim') : []))
}

function rowOf(stretch: Stretch, { model }: StretchLine['scenario'], now: number, isDraft: boolean): Line {
  const { from, to } = stretch
  const isNow = from <= now
  const times = `${formatClock(from)} - ${to === Infinity ? 'open end' : formatClock(to)}`
  const note = to === Infinity ? '' : isNow ? `${formatClock(to - now)} left` : `in ${formatClock(from - now)}`
  return [
    span(isNow ? '  ▸ ' : '    ', 'key'),
    span(times.padEnd(22), 'dim'),
    span(nameOf(stretch, model).padEnd(34), isDraft ? 'mark' : isNow ? 'strong' : 'plain'),
    span(note.padEnd(14), 'dim'),
    span(isDraft ? 'not yet: Enter does it' : '', 'mark'),
  ]
}
