import type uPlot from 'uplot'
import { formatClock } from '../../../base/readable-numbers.ts'
import type { Unit } from '../../chart.ts'
import { colorOf } from './palette.ts'
import { logTicks } from '../../log-ticks.ts'
import { tickText } from './units.ts'

const FONT = '11px system-ui, sans-serif'

const look: Pick<uPlot.Axis, 'font' | 'stroke' | 'grid' | 'ticks'> = {
  font: FONT,
  stroke: () => colorOf('dim'),
  grid: { stroke: () => colorOf('grid'), width: 1 },
  ticks: { show: false },
}

/** Round steps of a clock, in s. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

export const timeAxis = (): uPlot.Axis => ({
  ...look,
  incrs: clockSteps,
  space: 64,
  size: 28,
  values: (_, ticks) => ticks.map((tick) => formatClock(tick * 1000)),
})

export const loadAxis = (unit: string): uPlot.Axis => ({
  ...look,
  space: 56,
  size: 28,
  values: (_, ticks) => ticks.map((tick, index) => (index === ticks.length - 1 ? `${tick}${unit}` : String(tick))),
})

export const valueAxis = (unit: Unit, isLog: boolean): uPlot.Axis => ({
  ...look,
  size: 52,
  space: 32,
  values: (_, ticks) => ticks.map((tick) => tickText(unit, tick)),
  ...(isLog ? { splits: (_, __, min, max) => logTicks(min, max), filter: (_, ticks) => ticks } : {}),
})

/** uPlot's number for it, which its types keep for themselves. */
const logarithmic: object = { distr: 3 }

export const logScale = (range: uPlot.Scale['range'] & {}): uPlot.Scale => ({ ...logarithmic, range })

/** From 0, with some air above. */
export const linearRange = (_: uPlot, __: number, max: number): [number, number] => [0, max > 0 ? max * 1.06 : 1]

/** Whole steps of 1, 2, 5 around what is there. */
export function logRange(min: number, max: number): [number, number] {
  const low = 10 ** Math.floor(Math.log10(Math.max(min, 0.01)))
  const [one = low] = [5, 2, 1].filter((factor) => factor * low <= min).map((factor) => factor * low)
  const high = 10 ** Math.floor(Math.log10(max))
  const [other = 10 * high] = [1, 2, 5, 10].filter((factor) => factor * high >= max).map((factor) => factor * high)
  return [one, Math.max(other, one * 2)]
}
