import { answerLines, limitLine, toleranceLine } from '../../analysis/answer-lines.ts'
import type { Exploration } from '../../analysis/exploration.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { type Line, span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { Tone } from '../theme.ts'

const nameColumns = 14

/** What is known of the limits: the numbers, their intervals, how long was looked, and what the words mean here. */
export function answerPanel({ capacity }: Exploration, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const limit = limitLine(capacity)
  const isFound = capacity.capacity.kind === 'found'
  const body = [
    ...answerLines(capacity).flatMap(({ name, value, detail }) => [
      [span(` ${name.padEnd(nameColumns)}`, 'dim'), span(value, toneOf(name, isFound))],
      ...paragraph(detail, columns, 'dim', '  '),
    ]),
    [],
    ...(limit === undefined ? [] : paragraph(limit, columns, 'alarm')),
    ...paragraph(toleranceLine(capacity), columns, 'dim'),
  ]
  return panel({ title: isFound ? 'limits' : 'limits so far', body }, size)
}

function toneOf(name: string, isFound: boolean): Tone {
  if (name === 'buckle') return 'zoneC'
  return name === 'saturation' ? 'zoneB' : isFound ? 'achieved' : 'plain'
}
