import { lengthOf, type TestPlan, type Zone } from '../../analysis/load-test/test-plan.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import { formatDuration } from '../../base/duration.ts'
import { formatLoad, formatRate } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import type { LoadPoint } from '../../engine/api.ts'
import { linearAxis } from '../charts/axis.ts'
import { clockLabels } from '../charts/clock-labels.ts'
import { drawLine } from '../charts/line-plot.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { axisColumns, gridWithAxis, plotColumns, rowsPerTick } from '../charts/plot-area.ts'
import { type Line, line, space, span, type Span } from '../format/line.ts'
import { sampleCourse } from '../plan/course-at.ts'
import { roundLoad } from '../plan/round-load.ts'
import { largest } from './largest.ts'

/** The whole test drawn ahead, with what each stretch of it is for, and over it what came back so far. `now`: the clock of the run. */
export function testChart(view: TestView, now: Millis, size: Size): readonly Line[] {
  const { plan, trace } = view
  const inside = insideOf(size)
  const plot = { columns: inside.columns, rows: inside.rows - 1 }
  const columns = plotColumns(plot)
  const shown = { from: 0, to: Math.max(1, lengthOf(plan)) }
  const planned = sampleCourse(courseOf(plan), shown, columns, true)
  const achieved = achievedIn(trace, shown.to, columns)
  const axis = linearAxis(largest([...planned, ...achieved]), plot.rows, rowsPerTick)
  const grid = gridWithAxis(plot, axis)
  const nowColumn = axisColumns + Math.floor((now / shown.to) * columns)
  for (let row = 0; row < grid.rows; row += 1) {
    if (nowColumn >= axisColumns && nowColumn < plot.columns) grid.put(nowColumn, row, '┊', 'strong')
  }
  drawLine(grid, { values: planned, tone: 'offered', stroke: 'dotted' }, axis, axisColumns)
  drawLine(grid, { values: achieved, tone: 'achieved', stroke: 'heavy' }, axis, axisColumns)
  return panel(
    {
      title: plan.profile === undefined ? 'workloads' : `${plan.profile} test`,
      right: factsOf(view),
      bottom: clockLabels({ ...shown, columns, left: axisColumns, now }),
      body: [zoneLine(view, now, inside.columns), ...grid.toLines()],
    },
    size,
  )
}

/** All workloads together. */
const courseOf = ({ zones, target }: TestPlan): readonly LoadPoint[] =>
  zones.flatMap(({ from, to, begin, end }) => [
    { at: from, load: target * begin },
    { at: to, load: target * end },
  ])

/** A point of the trace may be wider than a column, or the other way round. */
function achievedIn(trace: TestView['trace'], length: Millis, columns: number): readonly (number | undefined)[] {
  const step = length / columns
  return Array.from({ length: columns }, (_, column) => {
    const [from, to] = [column * step, (column + 1) * step]
    const inside = trace.filter(({ at }) => at >= from && at < to)
    if (inside.length > 0) return inside.reduce((sum, { achieved }) => sum + achieved, 0) / inside.length
    const before = trace.findLast(({ at }) => at < from)
    const after = trace.find(({ at }) => at >= to)
    return before === undefined || after === undefined ? undefined : (before.achieved + after.achieved) / 2
  })
}

function factsOf({ plan }: TestView): readonly Line[] {
  return [
    [span('· plan ', 'dim'), span(formatRate(plan.target), 'offered')],
    ...(plan.compress === 1 ? [] : [line(`${formatLoad(plan.compress)} times faster than usual`, 'mark')]),
    line(`takes ${formatDuration(Math.round(lengthOf(plan) / 1000) * 1000)}`, 'dim'),
  ]
}

/** What each stretch is for, over where it is. */
function zoneLine({ plan }: TestView, now: Millis, width: number): Line {
  const columns = width - axisColumns
  const columnOf = (at: Millis): number => Math.round((at / Math.max(1, lengthOf(plan))) * columns)
  const spans: Span[] = [space(axisColumns)]
  let column = 0
  for (const zone of plan.zones) {
    const end = columnOf(zone.to)
    if (end - column < 1) continue
    spans.push(...labelIn(zone, plan, end - column, now))
    column = end
  }
  return spans
}

function labelIn({ kind, from, to, end }: Zone, { target }: TestPlan, width: number, now: Millis): Line {
  const load = `${formatLoad(roundLoad(target * end))}/s`
  const name = [`${kind} ${load}`, kind, kind.slice(0, 1), ''].find((one) => one.length <= width - 2) ?? ''
  const left = Math.floor((width - 1 - name.length) / 2)
  const tone = to <= now ? 'dim' : from <= now ? 'strong' : 'plain'
  return [span('│', 'frame'), space(left), span(name, tone), space(width - 1 - name.length - left)]
}
