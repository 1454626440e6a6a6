import type uPlot from 'uplot'
import type { LoadChart } from '../../chart.ts'
import { clipped, ratio } from './lines.ts'
import { colorOf, faded, toneColor } from './palette.ts'

const xOf = (plot: uPlot, load: number): number => plot.valToPos(load, 'x', true)
const yOf = (plot: uPlot, value: number): number => plot.valToPos(value, 'y', true)

/** Tints, each with its letter: colour alone says nothing. */
export function drawZones(plot: uPlot, { zones, namesAt }: LoadChart): void {
  clipped(plot, (context) => {
    const { top, height } = plot.bbox
    context.font = `600 ${12 * ratio()}px system-ui, sans-serif`
    context.textAlign = 'center'
    for (const { zone, from, to } of zones) {
      const [left, right] = [xOf(plot, from), xOf(plot, to)]
      const color = colorOf(`zone-${zone.toLowerCase()}`)
      context.fillStyle = faded(color, 0.07)
      context.fillRect(left, top, right - left, height)
      context.fillStyle = color
      context.fillText(zone, (left + right) / 2, namesAt === 'top' ? top + 14 * ratio() : top + height - 8 * ratio())
    }
  })
}

/** Everything that is asked for comes back. */
export function drawIdeal(plot: uPlot): void {
  clipped(plot, (context) => {
    const { max = 0 } = plot.scales['x'] ?? {}
    context.strokeStyle = colorOf('dim')
    context.lineWidth = ratio()
    context.setLineDash([2 * ratio(), 4 * ratio()])
    context.beginPath()
    context.moveTo(xOf(plot, 0), yOf(plot, 0))
    context.lineTo(xOf(plot, max), yOf(plot, max))
    context.stroke()
  })
}

export function drawDots(plot: uPlot, { dots }: LoadChart): void {
  clipped(plot, (context) => {
    context.fillStyle = faded(toneColor('achieved'), 0.35)
    for (const [load, value] of dots) {
      context.beginPath()
      context.arc(xOf(plot, load), yOf(plot, value), 1.6 * ratio(), 0, 2 * Math.PI)
      context.fill()
    }
  })
}

export function drawCurve(plot: uPlot, { curve }: LoadChart): void {
  clipped(plot, (context) => {
    context.strokeStyle = toneColor('achieved')
    context.lineWidth = 1.5 * ratio()
    context.beginPath()
    for (const [load, value] of curve) context.lineTo(xOf(plot, load), yOf(plot, value))
    context.stroke()
  })
}

/** 95 % intervals of the loads that were held. */
export function drawHalves(plot: uPlot, { loads, halves, lines }: LoadChart): void {
  clipped(plot, (context) => {
    const cap = 3 * ratio()
    context.strokeStyle = toneColor('achieved')
    context.lineWidth = ratio()
    for (const [index, half] of halves.entries()) {
      const value = lines[0]?.values[index]
      if (half === null || value == null) continue
      const x = xOf(plot, loads[index] ?? 0)
      const [top, bottom] = [yOf(plot, value + half), yOf(plot, value - half)]
      context.beginPath()
      context.moveTo(x, top)
      context.lineTo(x, bottom)
      for (const y of [top, bottom]) {
        context.moveTo(x - cap, y)
        context.lineTo(x + cap, y)
      }
      context.stroke()
    }
  })
}

/** Saturation and buckle point, each with its interval and its name. */
export function drawLimits(plot: uPlot, { limits, namesAt }: LoadChart): void {
  clipped(plot, (context) => {
    const { top, height, left, width } = plot.bbox
    context.font = `600 ${11 * ratio()}px system-ui, sans-serif`
    for (const [index, { load, low, high, name }] of limits.entries()) {
      const x = Math.round(xOf(plot, load))
      context.fillStyle = faded(colorOf('text'), 0.08)
      context.fillRect(xOf(plot, low), top, Math.max(ratio(), xOf(plot, high) - xOf(plot, low)), height)
      context.fillStyle = colorOf('text')
      context.fillRect(x, top, ratio(), height)
      const isLeft = x > left + width / 2
      context.textAlign = isLeft ? 'right' : 'left'
      const y = namesAt === 'top' ? top + (32 + 16 * index) * ratio() : top + height - (28 + 16 * index) * ratio()
      context.fillText(name, x + (isLeft ? -6 : 6) * ratio(), y)
    }
  })
}
