import type { Exploration } from '../../analysis/exploration.ts'
import { linearAxis, positionOn } from '../charts/axis.ts'
import { axisColumns, plotColumns } from '../charts/plot-area.ts'
import type { BorderLabel } from '../charts/time-columns.ts'
import { span } from '../format/line.ts'
import { formatLoad } from '../../base/readable-numbers.ts'
import { largest } from './largest.ts'

/** Room for one label of the load axis. */
const columnsPerTick = 12

/** The load axis of a plot: the same loads are in the same columns of every chart of that width. */
export interface LoadScale {
  /** Columns of the plot, without the value axis. */
  readonly columns: number
  readonly columnOf: (load: number) => number
  readonly loadAt: (column: number) => number
  readonly labels: readonly BorderLabel[]
}

export function loadScale({ records, model }: Exploration, width: number): LoadScale {
  const columns = plotColumns({ columns: width, rows: 0 })
  const axis = linearAxis(largest(records.map(({ hold }) => hold.load)), columns, columnsPerTick)
  const last = Math.max(1, columns - 1)
  const columnOf = (load: number): number => Math.round(positionOn(axis, load) * last)
  const named = ` load ${model === 'open' ? '/s' : 'VUs'} `
  const end = { column: axisColumns + columns - named.length, text: span(named, 'dim') }
  const labels = axis.ticks.map((tick) => {
    const text = ` ${formatLoad(tick)} `
    return { column: axisColumns + columnOf(tick) - Math.floor(text.length / 2), text: span(text, 'dim') }
  })
  return {
    columns,
    columnOf,
    loadAt: (column) => (column / last) * axis.max,
    labels:
      records.length === 0
        ? []
        : [...labels.filter(({ column, text }) => column + text.text.length <= end.column), end],
  }
}
