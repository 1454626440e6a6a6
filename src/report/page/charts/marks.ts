import type uPlot from 'uplot'
import type { ChartMark } from '../../chart.ts'
import { clipped, ratio } from './lines.ts'
import { colorOf, faded, toneColor } from './palette.ts'

type Pauses = readonly (readonly [from: number, to: number])[]

/** Pauses as stripes behind the lines. */
export function drawPauses(plot: uPlot, pauses: Pauses): void {
  clipped(plot, (context) => {
    context.fillStyle = colorOf('pause')
    for (const [from, to] of pauses) {
      const left = plot.valToPos(from, 'x', true)
      context.fillRect(left, plot.bbox.top, plot.valToPos(to, 'x', true) - left, plot.bbox.height)
    }
  })
}

/** What was done, as upright lines with a small flag at the top. */
export function drawMarks(plot: uPlot, marks: readonly ChartMark[]): void {
  clipped(plot, (context) => {
    const size = 3.5 * ratio()
    const { top, height } = plot.bbox
    for (const { at, tone } of marks) {
      const x = Math.round(plot.valToPos(at, 'x', true))
      context.fillStyle = faded(toneColor(tone), 0.35)
      context.fillRect(x, top, ratio(), height)
      context.fillStyle = toneColor(tone)
      context.beginPath()
      context.moveTo(x - size, top)
      context.lineTo(x + size, top)
      context.lineTo(x, top + 1.6 * size)
      context.fill()
    }
  })
}

const NEAR = 7

/** The marks that are pointed at. */
export const marksNear = (plot: uPlot, marks: readonly ChartMark[], left: number): readonly ChartMark[] =>
  marks.filter(({ at }) => Math.abs(plot.valToPos(at, 'x') - left) <= NEAR).slice(0, 4)
