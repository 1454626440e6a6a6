import uPlot from 'uplot'
import type { LoadChart } from '../../chart.ts'
import { linearRange, loadAxis, logRange, logScale, valueAxis } from './axes.ts'
import { dataOf, seriesOf } from './lines.ts'
import { drawCurve, drawDots, drawHalves, drawIdeal, drawLimits, drawZones } from './load-layers.ts'
import { toneColor } from './palette.ts'
import type { Box } from './plot-box.ts'
import { type Tip, tooltipPlugin } from './tooltip.ts'
import { valueText } from './units.ts'

/** Values over load: zones and limits behind, single seconds, the fitted curve, the loads that were held in front. */
export function loadPlot(chart: LoadChart, box: Box): uPlot {
  const { unit, loadUnit, isLog, loads, lines } = chart
  const range = (_: uPlot, min: number, max: number): [number, number] =>
    isLog ? logRange(min, max) : linearRange(_, 0, Math.max(max, highestIn(chart)))
  return new uPlot(
    {
      ...box.size(),
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 9 }, y: false },
      scales: {
        x: { time: false, range: () => [0, chart.highest * 1.04] },
        y: isLog ? logScale(range) : { range },
      },
      axes: [loadAxis(loadUnit), valueAxis(unit, isLog)],
      series: [
        {},
        ...lines.map((line) => ({
          ...seriesOf(line),
          ...(chart.curve.length > 0 ? { width: 0 } : {}),
          points: { show: true, size: 7, fill: () => toneColor(line.tone) },
        })),
      ],
      plugins: [tooltipPlugin((plot) => tipOf(chart, plot))],
      hooks: {
        drawAxes: [
          (plot) => {
            drawZones(plot, chart)
            if (chart.hasIdeal) drawIdeal(plot)
            drawDots(plot, chart)
            drawCurve(plot, chart)
            drawHalves(plot, chart)
          },
        ],
        draw: [(plot) => drawLimits(plot, chart)],
      },
    },
    dataOf(
      loads.length > 0 ? loads : [0],
      loads.length > 0 ? lines : lines.map((line) => ({ ...line, values: [null] })),
    ),
    box.element,
  )
}

/** Seconds that go beyond the holds shall be seen; a few that were caught up in one second need not. */
function highestIn({ dots, curve }: LoadChart): number {
  const values = dots.map(([, value]) => value).sort((a, b) => a - b)
  const usual = values[Math.floor(0.995 * (values.length - 1))] ?? 0
  return Math.max(usual, ...curve.map(([, value]) => value))
}

function tipOf({ unit, loadUnit, loads, lines, halves }: LoadChart, plot: uPlot): Tip | undefined {
  const index = plot.cursor.idx
  const load = index === null || index === undefined ? undefined : loads[index]
  if (index === null || index === undefined || load === undefined) return undefined
  return {
    title: `held ${Number(load.toPrecision(4))}${loadUnit}`,
    rows: lines.map(({ name, tone, stroke, values }, line) => {
      const [value, half] = [values[index], line === 0 ? halves[index] : undefined]
      const text = value == null ? '-' : valueText[unit](value)
      return {
        swatch: `${stroke} tone-${tone}`,
        name,
        value: half == null ? text : `${text} ± ${valueText[unit](half)}`,
      }
    }),
  }
}
