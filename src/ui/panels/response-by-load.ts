import type { Exploration } from '../../analysis/exploration.ts'
import type { Hold } from '../../analysis/hold/hold.ts'
import { formatMillis } from '../../base/readable-numbers.ts'
import { type Axis, linearAxis, logAxis } from '../charts/axis.ts'
import { Grid } from '../charts/grid.ts'
import { drawLine } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, gridWithAxis, rowOf, rowsPerTick } from '../charts/plot-area.ts'
import { type Line, line } from '../format/line.ts'
import { acrossLoads, knotsOf } from './across-loads.ts'
import { type HeldPoint, heldPoints } from './held-points.ts'
import { largest, smallestPositive } from './largest.ts'
import { loadScale } from './load-scale.ts'
import { drawEdges, zoneEdges } from './zones.ts'

/** From below to the top, as they are drawn. */
const percentiles = ['p99', 'p95', 'p50'] as const

/** Beyond this ratio of the highest value to the lowest a linear scale shows the low ones as a flat line. */
const logFrom = 20

/** Response time percentiles against the load that was held; above saturation they are of a queue that may still have grown. */
export function responsePanel(exploration: Exploration, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const points = heldPoints(exploration)
  const scale = loadScale(exploration, inside.columns)
  const axis = axisOf(points, inside.rows)
  const grid = points.length === 0 ? new Grid(inside.columns, inside.rows) : gridWithAxis(inside, axis)
  drawEdges(grid, scale, zoneEdges(exploration.capacity))
  for (const tone of percentiles) {
    const valueOf = ({ response }: Hold): number | undefined => response[tone]
    drawLine(grid, { values: acrossLoads(points, scale, valueOf), tone, stroke: 'thin' }, axis, axisColumns)
    for (const { column, value } of knotsOf(points, scale, valueOf))
      grid.put(axisColumns + column, rowOf(axis, value, grid.rows), '●', tone)
  }
  return panel(
    {
      title: `response time by load, ms${axis.isLog ? ' (log)' : ''}`,
      right: legend(points.at(-1)?.hold),
      bottom: scale.labels,
      body: grid.toLines(),
    },
    size,
  )
}

function axisOf(points: readonly HeldPoint[], rows: number): Axis {
  const values = points.flatMap(({ hold }) => percentiles.map((percentile) => hold.response[percentile]))
  const [least, most] = [smallestPositive(values), largest(values)]
  return least !== undefined && most > logFrom * least
    ? logAxis(least, most, rows, rowsPerTick)
    : linearAxis(most, rows, rowsPerTick)
}

/** Of the hold that goes on, or of the last one. */
const legend = (hold: Hold | undefined): readonly Line[] =>
  hold === undefined
    ? []
    : percentiles
        .toReversed()
        .map((percentile) => line(`${percentile} ${formatMillis(hold.response[percentile])}`, percentile))
