import { lateP95 } from '../../analysis/late-p95.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import { type Axis, linearAxis, logAxis } from '../charts/axis.ts'
import type { Series } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, lineChart, rowsPerTick, plotColumns } from '../charts/plot-area.ts'
import { markedColumns, type TimeColumn, timeColumns, timeLabels } from '../charts/time-columns.ts'
import { type Line, line } from '../format/line.ts'
import { formatMillis } from '../../base/readable-numbers.ts'
import type { TimeView } from '../store/time-view.ts'
import { spanOfColumn } from './column-span.ts'
import { largest, smallestPositive } from './largest.ts'

type Values = readonly (number | undefined)[]
type Columns = readonly (TimeColumn | undefined)[]

/** Beyond this ratio of p99 to p50 a linear scale shows one of them as a flat line. */
const logFrom = 20
/** Response time percentiles over time, from send. Where iterations started late, p95 from their due time is dotted above. */
export function latencyPanel({ windows, events }: RunSnapshot, time: TimeView, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const columns = timeColumns(windows, plotColumns(inside), time)
  const p50 = columns.map((window) => window?.latency.p50)
  const p95 = columns.map((window) => window?.latency.p95)
  const p99 = columns.map((window) => window?.latency.p99)
  const due = columns.map((window) => (window === undefined ? undefined : lateP95(window)))
  const axis = scale([...p50, ...p95, ...p99, ...due], isSpread(columns), inside.rows)
  const series: readonly Series[] = [
    { values: due, tone: 'due', stroke: 'dotted' },
    { values: p99, tone: 'p99', stroke: 'thin' },
    { values: p95, tone: 'p95', stroke: 'thin' },
    { values: p50, tone: 'p50', stroke: 'thin' },
  ]
  return panel(
    {
      title: `latency ms${axis.isLog ? ' (log)' : ''}${spanOfColumn(time, ', worst second')}`,
      right: legend(columns.at(-1), due.at(-1)),
      bottom: timeLabels(columns.length, axisColumns, time),
      body: lineChart({ series, axis, marks: markedColumns(events, columns, time) }, inside),
    },
    size,
  )
}

const isSpread = (columns: Columns): boolean =>
  columns.some((window) => {
    const { p50, p99 } = window?.latency ?? {}
    return p50 !== undefined && p99 !== undefined && p50 > 0 && p99 / p50 > logFrom
  })

function scale(values: Values, isLog: boolean, rows: number): Axis {
  const least = smallestPositive(values)
  return isLog && least !== undefined
    ? logAxis(least, largest(values), rows, rowsPerTick)
    : linearAxis(largest(values), rows, rowsPerTick)
}

function legend(window: TimeColumn | undefined, due: number | undefined): readonly Line[] {
  const { p50, p95, p99 } = window?.latency ?? {}
  const named = [
    line(`p50 ${formatMillis(p50)}`, 'p50'),
    line(`p95 ${formatMillis(p95)}`, 'p95'),
    line(`p99 ${formatMillis(p99)}`, 'p99'),
  ]
  return due === undefined ? named : [...named, line(`· p95 from due ${formatMillis(due)}`, 'due')]
}
