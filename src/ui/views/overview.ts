import type { Size } from '../charts/panel.ts'
import { beside, type Line } from '../format/line.ts'
import { selectedScenario } from '../keys/selected-scenario.ts'
import { curvePanel } from '../panels/curve.ts'
import { eventLines } from '../panels/events.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { hostLine, hostPanel } from '../panels/host.ts'
import { latencyPanel } from '../panels/latency.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import { scenarioTable } from '../panels/scenarios.ts'
import { throughputPanel } from '../panels/throughput.ts'
import { type Layout, layoutOf, shareOf } from './layout.ts'
import type { Screen } from './screen.ts'

type DrawPanel = (screen: Screen, size: Size) => readonly Line[]

const throughput: DrawPanel = ({ frame, state }, size) => throughputPanel(frame.run, state.time, size)
const byLoad: DrawPanel = ({ frame }, size) => curvePanel(frame.exploration, size)
const latency: DrawPanel = ({ frame, state }, size) => latencyPanel(frame.run, state.time, size)
const host: DrawPanel = ({ frame }, size) => hostPanel(frame, size)

/** The order in which tab brings them up. */
const charts: readonly DrawPanel[] = [throughput, byLoad, latency]

/** The first screen, top to bottom: is it running, what is happening, where, what did I do, what can I do now. */
export function overview(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns } = state.size
  const context = contextOf(screen)
  const layout = layoutOf(state.size, frame.values.scenarios.length)
  const selected = selectedScenario(state, frame.values)?.name
  return [
    headerLine(facts, frame, columns),
    ...chartArea(screen, layout),
    ...scenarioTable(frame.values.scenarios, selected, { columns, rows: layout.tableRows }),
    ...(layout.isComplete ? [] : [hostLine(frame, columns)]),
    ...eventLines(frame.run, columns, layout.eventRows),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}

function chartArea(screen: Screen, { across, down, chartRows, isComplete }: Layout): readonly Line[] {
  const panels = isComplete ? [throughput, byLoad, latency, host] : turned(screen.state.chart)
  return Array.from({ length: down }, (_, row) => {
    const blocks = panels.slice(row * across, (row + 1) * across).map((draw, column) =>
      draw(screen, {
        columns: shareOf(screen.state.size.columns, across, column),
        rows: shareOf(chartRows, down, row),
      }),
    )
    return blocks.reduce(beside)
  }).flat()
}

const turned = (by: number): readonly DrawPanel[] =>
  charts.map((chart, index) => charts[(index + by) % charts.length] ?? chart)
