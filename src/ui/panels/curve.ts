import type { Limit } from '../../analysis/capacity.ts'
import type { Exploration } from '../../analysis/exploration.ts'
import type { LoadModel } from '../../analysis/observation.ts'
import { type Axis, linearAxis } from '../charts/axis.ts'
import { Grid } from '../charts/grid.ts'
import { drawLine } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, gridWithAxis, rowOf, rowsPerTick } from '../charts/plot-area.ts'
import { type Line, line, span } from '../format/line.ts'
import { formatLoadOf, formatNumber, formatRate } from '../../base/readable-numbers.ts'
import type { Tone } from '../theme.ts'
import { acrossLoads } from './across-loads.ts'
import { type HeldPoint, heldPoints } from './held-points.ts'
import { largest } from './largest.ts'
import { type LoadScale, loadScale } from './load-scale.ts'
import { drawEdges, zoneAt, zoneEdges, type ZoneName, type ZoneStretch, zoneStretches, zoneTones } from './zones.ts'

/** Good iterations per second against the load that was held: one point per hold, the fitted curve, the limits once they are found. */
export function curvePanel(exploration: Exploration, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const plot = { columns: inside.columns, rows: inside.rows - 1 }
  const points = heldPoints(exploration)
  const scale = loadScale(exploration, plot.columns)
  const rates = linearAxis(largest(points.map(({ hold }) => hold.goodput.value)), plot.rows, rowsPerTick)
  // Without a point there is nothing that an axis could be of.
  const grid = points.length === 0 ? new Grid(plot.columns, plot.rows) : gridWithAxis(plot, rates)
  if (points.length > 0) drawCurve(grid, { exploration, points, scale, rates })
  const { search, zone } = exploration
  const said = search === undefined || search.state === 'by-hand' ? zone.reason : search.said
  return panel(
    {
      title: 'throughput by load',
      right: summary(exploration, points),
      bottom: scale.labels,
      body: [...grid.toLines(), line(` ${said}`, 'dim')],
    },
    size,
  )
}

interface Curve {
  readonly exploration: Exploration
  readonly points: readonly HeldPoint[]
  readonly scale: LoadScale
  readonly rates: Axis
}

function drawCurve(grid: Grid, curve: Curve): void {
  const { exploration, scale, rates } = curve
  const edges = zoneEdges(exploration.capacity)
  const stretches = zoneStretches(edges, scale.loadAt(scale.columns - 1))
  if (exploration.model === 'open') drawIdeal(grid, scale, rates)
  drawEdges(grid, scale, edges)
  drawFit(grid, curve, stretches)
  for (const { hold } of curve.points) drawError(grid, curve, hold)
  for (const { hold, isPresent } of curve.points) {
    const column = axisColumns + scale.columnOf(hold.load)
    const row = rowOf(rates, hold.goodput.value, grid.rows)
    grid.put(column, row, isPresent ? '◆' : '●', isPresent ? 'strong' : 'achieved')
  }
  nameZones(grid, scale, stretches)
  if (isRoomy(grid)) nameEdges(grid, scale, exploration)
}

/** Where there is room to say more than a letter. */
const isRoomy = ({ columns, rows }: Grid): boolean => columns >= 80 && rows >= 12

const zoneNames: Readonly<Record<ZoneName, string>> = { A: 'A  ramp', B: 'B  plateau', C: 'C  buckled' }

function nameZones(grid: Grid, scale: LoadScale, stretches: readonly ZoneStretch[]): void {
  for (const { zone, from, to } of stretches) {
    const [first, last] = [scale.columnOf(from), scale.columnOf(to)]
    const name = isRoomy(grid) && last - first > zoneNames[zone].length + 2 ? zoneNames[zone] : zone
    grid.putEndingAt(axisColumns + Math.round((first + last + name.length) / 2), 0, name, zoneTones[zone])
  }
}

/** Each beside its line, below where the curve is. */
function nameEdges(grid: Grid, scale: LoadScale, { capacity, model }: Exploration): void {
  const { saturation, buckle } = capacity
  if (saturation.kind === 'found') {
    nameEdge(grid, scale, { text: `saturation ${limitText(saturation, model)}`, load: saturation.value, row: 0.62 })
  }
  if (buckle !== undefined && buckle.kind !== 'none') {
    const text = `buckles ${limitText(buckle.load, model)}`
    nameEdge(grid, scale, { text, load: buckle.load.value, row: 0.76 })
  }
}

const limitText = ({ value, low, high }: Extract<Limit, { kind: 'found' }>, model: LoadModel): string =>
  `${formatLoadOf(Number(value.toPrecision(3)), model)} (${formatNumber(low)}-${formatNumber(high)})`

interface EdgeName {
  readonly text: string
  readonly load: number
  /** Down from the top, as a share of the rows. */
  readonly row: number
}

/** To the right of the line if it fits there. */
function nameEdge(grid: Grid, scale: LoadScale, { text, load, row }: EdgeName): void {
  const column = axisColumns + scale.columnOf(load)
  const end = column + 1 + text.length
  grid.putEndingAt(end < grid.columns ? end : column - 2, Math.round(row * (grid.rows - 1)), text, 'strong')
}

/** Where the points would be if everything that is asked for came back. */
function drawIdeal(grid: Grid, scale: LoadScale, rates: Axis): void {
  for (let column = 0; column < scale.columns; column += 1) {
    const load = scale.loadAt(column)
    if (load <= rates.max) grid.put(axisColumns + column, rowOf(rates, load, grid.rows), '·', 'dim')
  }
}

const goodputOf = ({ goodput }: HeldPoint['hold']): number => goodput.value

/** The fitted curve between the lowest and the highest load held, in the tones of the zones; before it is known, from hold to hold. */
function drawFit(grid: Grid, { exploration, points, scale, rates }: Curve, stretches: readonly ZoneStretch[]): void {
  const values =
    exploration.curve === undefined ? acrossLoads(points, scale, goodputOf) : fitted(exploration, points, scale)
  const tones = values.map((_, column): Tone => {
    const zone = zoneAt(stretches, scale.loadAt(column))
    return zone === undefined ? 'achieved' : zoneTones[zone]
  })
  for (const tone of new Set(tones)) {
    // One column more, so that the pieces meet.
    const own = values.map((value, column) =>
      tones[column] === tone || tones[column - 1] === tone ? value : undefined,
    )
    drawLine(grid, { values: own, tone, stroke: 'thin' }, rates, axisColumns)
  }
}

function fitted({ curve }: Exploration, points: readonly HeldPoint[], scale: LoadScale): (number | undefined)[] {
  const columns = points.map(({ hold }) => scale.columnOf(hold.load))
  const [first, last] = [Math.min(...columns), Math.max(...columns)]
  return Array.from({ length: scale.columns }, (_, column) =>
    column < first || column > last ? undefined : curve?.at(Math.max(1e-9, scale.loadAt(column))),
  )
}

/** The 95 % interval, where it is more than the point itself. */
function drawError(grid: Grid, { scale, rates }: Curve, { load, goodput }: HeldPoint['hold']): void {
  if (!Number.isFinite(goodput.half)) return
  const [top, bottom] = [goodput.value + goodput.half, goodput.value - goodput.half].map((rate) =>
    rowOf(rates, rate, grid.rows),
  ) as [number, number]
  for (let row = top; row <= bottom; row += 1) grid.put(axisColumns + scale.columnOf(load), row, '│', 'dim')
}

function summary({ capacity: { capacity } }: Exploration, points: readonly HeldPoint[]): readonly Line[] {
  if (points.length === 0) return []
  const count = line(points.length === 1 ? '1 hold' : `${points.length} holds`, 'dim')
  if (capacity.kind === 'at-least') {
    return [[span('capacity at least ', 'dim'), span(formatRate(capacity.value), 'achieved')], count]
  }
  const { value, low, high } = capacity
  const half = formatNumber(Math.max(high - value, value - low))
  return [[span('capacity ', 'dim'), span(`${formatNumber(value)} ± ${half}/s`, 'achieved')], count]
}
