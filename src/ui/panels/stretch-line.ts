import { formatLoad } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import type { LoadPoint, ScenarioView } from '../../engine/api.ts'
import { axisColumns } from '../charts/plot-area.ts'
import { type Line, space, span, type Span } from '../format/line.ts'
import { nameOf, type Stretch, stretchesOf } from '../plan/stretches.ts'
import type { PlanSpan } from '../plan/plan-span.ts'
import { roundLoad } from '../plan/round-load.ts'
import type { Tone } from '../theme.ts'

export interface StretchLine {
  readonly scenario: ScenarioView
  readonly draft: readonly LoadPoint[] | undefined
  readonly shown: PlanSpan
  readonly now: Millis
}

/** What happens when, as labels over a chart of the plan: what a stretch is called stands where it is, as long as it fits. */
export function stretchLine({ scenario, draft, shown, now }: StretchLine, width: number): Line {
  const columns = width - axisColumns
  const columnOf = (at: Millis): number =>
    Math.max(0, Math.min(columns, Math.round(((at - shown.from) / (shown.to - shown.from)) * columns)))
  const stretches = draft === undefined ? stretchesOf(scenario.course, scenario.endsAt) : stretchesOf(draft, 0)
  const spans: Span[] = [space(axisColumns)]
  let column = 0
  let wasNarrow = false
  for (const stretch of stretches) {
    const [start, end] = [columnOf(stretch.from), columnOf(stretch.to)]
    if (end - start < 1 || start < column) continue
    // Many changes one after the other would be nothing but bars.
    const isNarrow = end - start < 3
    const label = labelIn(stretch, scenario.model, end - start, toneAt(stretch, now, draft))
    spans.push(space(start - column), ...(isNarrow && wasNarrow ? [space(end - start)] : label))
    wasNarrow = isNarrow
    column = end
  }
  return spans
}

function toneAt({ from, to }: Stretch, now: Millis, draft: StretchLine['draft']): Tone {
  if (draft !== undefined) return 'mark'
  return to <= now ? 'dim' : from <= now ? 'strong' : 'plain'
}

/** A bar where it begins, then its name, as much of it as there is room for. */
function labelIn(stretch: Stretch, model: ScenarioView['model'], width: number, tone: Tone): Line {
  const arrow = stretch.kind === 'hold' ? '' : stretch.kind === 'ramp up' ? '↑' : '↓'
  const names = [nameOf(stretch, model), `${arrow}${formatLoad(roundLoad(stretch.after))}`, arrow, '']
  const name = names.find((candidate) => candidate.length <= width - 2) ?? ''
  const left = Math.floor((width - 1 - name.length) / 2)
  return [span('│', 'frame'), space(left), span(name, tone), space(width - 1 - name.length - left)]
}
