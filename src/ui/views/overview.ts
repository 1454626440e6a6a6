import type { Size } from '../charts/panel.ts'
import { beside, fit, type Line } from '../format/line.ts'
import { selectedScenario } from '../keys/decide.ts'
import { curvePanel } from '../panels/curve.ts'
import { eventLines } from '../panels/events.ts'
import { footerLine } from '../panels/footer.ts'
import { type HeaderFacts, headerLine } from '../panels/header.ts'
import { hostLine, hostPanel } from '../panels/host.ts'
import { latencyPanel } from '../panels/latency.ts'
import { messageLine } from '../panels/message.ts'
import { scenarioTable } from '../panels/scenarios.ts'
import { throughputPanel } from '../panels/throughput.ts'
import type { Frame } from '../store/frame.ts'
import type { UiState } from '../store/ui-state.ts'

export interface Screen {
  readonly facts: HeaderFacts
  readonly frame: Frame
  readonly state: UiState
  readonly size: Size
}

/** Two panels side by side need this much to be read. */
const twoColumnsFrom = 120
/** A chart with fewer rows says little. */
const leastPanelRows = 9
const mostScenarios = 6
const mostEvents = 6

type DrawPanel = (screen: Screen, size: Size) => readonly Line[]

const charts: readonly DrawPanel[] = [
  ({ frame }, size) => throughputPanel(frame.run.windows, frame.run.events, size),
  ({ frame }, size) => curvePanel(frame.curve, size),
  ({ frame }, size) => latencyPanel(frame.run.windows, frame.run.events, size),
]
const host: DrawPanel = ({ frame }, size) => hostPanel(frame, size)

/** The first screen, top to bottom: is it running, what is happening, where, what did I do, what can I do now. */
export function overview(screen: Screen): readonly Line[] {
  const { facts, frame, state, size } = screen
  const { columns, rows } = size
  const context = { state, run: frame.values }
  const table = Math.min(mostScenarios, Math.max(1, frame.values.scenarios.length)) + 1
  const isRoomy = columns >= twoColumnsFrom && rows >= 2 * leastPanelRows + table + 6
  const events = Math.min(mostEvents, Math.max(1, Math.floor((rows - 16) / 6)))
  const fixed = 1 + table + events + 2 + (isRoomy ? 0 : 1)
  const selected = selectedScenario(state, frame.values)?.name
  return [
    headerLine(facts, frame, columns),
    ...chartArea(screen, isRoomy, rows - fixed),
    ...scenarioTable(frame.values.scenarios, selected, { columns, rows: table }),
    ...(isRoomy ? [] : [hostLine(frame, columns)]),
    ...eventLines(frame.run, columns, events),
    messageLine(context, columns),
    footerLine(context, columns),
  ].map((row) => fit(row, columns))
}

function chartArea(screen: Screen, isRoomy: boolean, rows: number): readonly Line[] {
  if (isRoomy) return grid(screen, rows)
  const { columns } = screen.size
  const count = Math.min(charts.length, Math.max(1, Math.floor(rows / leastPanelRows)))
  const turned = charts.map((_, index) => charts[(index + screen.state.chart) % charts.length] ?? host)
  return turned.slice(0, count).flatMap((draw, index) => draw(screen, { columns, rows: shareOf(rows, count, index) }))
}

const shareOf = (rows: number, count: number, index: number): number =>
  Math.floor(rows / count) + (index < rows % count ? 1 : 0)

function grid(screen: Screen, rows: number): readonly Line[] {
  const left = Math.floor(screen.size.columns / 2)
  const right = screen.size.columns - left
  const upper = shareOf(rows, 2, 0)
  const lower = rows - upper
  const [throughput, curve, latency] = charts
  if (throughput === undefined || curve === undefined || latency === undefined) return []
  return [
    ...beside(throughput(screen, { columns: left, rows: upper }), curve(screen, { columns: right, rows: upper })),
    ...beside(latency(screen, { columns: left, rows: lower }), host(screen, { columns: right, rows: lower })),
  ]
}
