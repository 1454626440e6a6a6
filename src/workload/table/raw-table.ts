/** A table as text, whatever file it comes from. */
export interface RawTable {
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  /** In the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}
