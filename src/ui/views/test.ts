import type { TestView } from '../../analysis/load-test/test-view.ts'
import type { Size } from '../charts/panel.ts'
import { type Line, line } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import { contextOf } from '../keys/context.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { messageLine } from '../panels/message.ts'
import { testChart } from '../panels/test-chart.ts'
import { workloadTable } from '../panels/workload-table.ts'
import type { Tone } from '../theme.ts'
import type { Screen } from './screen.ts'

/** Header, message and footer. */
const fixedRows = 3
const leastChartRows = 8

const tones: Readonly<Record<TestView['verdict']['state'], Tone>> = {
  pass: 'achieved',
  fail: 'error',
  undecided: 'strong',
}

/** What is the test for, where is it, does every workload hold. */
export function testView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns, rows } = state.size
  const context = contextOf(screen)
  const size = { columns, rows: rows - fixedRows }
  return [
    headerLine(facts, frame, columns),
    ...(frame.test === undefined ? noTest(size) : body(frame.test, frame.run.elapsed - frame.run.paused, size)),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}

function body(view: TestView, now: number, { columns, rows }: Size): readonly Line[] {
  const verdict = verdictLines(view, columns)
  const table = Math.min(view.workloads.length + 1, Math.max(2, rows - leastChartRows - verdict.length))
  const shown = verdict.slice(0, Math.max(0, rows - leastChartRows - table))
  const chart = rows - table - shown.length
  return [
    ...testChart(view, now, { columns, rows: chart }),
    ...workloadTable(view.workloads, { columns, rows: table }),
    ...shown,
  ]
}

function verdictLines({ verdict: { state, text, findings } }: TestView, columns: number): readonly Line[] {
  return [
    ...paragraph(`${state}: ${text}`, columns, tones[state]),
    ...findings.flatMap((finding) => paragraph(finding, columns, 'plain', '· ')),
  ]
}

const noTest = ({ columns, rows }: Size): readonly Line[] => {
  const said = paragraph(
    'This run is no test: nothing says what it has to come to. kneepoint run workload.yaml, or kneepoint run --profile load --target-tps 50 script.js, does.',
    columns,
    'dim',
  )
  return Array.from({ length: rows }, (_, row) => said[row] ?? line(''))
}
