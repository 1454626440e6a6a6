import type { RunSnapshot } from '../../engine/api.ts'
import { linearAxis } from '../charts/axis.ts'
import type { Series } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, lineChart, rowsPerTick, plotColumns } from '../charts/plot-area.ts'
import {
  markedColumns,
  offeredRate,
  recentPeak,
  returnRate,
  type TimeColumn,
  timeColumns,
  timeLabels,
} from '../charts/time-columns.ts'
import { type Line, line } from '../format/line.ts'
import { formatNumber } from '../../base/readable-numbers.ts'
import type { TimeView } from '../store/time-view.ts'
import { largest } from './largest.ts'
import { spanOfColumn } from './column-span.ts'

/** One percent: less is a request or two at the edge of a window. */
const visibleLoss = 0.01

const achievedRate = (window: TimeColumn): number | undefined => returnRate(window.achieved, window)

/** Only where it differs from achieved: else one line covers the other. */
const goodRate = (window: TimeColumn): number | undefined =>
  window.achieved - window.good > visibleLoss * window.achieved ? returnRate(window.good, window) : undefined

/** Offered against achieved over time; good iterations too, once some fail. */
export function throughputPanel({ windows, events }: RunSnapshot, time: TimeView, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const columns = timeColumns(windows, plotColumns(inside), time)
  const ratesOf = (rate: (window: TimeColumn) => number | undefined): readonly (number | undefined)[] =>
    columns.map((window) => (window === undefined ? undefined : rate(window)))
  const offered = ratesOf(offeredRate)
  const achieved = ratesOf(achievedRate)
  const good = ratesOf(goodRate)
  const series: readonly Series[] = [
    { values: offered, tone: 'offered', stroke: 'thin' },
    { values: achieved, tone: 'achieved', stroke: 'heavy' },
    { values: good, tone: 'good', stroke: 'dashed' },
  ]
  const axis = linearAxis(largest([...offered, ...achieved, recentPeak(windows, time)]), inside.rows, rowsPerTick)
  return panel(
    {
      title: `throughput /s${spanOfColumn(time)}`,
      right: legend(offered.at(-1), achieved.at(-1), good.at(-1)),
      bottom: timeLabels(columns.length, axisColumns, time),
      body: lineChart({ series, axis, marks: markedColumns(events, columns, time) }, inside),
    },
    size,
  )
}

function legend(offered: number | undefined, achieved: number | undefined, good: number | undefined): readonly Line[] {
  const named = [
    line(`─ offered ${formatNumber(offered)}`, 'offered'),
    line(`━ achieved ${formatNumber(achieved)}`, 'achieved'),
  ]
  return good === undefined ? named : [...named, line(`╍ good ${formatNumber(good)}`, 'good')]
}
