import { wrapWords } from '../../base/wrap-words.ts'
import type { Tone } from '../theme.ts'
import { type Line, line } from './line.ts'

/** A sentence over as many rows as it takes, each a little in from the border; the first may begin with a bullet. */
export function paragraph(text: string, columns: number, tone: Tone = 'plain', bullet = ''): Line[] {
  const indent = ' '.repeat(1 + bullet.length)
  const rows = wrapWords(text, Math.max(10, columns - indent.length - 1))
  return rows.map((row, index) => line(index === 0 ? ` ${bullet}${row}` : `${indent}${row}`, tone))
}
