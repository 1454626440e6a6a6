import { formatClock, formatCount, formatLatency, formatLoadOf, formatShare } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import type { ScenarioView } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { type Line, span, type Span } from '../format/line.ts'
import { sampleCourse } from '../plan/course-at.ts'
import type { PlanSpan } from '../plan/plan-span.ts'
import { roundLoad } from '../plan/round-load.ts'
import { largest } from './largest.ts'
import { achievedCell, loadCell, tableOfScenarios } from './scenarios.ts'
import { type Column, rightColumn as right } from './table.ts'

const columns: readonly Column<ScenarioView>[] = [
  right('load', 12, 0, loadCell),
  right('plan', 10, 3, ({ planned, model }) => span(formatLoadOf(roundLoad(planned), model), 'dim')),
  right('achieved', 9, 4, achievedCell),
  right('VUs', 13, 2, ({ vusBusy, vusMax }) => span(`${formatCount(vusBusy)} / ${formatCount(vusMax)}`)),
  right('p50', 8, 8, ({ latency }) => span(formatLatency(latency.p50), 'p50')),
  right('p95', 8, 1, ({ latency }) => span(formatLatency(latency.p95), 'p95')),
  right('p99', 8, 9, ({ latency }) => span(formatLatency(latency.p99), 'p99')),
  right('errors', 7, 5, ({ errorShare }) =>
    span(formatShare(errorShare), errorShare !== undefined && errorShare > 0 ? 'error' : 'plain'),
  ),
  right('dropped', 8, 6, ({ dropped, model }) =>
    span(model === 'open' ? formatCount(dropped) : '-', dropped > 0 ? 'error' : 'plain'),
  ),
  right('ends', 8, 7, ({ endsAt }) => span(endsAt === undefined ? 'open' : formatClock(endsAt), 'dim')),
]

const nameColumns = 18
const gap = 2
/** A strip of the plan shorter than this shows nothing. */
const leastStrip = 12

/** Every scenario with its course over the same time, a row each. */
export function planTable(
  scenarios: readonly ScenarioView[],
  selected: string | undefined,
  { shown, now }: { readonly shown: PlanSpan; readonly now: Millis },
  size: Size,
): readonly Line[] {
  const kept = columnsBesideStrip(size.columns)
  const taken = kept.reduce((sum, column) => sum + column.width + gap, 2 + nameColumns)
  const strip: Column<ScenarioView> = {
    title: `${formatClock(shown.from)} - ${formatClock(shown.to)}`,
    width: size.columns - taken - gap,
    align: 'left',
    rank: -1,
    cell: (scenario) => stripOf(scenario, shown, now, size.columns - taken - gap),
  }
  return tableOfScenarios(scenarios, selected, [...kept, strip], size)
}

function columnsBesideStrip(width: number): readonly Column<ScenarioView>[] {
  let room = width - 2 - nameColumns - gap - leastStrip
  const kept = new Set<Column<ScenarioView>>()
  for (const column of columns.toSorted((a, b) => a.rank - b.rank)) {
    room -= column.width + gap
    if (room < 0) break
    kept.add(column)
  }
  return columns.filter((column) => kept.has(column))
}

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** The course in one row, each scenario by its own largest load; what is still to come is dim. */
function stripOf({ course, endsAt }: ScenarioView, shown: PlanSpan, now: Millis, width: number): Line {
  const values = sampleCourse(course, shown, width, endsAt !== undefined)
  const most = largest(course.map(({ load }) => load))
  const nowColumn = Math.floor(((now - shown.from) / (shown.to - shown.from)) * width)
  const glyphs = values.map((value) => (value === undefined ? ' ' : levelOf(value, most)))
  const text = (from: number, to: number): string => glyphs.slice(Math.max(0, from), Math.max(0, to)).join('')
  const isVisible = nowColumn >= 0 && nowColumn < width
  const current: readonly Span[] = isVisible ? [span('┊', 'strong')] : []
  return [
    span(text(0, nowColumn), 'offered'),
    ...current,
    span(text(isVisible ? nowColumn + 1 : Math.max(0, nowColumn), width), 'dim'),
  ]
}

const levelOf = (value: number, most: number): string =>
  levels[most === 0 ? 0 : Math.round((value / most) * (levels.length - 1))] ?? ' '
