import type { RawTable } from './raw-table.ts'

const separator = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/
const isRow = (line: string): boolean => line.includes('|')

/** Every pipe table in a Markdown text (GitHub Flavored Markdown, 4.10). A line of dashes under a header makes one. */
export function markdownTables(text: string): readonly RawTable[] {
  const lines = text.split(/\r?\n/)
  const starts = lines.flatMap((line, index) => {
    const header = lines[index - 1]
    return header !== undefined && isRow(header) && line.includes('|') && separator.test(line) ? [index - 1] : []
  })
  return starts.map((start) => tableAt(lines, start))
}

function tableAt(lines: readonly string[], start: number): RawTable {
  const body = lines.slice(start + 2)
  const end = body.findIndex((line) => !isRow(line))
  const rows = body.slice(0, end < 0 ? body.length : end)
  return {
    header: cellsOf(lines[start] ?? ''),
    rows: rows.map((line, index) => ({ line: start + 3 + index, cells: cellsOf(line) })),
  }
}

/** `\|` is a pipe within a cell. */
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim())
