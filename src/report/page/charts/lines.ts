import uPlot from 'uplot'
import type { ChartLine } from '../../chart.ts'
import { faded, toneColor } from './palette.ts'

const dashes: Readonly<Record<ChartLine['stroke'], number[]>> = {
  thin: [],
  heavy: [],
  dashed: [7, 4],
  dotted: [2, 4],
}

/** A line as uPlot wants it. */
export const seriesOf = ({ name, tone, stroke, isFilled }: ChartLine): uPlot.Series => ({
  label: name,
  stroke: () => toneColor(tone),
  width: stroke === 'heavy' ? 2.25 : 1.5,
  dash: dashes[stroke],
  ...(isFilled === true ? { fill: () => faded(toneColor(tone), 0.12) } : {}),
  points: { show: false },
})

/** As uPlot wants its data: x first. */
export const dataOf = (x: readonly number[], lines: readonly ChartLine[]): uPlot.AlignedData => [
  [...x],
  ...lines.map(({ values }) => [...values]),
]

/** Drawing within the plot only. */
export function clipped(plot: uPlot, draw: (context: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  draw(ctx)
  ctx.restore()
}

/** Pixels of the canvas per pixel of the page. */
export const ratio = (): number => uPlot.pxRatio
