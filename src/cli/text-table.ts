import { cellWidth } from '../ui/format/cell-width.ts'

/** Columns as wide as their widest cell, two spaces apart; numbers to the right. The last column is not padded. */
export function textTable(rows: readonly (readonly string[])[], rightAligned: ReadonlySet<number> = new Set()): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => cellWidth(row[column] ?? ''))))
  const padded = (cell: string, column: number): string => {
    const blank = ' '.repeat((widths[column] ?? 0) - cellWidth(cell))
    return rightAligned.has(column) ? blank + cell : cell + blank
  }
  return rows.map((row) => `${row.map(padded).join('  ').trimEnd()}\n`).join('')
}
