import type { RunEvent, Window } from '../../engine/api.ts'
import { linearAxis } from '../charts/axis.ts'
import type { Series } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, lineChart, maxTicksFor, plotColumns } from '../charts/plot-area.ts'
import { eventMarks, mergeLabels, ratePerSecond, timeColumns, timeLabels } from '../charts/time-columns.ts'
import { type Line, span } from '../format/line.ts'
import { formatNumber } from '../format/numbers.ts'
import { largest } from './largest.ts'

type Rates = readonly (number | undefined)[]
type Columns = readonly (Window | undefined)[]

const ratesOf = (columns: Columns, count: (window: Window) => number): Rates =>
  columns.map((window) => (window === undefined ? undefined : ratePerSecond(count(window), window)))

/** One percent: less is a request or two at the edge of a window. */
const visibleLoss = 0.01

const hasLoss = (columns: Columns): boolean =>
  columns.some((window) => window !== undefined && window.achieved - window.good > visibleLoss * window.achieved)

/** Offered against achieved over time; good iterations too, once some fail. */
export function throughputPanel(windows: readonly Window[], events: readonly RunEvent[], size: Size): readonly Line[] {
  const inside = insideOf(size)
  const columns = timeColumns(windows, plotColumns(inside))
  const offered = ratesOf(columns, (window) => window.offered)
  const achieved = ratesOf(columns, (window) => window.achieved)
  const good = ratesOf(columns, (window) => window.good)
  const series: Series[] = [
    { values: offered, tone: 'offered', stroke: 'thin' },
    { values: achieved, tone: 'achieved', stroke: 'heavy' },
  ]
  if (hasLoss(columns)) series.push({ values: good, tone: 'good', stroke: 'dotted' })
  const axis = linearAxis(largest([...offered, ...achieved]), maxTicksFor(inside.rows))
  const marks = eventMarks(events, columns, axisColumns)
  return panel(
    {
      title: 'throughput /s',
      right: legend(offered.at(-1), achieved.at(-1), series.length > 2 ? good.at(-1) : undefined),
      bottom: mergeLabels(marks, timeLabels(columns.length, axisColumns)),
      body: lineChart(series, axis, inside),
    },
    size,
  )
}

function legend(offered: number | undefined, achieved: number | undefined, good: number | undefined): Line {
  const named = [
    span(`─ offered ${formatNumber(offered)}`, 'offered'),
    span(' · ', 'dim'),
    span(`━ achieved ${formatNumber(achieved)}`, 'achieved'),
  ]
  return good === undefined ? named : [...named, span(' · ', 'dim'), span(`· good ${formatNumber(good)}`, 'good')]
}
