import Papa from 'papaparse'
import type { RawTable } from './raw-table.ts'

/** A CSV text; the delimiter (comma, semicolon, tab) is found out. Lines that begin with # are comments. */
export function csvTable(text: string): RawTable {
  const { data } = Papa.parse(text.replace(/^\uFEFF/, ''), { comments: '#', skipEmptyLines: false })
  const [header = [], ...rows] = data
  return {
    header: header.map((cell) => cell.trim()),
    rows: rows.map((cells, index) => ({ line: index + 2, cells: cells.map((cell) => cell.trim()) })),
  }
}
