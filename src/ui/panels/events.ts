import type { Millis } from '../../base/units.ts'
import type { ProblemView, RunEvent, RunSnapshot } from '../../engine/api.ts'
import { fit, type Line, span } from '../format/line.ts'
import { formatClock, formatCount } from '../../base/readable-numbers.ts'
import type { Tone } from '../theme.ts'

const tones: Readonly<Record<RunEvent['kind'], Tone>> = {
  load: 'mark',
  pause: 'mark',
  mark: 'mark',
  phase: 'plain',
  threshold: 'alarm',
  warning: 'alarm',
  error: 'error',
  log: 'dim',
}

const actors: Readonly<Record<RunEvent['by'], string>> = {
  key: 'key',
  command: 'typed',
  rest: 'REST',
  signal: 'signal',
  plan: 'plan',
  engine: '',
  explorer: 'explorer',
}

interface Entry {
  readonly at: Millis
  readonly row: Line
}

/** The newest first. Failures that look alike, and what scripts log, are one row each with a count: it moves up, it does not multiply. */
export function eventLines(run: RunSnapshot, width: number, rows: number): readonly Line[] {
  const { events, problems } = run
  const newest = [...events.slice(-rows).map(eventEntry), ...problems.map(problemEntry), ...logEntry(run)]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, rows)
  return Array.from({ length: rows }, (_, index) => fit(newest[index]?.row ?? [], width))
}

const eventEntry = (event: RunEvent): Entry => ({ at: event.at, row: eventLine(event) })

/** When, what, and who did it. */
export function eventLine({ at, kind, text, by, because }: RunEvent): Line {
  const actor = actors[by]
  const reason = because === undefined ? '' : `: ${because}`
  const who = actor === '' ? [] : [span(`   (${actor}${reason})`, 'dim')]
  return [span(` ${formatClock(at)}  `, 'dim'), span(text, tones[kind]), ...who]
}

/** The last line that scripts logged, and how many there were. */
function logEntry({ lines, lineCount }: RunSnapshot): readonly Entry[] {
  const last = lines.at(-1)
  if (last === undefined) return []
  const { at, row } = eventEntry(last)
  return [{ at, row: lineCount === 1 ? row : [...row, span(`   (${formatCount(lineCount)} lines logged)`, 'dim')] }]
}

function problemEntry({ code, message, count, firstAt, lastAt }: ProblemView): Entry {
  const named = code === 0 ? message : `${message} (error ${code})`
  const since = count > 1 ? `   since ${formatClock(firstAt)}` : ''
  return {
    at: lastAt,
    row: [
      span(` ${formatClock(lastAt)}  `, 'dim'),
      span(`${formatCount(count)} x ${named}`, 'error'),
      span(since, 'dim'),
    ],
  }
}
