import { type Parsed, problemsOf } from '../../base/result.ts'
import type { TimeUnit } from '../quantities.ts'
import type { Column, ColumnName } from './columns.ts'
import type { TableRow } from './raw-table.ts'

/** One row of a table, read cell by cell. Problems begin with its place. */
export class RowReader {
  readonly place: string
  readonly problems: string[] = []
  readonly #row: TableRow
  readonly #columns: readonly Column[]

  constructor(file: string, row: TableRow, columns: readonly Column[]) {
    this.place = `${file}:${row.line}`
    this.#row = row
    this.#columns = columns
  }

  /** Undefined when the cell is empty or there is no such column. */
  text(name: ColumnName): string | undefined {
    const column = this.#columns.find((one) => one.name === name)
    const cell = column === undefined ? undefined : this.#row.cells[column.index]?.trim()
    return cell === '' ? undefined : cell
  }

  read<T>(name: ColumnName, read: (text: string, unit: TimeUnit | undefined) => Parsed<T>): T | undefined {
    const [text, column] = [this.text(name), this.#columns.find((one) => one.name === name)]
    if (text === undefined || column === undefined) return undefined
    const result = read(text, column.unit)
    this.problems.push(...problemsOf(result).map((problem) => `${this.place}: ${column.title} ${problem}`))
    return result.ok ? result.value : undefined
  }
}
