import type { CsvOptions } from './csv-options.ts'
import { RecordReader } from './record-reader.ts'
import { GoError } from '../go-error.ts'

export type Row = readonly string[] | Readonly<Record<string, string>>

/** The rows that the options want, one after the other. */
export class Rows {
  readonly #reader: RecordReader
  readonly #options: CsvOptions
  readonly #columns: readonly string[] | undefined
  #line = 0

  constructor(bytes: Uint8Array, options: CsvOptions) {
    this.#reader = new RecordReader(bytes, options.delimiter)
    this.#options = options
    const { asObjects, skipFirstLine, fromLine = 0 } = options
    this.#columns = asObjects ? this.#skip('failed to read the first line') : undefined
    if (skipFirstLine && fromLine === 0) this.#skip('failed to skip the first line')
    while (this.#line < fromLine) this.#skip(`failed to skip lines until line ${fromLine}`)
  }

  /** Undefined at the end. */
  next(): Row | undefined {
    const { toLine = 0 } = this.#options
    if (toLine > 0 && this.#line > toLine) return undefined
    const record = this.#reader.read()
    if (record === undefined) return undefined
    this.#line += 1
    return this.#columns === undefined ? record : byColumn(this.#columns, record)
  }

  *[Symbol.iterator](): Generator<Row> {
    for (let row = this.next(); row !== undefined; row = this.next()) yield row
  }

  #skip(failure: string): readonly string[] {
    const record = this.#reader.read()
    if (record === undefined) throw new GoError(`${failure}; reason: EOF`)
    this.#line += 1
    return record
  }
}

const byColumn = (columns: readonly string[], record: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((name, index) => [name, record[index] ?? '']))
