import { formatDuration } from '../../base/duration.ts'
import { formatClock, formatLoadOf } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import type { LoadPoint, RunSnapshot, ScenarioView } from '../../engine/api.ts'
import { linearAxis } from '../charts/axis.ts'
import { clockLabels } from '../charts/clock-labels.ts'
import { drawLine, type Series } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, gridWithAxis, plotColumns, rowsPerTick } from '../charts/plot-area.ts'
import { returnRate } from '../charts/time-columns.ts'
import { type Line, line, span } from '../format/line.ts'
import { sampleCourse } from '../plan/course-at.ts'
import type { PlanSpan } from '../plan/plan-span.ts'
import { roundLoad } from '../plan/round-load.ts'
import { largest } from './largest.ts'
import { stretchLine } from './stretch-line.ts'

export interface PlanChart {
  readonly run: RunSnapshot
  readonly scenario: ScenarioView
  /** What is being edited, in place of what is to come. */
  readonly draft: readonly LoadPoint[] | undefined
  readonly shown: PlanSpan
}

type Values = readonly (number | undefined)[]

/** What is planned, what was asked for and will be, and where that stands now. */
export function planChart(chart: PlanChart, size: Size): readonly Line[] {
  const { run, scenario, draft, shown } = chart
  const inside = insideOf(size)
  const plot = { columns: inside.columns, rows: inside.rows - 1 }
  const columns = plotColumns(plot)
  const now = run.elapsed
  const series = seriesOf(chart, columns)
  const axis = linearAxis(largest(series.flatMap(({ values }) => values)), plot.rows, rowsPerTick)
  const grid = gridWithAxis(plot, axis)
  const nowColumn = axisColumns + Math.floor(((now - shown.from) / (shown.to - shown.from)) * columns)
  for (let row = 0; row < grid.rows; row += 1) {
    if (nowColumn >= axisColumns) grid.put(nowColumn, row, '┊', 'strong')
  }
  for (const one of series) drawLine(grid, one, axis, axisColumns)
  return panel(
    {
      title: `plan of ${scenario.name}`,
      right: facts(run, scenario),
      bottom: clockLabels({ ...shown, columns, left: axisColumns, now }),
      body: [stretchLine({ scenario, draft, shown, now }, inside.columns), ...grid.toLines()],
    },
    size,
  )
}

function seriesOf({ run, scenario, draft, shown }: PlanChart, columns: number): readonly Series[] {
  const { plan, course, endsAt } = scenario
  const hasEnd = endsAt !== undefined
  const asked = sampleCourse(course, shown, columns, hasEnd)
  const past = Math.round(((run.elapsed - shown.from) / (shown.to - shown.from)) * columns)
  const only = (values: Values, isWanted: (column: number) => boolean): Values =>
    values.map((value, column) => (isWanted(column) ? value : undefined))
  const drafted = draft === undefined ? [] : sampleCourse(draft, shown, columns, true)
  return [
    { values: sampleCourse(plan, shown, columns, hasEnd), tone: 'dim', stroke: 'dashed' },
    { values: draft === undefined ? only(asked, (column) => column >= past) : [], tone: 'offered', stroke: 'dotted' },
    { values: only(asked, (column) => column < past), tone: 'offered', stroke: 'thin' },
    { values: achievedOf(run, scenario, shown, columns), tone: 'achieved', stroke: 'heavy' },
    { values: drafted, tone: 'mark', stroke: 'heavy' },
  ]
}

/** What came back, where it is that of this scenario alone and in its own unit. */
function achievedOf(
  { scenarios, windows }: RunSnapshot,
  { model }: ScenarioView,
  { from, to }: PlanSpan,
  columns: number,
): Values {
  if (scenarios.length > 1 || model === 'closed') return []
  const step = (to - from) / columns
  const byColumn = Map.groupBy(windows, (window) => Math.floor(((window.from + window.to) / 2 - from) / step))
  return Array.from({ length: columns }, (_, column) => {
    // A column may be shorter than a window: then that stands in each of its columns.
    const shared = byColumn.get(column) ?? windows.filter((window) => isWithin(from + (column + 0.5) * step, window))
    const [first, last] = [shared[0], shared.at(-1)]
    if (first === undefined || last === undefined) return undefined
    const achieved = shared.reduce((sum, window) => sum + window.achieved, 0)
    return returnRate(achieved, { ...first, to: last.to })
  })
}

const isWithin = (at: Millis, { from, to }: PlanSpan): boolean => at >= from && at < to

function facts({ elapsed, rampMs }: RunSnapshot, scenario: ScenarioView): readonly Line[] {
  const { load, planned, model, overridden, state } = scenario
  const asked: Line = [
    span('─ asked ', 'dim'),
    span(formatLoadOf(roundLoad(load), model), overridden ? 'mark' : 'offered'),
  ]
  const plan: Line = [span('╍ plan ', 'dim'), span(formatLoadOf(roundLoad(planned), model))]
  const ramp = rampMs === 0 ? [] : [line(`changes take ${formatDuration(rampMs)}`, 'mark')]
  const standing = line(standingOf(scenario, elapsed), state === 'stopping' ? 'alarm' : 'plain')
  return state === 'running' ? [asked, standing, ...(overridden ? [plan] : []), ...ramp] : [standing, ...ramp]
}

/** When it begins or ends. */
function standingOf({ state, startsAt, endsAt }: ScenarioView, now: Millis): string {
  switch (state) {
    case 'waiting':
      return `waits, begins at ${formatClock(startsAt)}, in ${formatClock(startsAt - now)}`
    case 'running':
      return endsAt === undefined ? 'open end' : `ends at ${formatClock(endsAt)}, in ${formatClock(endsAt - now)}`
    case 'stopping':
      return 'its last iterations are ending'
    case 'done':
      return 'done'
  }
}
