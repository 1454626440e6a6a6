import type { BenchColumn, BenchRow, Figures, Spread } from './bench.ts'

export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (min === undefined || max === undefined) return undefined
  const middle = (sorted.length - 1) / 2
  const median = ((sorted[Math.floor(middle)] ?? min) + (sorted[Math.ceil(middle)] ?? max)) / 2
  return { median, min, max }
}

/** All repetitions of a case as one row. */
export function rowOf(name: string, columns: readonly BenchColumn[], repetitions: readonly Figures[]): BenchRow {
  const figures = columns.map((column) => {
    const values = repetitions.map((figure) => figure[column.name]).filter((value) => value !== undefined)
    return [column.name, spreadOf(values)] as const
  })
  return { name, figures: Object.fromEntries(figures) }
}

/** Median and range of each figure, as a table of text. */
export function renderTable(columns: readonly BenchColumn[], rows: readonly BenchRow[]): string {
  const titles = ['', ...columns.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`))]
  const body = rows.map(({ name, figures }) => [
    name,
    ...columns.map((column) => cellOf(figures[column.name], column.digits)),
  ])
  const widths = titles.map((title, index) => Math.max(title.length, ...body.map((row) => row[index]?.length ?? 0)))
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
  return [titles, ...body].map((row) => lineOf(row).trimEnd()).join('\n')
}

function cellOf(spread: Spread | undefined, digits: number): string {
  if (spread === undefined) return '-'
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(digits))
  return min === max ? String(median) : `${median} (${min}-${max})`
}
