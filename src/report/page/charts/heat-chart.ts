import uPlot from 'uplot'
import { formatClock, formatCount, formatLatency } from '../../../base/readable-numbers.ts'
import type { HeatChart } from '../../chart.ts'
import { logScale, timeAxis, valueAxis } from './axes.ts'
import { clipped } from './lines.ts'
import { drawMarks, marksNear } from './marks.ts'
import { heatColors } from './palette.ts'
import type { Box } from './plot-box.ts'
import { type Tip, tooltipPlugin } from './tooltip.ts'
import type { SharedZoom } from './zoom.ts'

const SHADES = 48

/** Cells of time and response time, darker or brighter by how many fell into them. */
export function heatPlot(chart: HeatChart, box: Box, zoom: SharedZoom): uPlot {
  const { columns, rows, end, marks } = chart
  const [low = 1, high = 10] = [rows[0], rows.at(-1)]
  const plot = new uPlot(
    {
      ...box.size(),
      legend: { show: false },
      cursor: zoom.cursor,
      scales: {
        x: { time: false, min: 0, max: end, auto: false },
        y: logScale(() => [low, high]),
      },
      axes: [timeAxis(), valueAxis('ms', true)],
      series: [{}, { points: { show: false } }],
      plugins: [zoom.plugin, tooltipPlugin((plot, left, top) => tipOf(chart, plot, left, top))],
      hooks: {
        drawAxes: [(plot) => drawCells(plot, chart)],
        draw: [(plot) => drawMarks(plot, marks)],
      },
    },
    // The cells are drawn by us; uPlot needs something to lay its cursor over.
    [[...columns], columns.map(() => null)],
    box.element,
  )
  zoom.join(plot)
  return plot
}

function drawCells(plot: uPlot, { columns, rows, cells }: HeatChart): void {
  const colors = heatColors(SHADES)
  let most = 1
  for (let at = 2; at < cells.length; at += 3) most = Math.max(most, cells[at] ?? 0)
  clipped(plot, (context) => {
    for (let at = 0; at < cells.length; at += 3) {
      const [column = 0, row = 0, count = 0] = [cells[at], cells[at + 1], cells[at + 2]]
      // Few shall be seen beside many: shades go with the logarithm.
      const shade = Math.round((Math.log1p(count) / Math.log1p(most)) * (SHADES - 1))
      const left = Math.floor(plot.valToPos(columns[column] ?? 0, 'x', true))
      const right = Math.ceil(plot.valToPos(columns[column + 1] ?? 0, 'x', true))
      const top = Math.floor(plot.valToPos(rows[row + 1] ?? 0, 'y', true))
      const bottom = Math.ceil(plot.valToPos(rows[row] ?? 0, 'y', true))
      context.fillStyle = colors[shade] ?? ''
      context.fillRect(left, top, right - left, bottom - top)
    }
  })
}

function tipOf(chart: HeatChart, plot: uPlot, left: number, top: number): Tip | undefined {
  const { columns, rows, cells, of, marks } = chart
  const [time, millis] = [plot.posToVal(left, 'x'), plot.posToVal(top, 'y')]
  const column = columns.findLastIndex((from) => from <= time)
  const row = rows.findLastIndex((from) => from <= millis)
  const [from, to] = [columns[column], columns[column + 1]]
  const [fast, slow] = [rows[row], rows[row + 1]]
  if (from === undefined || to === undefined || fast === undefined || slow === undefined) return undefined
  const at = cells.findIndex((value, index) => index % 3 === 0 && value === column && cells[index + 1] === row)
  const least = row === 0 ? 'up' : formatLatency(fast)
  return {
    title: `${formatClock(from * 1000)} to ${formatClock(to * 1000)}`,
    rows: [
      { name: `${least} to ${formatLatency(slow)}`, value: `${formatCount(at < 0 ? 0 : cells[at + 2])} ${of}` },
      ...marksNear(plot, marks, left).map(({ text, tone }) => ({ swatch: `flag tone-${tone}`, name: text, value: '' })),
    ],
  }
}
