import type { Size } from '../charts/panel.ts'
import { type Line, line } from '../format/line.ts'
import { selectedScenario } from '../keys/selected-scenario.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import { planChart } from '../panels/plan-chart.ts'
import { planTable } from '../panels/plan-table.ts'
import { stretchList } from '../panels/stretch-list.ts'
import { draftOf } from '../plan/draft.ts'
import { shownSpan, wholeSpan } from '../plan/plan-span.ts'
import type { Screen } from './screen.ts'

interface Parts {
  readonly chart: number
  readonly list: number
  readonly table: number
}

/** Header, message and footer. */
const fixedRows = 3

function partsOf({ rows }: Size, scenarios: number): Parts {
  const table = 1 + Math.min(Math.max(1, scenarios), Math.max(1, Math.floor((rows - 12) / 2)))
  const list = rows >= 40 ? 8 : rows >= 30 ? 5 : rows >= 22 ? 3 : 0
  return { chart: rows - fixedRows - table - list, list, table }
}

/** What is asked for and will be: the plan of the selected scenario large, all of them in a row each. */
export function scenariosView({ facts, frame, state }: Screen): readonly Line[] {
  const { columns } = state.size
  const { values: run } = frame
  const context = contextOf({ frame, state })
  const parts = partsOf(state.size, run.scenarios.length)
  const whole = wholeSpan(run.scenarios, run.elapsed)
  const shown = shownSpan(whole, run.elapsed, { zoom: state.planZoom, around: state.time.until })
  const scenario = selectedScenario(state, run)
  const draft = scenario === undefined ? undefined : draftOf(state.prompt, scenario, run.elapsed)
  const top =
    scenario === undefined
      ? Array.from({ length: parts.chart + parts.list }, () => line(''))
      : [
          ...planChart({ run, scenario, draft, shown }, { columns, rows: parts.chart }),
          ...stretchList({ scenario, draft, now: run.elapsed }, parts.list),
        ]
  return [
    headerLine(facts, frame, columns),
    ...top,
    ...planTable(run.scenarios, scenario?.name, { shown, now: run.elapsed }, { columns, rows: parts.table }),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
