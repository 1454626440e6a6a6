import { changedPart } from './changed-part.ts'

const escape = '\u001b['
/** A terminal that knows synchronised output shows a frame whole. Rows that it takes for wider than we do must not wrap. */
const begin = `${escape}?2026h${escape}?7l`
/** The cursor waits at the top, where a line feed scrolls nothing. */
const end = `${escape}H${escape}?7h${escape}?2026l`
const clear = `${escape}2J`
const clearRest = `${escape}K`

/** What brings a terminal from some rows to others; empty when they look the same. Without rows before it is cleared first. */
export function frameBytes(before: readonly string[] | undefined, after: readonly string[]): string {
  if (before?.length !== after.length) return `${begin}${clear}${after.map(wholeRow).join('')}${end}`
  const changes = after.map((row, index) => (row === before[index] ? '' : changedRow(before[index] ?? '', row, index)))
  const bytes = changes.join('')
  return bytes === '' ? '' : `${begin}${bytes}${end}`
}

const wholeRow = (row: string, index: number): string => `${escape}${index + 1}H${row.trimEnd()}`

function changedRow(before: string, after: string, index: number): string {
  const { column, text, hasRest } = changedPart(before, after)
  const place = `${escape}${index + 1};${column + 1}H`
  if (hasRest) return place + text
  const written = text.trimEnd()
  // Behind the last cell there is nothing to clear: the terminal would clear that cell.
  return place + written + (written.length < text.length ? clearRest : '')
}
