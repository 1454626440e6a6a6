import type { LoadPoint } from '../../analysis/load-points.ts'
import { type Axis, linearAxis, positionOn } from '../charts/axis.ts'
import type { Grid } from '../charts/grid.ts'
import { drawLine } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, gridWithAxis, rowsPerTick, plotColumns, rowOf } from '../charts/plot-area.ts'
import type { BorderLabel } from '../charts/time-columns.ts'
import { type Line, line, span } from '../format/line.ts'
import { formatLoad, formatRate } from '../format/numbers.ts'
import type { Curve } from '../store/curve.ts'
import { largest } from './largest.ts'

/** Room for one label of the load axis. */
const columnsPerTick = 12

/** Good iterations per second against the load that was held: one point per hold, the present one marked. */
export function curvePanel(curve: Curve, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const plot = { columns: inside.columns, rows: inside.rows - 1 }
  const { points } = curve
  const loads = linearAxis(largest(points.map(({ load }) => load)), plotColumns(plot), columnsPerTick)
  const rates = linearAxis(largest(points.map(({ goodput }) => goodput)), plot.rows, rowsPerTick)
  const grid = gridWithAxis(plot, rates)
  if (points.length > 0) drawCurve(grid, curve, loads, rates)
  return panel(
    {
      title: 'throughput by load',
      right: summary(points),
      bottom: points.length === 0 ? [] : loadLabels(loads, plotColumns(plot), curve.model === 'open' ? '/s' : 'VUs'),
      body: [...grid.toLines(), line(` ${curve.zone.reason}`, 'dim')],
    },
    size,
  )
}

function drawCurve(grid: Grid, { points, model, isCurrent }: Curve, loads: Axis, rates: Axis): void {
  const columns = grid.columns - axisColumns
  const columnOf = (load: number): number => Math.round(positionOn(loads, load) * (columns - 1))
  if (model === 'open') drawIdeal(grid, columns, loads, rates)
  drawLine(
    grid,
    { values: interpolate(points, columns, columnOf), tone: 'achieved', stroke: 'thin' },
    rates,
    axisColumns,
  )
  for (const [index, { load, goodput }] of points.entries()) {
    const isNow = isCurrent && index === points.length - 1
    grid.put(
      axisColumns + columnOf(load),
      rowOf(rates, goodput, grid.rows),
      isNow ? '◆' : '●',
      isNow ? 'strong' : 'achieved',
    )
  }
}

/** Where the points would be if everything that is asked for came back. */
function drawIdeal(grid: Grid, columns: number, loads: Axis, rates: Axis): void {
  for (let column = 0; column < columns; column += 1) {
    const load = (column / Math.max(1, columns - 1)) * loads.max
    if (load <= rates.max) grid.put(axisColumns + column, rowOf(rates, load, grid.rows), '·', 'dim')
  }
}

/** A straight line from hold to hold; holds that share a column are averaged. */
function interpolate(
  points: readonly LoadPoint[],
  columns: number,
  columnOf: (load: number) => number,
): (number | undefined)[] {
  const byColumn = Map.groupBy(points, ({ load }) => columnOf(load))
  const knots = [...byColumn]
    .map(([column, held]) => ({ column, rate: held.reduce((sum, { goodput }) => sum + goodput, 0) / held.length }))
    .toSorted((a, b) => a.column - b.column)
  const values: (number | undefined)[] = Array.from({ length: columns }, () => undefined)
  for (const [index, knot] of knots.entries()) {
    const next = knots[index + 1] ?? knot
    for (let column = knot.column; column <= next.column; column += 1) {
      const share = next === knot ? 0 : (column - knot.column) / (next.column - knot.column)
      values[column] = knot.rate + share * (next.rate - knot.rate)
    }
  }
  return values
}

function loadLabels({ ticks, max }: Axis, columns: number, unit: string): readonly BorderLabel[] {
  const named = ` load ${unit} `
  const labels = ticks.map((tick) => {
    const text = ` ${formatLoad(tick)} `
    return {
      column: axisColumns + Math.round((tick / max) * (columns - 1)) - Math.floor(text.length / 2),
      text: span(text, 'dim'),
    }
  })
  const last = { column: axisColumns + columns - named.length, text: span(named, 'dim') }
  return [...labels.filter(({ column, text }) => column + text.text.length <= last.column), last]
}

function summary(points: readonly LoadPoint[]): readonly Line[] {
  const best = points.toSorted((a, b) => b.goodput - a.goodput)[0]
  if (best === undefined) return []
  return [
    [span('best so far ', 'dim'), span(formatRate(best.goodput), 'achieved')],
    line(points.length === 1 ? '1 hold' : `${points.length} holds`, 'dim'),
  ]
}
