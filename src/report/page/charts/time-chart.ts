import uPlot from 'uplot'
import { formatClock } from '../../../base/readable-numbers.ts'
import type { TimeChart } from '../../chart.ts'
import { linearRange, logRange, logScale, timeAxis, valueAxis } from './axes.ts'
import { dataOf, seriesOf } from './lines.ts'
import { drawMarks, drawPauses, marksNear } from './marks.ts'
import type { Box } from './plot-box.ts'
import { type Tip, tooltipPlugin } from './tooltip.ts'
import { valueText } from './units.ts'
import type { SharedZoom } from './zoom.ts'

/** Lines over time, with pauses behind them and what was done before them. */
export function timePlot(chart: TimeChart, box: Box, zoom: SharedZoom): uPlot {
  const { unit, isLog, at, end, lines, marks, pauses } = chart
  const plot = new uPlot(
    {
      ...box.size(),
      legend: { show: false },
      cursor: zoom.cursor,
      scales: {
        x: { time: false, min: 0, max: end, auto: false },
        y: isLog ? logScale((_, min, max) => logRange(min, max)) : { range: linearRange },
      },
      axes: [timeAxis(), valueAxis(unit, isLog)],
      series: [{}, ...lines.map(seriesOf)],
      plugins: [zoom.plugin, tooltipPlugin((plot, left) => tipOf(chart, plot, left))],
      hooks: {
        drawAxes: [(plot) => drawPauses(plot, pauses)],
        draw: [(plot) => drawMarks(plot, marks)],
      },
    },
    dataOf(at, isLog ? lines.map(withoutZeros) : lines),
    box.element,
  )
  zoom.join(plot)
  return plot
}

/** A logarithmic scale has no place for them. */
const withoutZeros = <L extends TimeChart['lines'][number]>(line: L): L => ({
  ...line,
  values: line.values.map((value) => (value === 0 ? null : value)),
})

function tipOf({ unit, at, lines, marks }: TimeChart, plot: uPlot, left: number): Tip | undefined {
  const index = plot.cursor.idx
  if (index === null || index === undefined) return undefined
  return {
    title: formatClock((at[index] ?? 0) * 1000),
    rows: [
      ...lines.map(({ name, tone, stroke, values }) => {
        const value = values[index]
        return { swatch: `${stroke} tone-${tone}`, name, value: value == null ? '-' : valueText[unit](value) }
      }),
      ...marksNear(plot, marks, left).map(({ text, tone }) => ({ swatch: `flag tone-${tone}`, name: text, value: '' })),
    ],
  }
}
