/** Columns as wide as their widest cell, two spaces apart; numbers to the right. The last column is not padded. */
export function textTable(rows: readonly (readonly string[])[], rightAligned: ReadonlySet<number> = new Set()): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const padded = (cell: string, column: number): string => {
    const width = widths[column] ?? 0
    return rightAligned.has(column) ? cell.padStart(width) : cell.padEnd(width)
  }
  return rows.map((row) => `${row.map(padded).join('  ').trimEnd()}\n`).join('')
}
