import { cellWidth, cutToWidth } from '../format/cell-width.ts'
import { formatLoad } from '../../base/readable-numbers.ts'
import type { Line } from '../format/line.ts'
import { type Axis, positionOn } from './axis.ts'
import { Grid } from './grid.ts'
import { drawLine, type Series } from './line-plot.ts'
import type { Size } from './panel.ts'

/** Room for `1,500 ` and the axis: always the same, so that the plot does not shift when the labels grow. */
export const axisColumns = 8

/** Axis labels nearer to each other than this are harder to read than none. */
export const rowsPerTick = 3

export const plotColumns = ({ columns }: Size): number => Math.max(0, columns - axisColumns)

/** The row of a value, 0 at the top. */
export const rowOf = (axis: Axis, value: number, rows: number): number =>
  rows - 1 - Math.round(positionOn(axis, value) * (rows - 1))

/** A grid with the value axis at its left; the plot begins at `axisColumns`. */
export function gridWithAxis(size: Size, axis: Axis): Grid {
  const grid = new Grid(size.columns, size.rows)
  for (let row = 0; row < grid.rows; row += 1) grid.put(axisColumns - 1, row, '│', 'frame')
  for (const tick of axis.ticks) {
    const row = rowOf(axis, tick, grid.rows)
    grid.putEndingAt(axisColumns - 3, row, formatLoad(tick), 'dim')
    grid.put(axisColumns - 1, row, '┤', 'frame')
  }
  return grid
}

export interface LineChart {
  /** Later ones cover earlier ones. */
  readonly series: readonly Series[]
  readonly axis: Axis
  /** Columns that get a mark at the bottom, and what is written next to it where there is room. */
  readonly marks: ReadonlyMap<number, string>
}

/** Lines over equal columns, one value each. */
export function lineChart({ series, axis, marks }: LineChart, size: Size): readonly Line[] {
  const grid = gridWithAxis(size, axis)
  for (const one of series) drawLine(grid, one, axis, axisColumns)
  const columns = [...marks.keys()].toSorted((a, b) => a - b)
  for (const column of columns) grid.put(axisColumns + column, grid.rows - 1, '▴', 'mark')
  for (const column of columns) drawNote(grid, axisColumns + column + 1, marks.get(column) ?? '')
  return grid.toLines()
}

const longestNote = 20

/** Only where it covers nothing. */
function drawNote(grid: Grid, column: number, note: string): void {
  const text = cutToWidth(note, longestNote)
  const row = grid.rows - 1
  const isFree = Array.from({ length: cellWidth(text) }, (_, index) => column + index).every(
    (cell) => cell < grid.columns && grid.isEmpty(cell, row),
  )
  if (isFree && cellWidth(text) === text.length) grid.putEndingAt(column + text.length - 1, row, text, 'mark')
}
