import type { Size } from '../charts/panel.ts'
import { fit, type Line, line, space, span, type Span, widthOf } from '../format/line.ts'

/** A column of values. Rows are told apart by their name, which stands in front and takes what is left of the width. */
export interface Column<T> {
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'right'
  /** Lower stays longer when the screen is narrow. */
  readonly rank: number
  readonly cell: (row: T) => Span | Line
}

export const rightColumn = <T>(title: string, width: number, rank: number, cell: Column<T>['cell']): Column<T> => ({
  title,
  width,
  align: 'right',
  rank,
  cell,
})

export interface Table<T> {
  /** Over the names. */
  readonly title: string
  readonly name: (row: T) => Span
  readonly leastNameColumns: number
  readonly mostNameColumns: number
  /** In the order of the screen. */
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly isSelected?: (row: T) => boolean
}

const gap = 2
/** The mark of the selected row. */
const markColumns = 2

/** A row of titles and the rows that fit under it, exactly as many as there is room for. */
export function tableLines<T>(table: Table<T>, { columns: width, rows }: Size): readonly Line[] {
  const shown = columnsThatFit(table, width)
  const taken = shown.reduce((sum, column) => sum + column.width + gap, markColumns)
  const nameWidth = Math.min(table.mostNameColumns, width - taken)
  const titles = [space(markColumns), ...fit(line(table.title, 'dim'), nameWidth), ...shown.flatMap(titleOf)]
  const body = table.rows.map((row) => [
    span(table.isSelected?.(row) === true ? '▸ ' : '  ', 'key'),
    ...fit([table.name(row)], nameWidth),
    ...shown.flatMap((column) => placed(column.cell(row), column)),
  ])
  return Array.from({ length: rows }, (_, row) => [titles, ...body][row] ?? [])
}

/** The columns of most worth that fit beside a name that can be read. */
function columnsThatFit<T>({ columns, leastNameColumns }: Table<T>, width: number): readonly Column<T>[] {
  let room = width - markColumns - leastNameColumns
  const kept = new Set<Column<T>>()
  for (const column of columns.toSorted((a, b) => a.rank - b.rank)) {
    room -= column.width + gap
    if (room < 0) break
    kept.add(column)
  }
  return columns.filter((column) => kept.has(column))
}

type Place = Pick<Column<never>, 'width' | 'align'>

const titleOf = <T>(column: Column<T>): Line => placed(span(column.title, 'dim'), column)

const isLine = (cell: Span | Line): cell is Line => Array.isArray(cell)

function placed(cell: Span | Line, { width, align }: Place): Line {
  const content = isLine(cell) ? cell : [cell]
  const filler = space(width - widthOf(content))
  return align === 'right' && widthOf(content) <= width
    ? [space(gap), filler, ...content]
    : [space(gap), ...fit(content, width)]
}
