/** Solves a small symmetric positive system by Gauss and Jordan, without the pivoting that such a system does not need. */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  for (const [column, chosen] of rows.entries()) {
    const lead = chosen[column] || 1
    for (const [index, row] of rows.entries()) if (index !== column) subtract(row, chosen, (row[column] ?? 0) / lead)
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] || 1))
}

function subtract(row: number[], chosen: readonly number[], factor: number): void {
  for (const [entry, value] of chosen.entries()) row[entry] = (row[entry] ?? 0) - factor * value
}
