import type { ScenarioView } from '../../engine/api.ts'
import type { Size } from '../charts/panel.ts'
import { fit, type Line, line, space, span, type Span, widthOf } from '../format/line.ts'
import { formatCount, formatLatency, formatLoadOf, formatRate, formatShare } from '../../base/readable-numbers.ts'

interface Column {
  readonly title: string
  /** Of the values; the first column takes what is left. */
  readonly width: number
  readonly align: 'left' | 'right'
  /** Lower stays longer when the screen is narrow. */
  readonly rank: number
  readonly cell: (scenario: ScenarioView) => Span
}

const right = (title: string, width: number, rank: number, cell: Column['cell']): Column => ({
  title,
  width,
  align: 'right',
  rank,
  cell,
})

/** In the order of the screen. */
const columns: readonly Column[] = [
  { title: 'executor', width: 22, align: 'left', rank: 8, cell: ({ executor }) => span(executor, 'dim') },
  right('load', 12, 0, loadCell),
  right('achieved', 9, 1, ({ achieved }) => span(formatRate(achieved), 'achieved')),
  right('VUs', 13, 6, ({ vusBusy, vusMax }) => span(`${formatCount(vusBusy)} / ${formatCount(vusMax)}`)),
  right('in-flight', 9, 7, ({ inFlight }) => span(formatCount(inFlight))),
  right('p50', 8, 9, ({ latency }) => span(formatLatency(latency.p50), 'p50')),
  right('p95', 8, 2, ({ latency }) => span(formatLatency(latency.p95), 'p95')),
  right('p99', 8, 10, ({ latency }) => span(formatLatency(latency.p99), 'p99')),
  right('errors', 8, 3, ({ errorShare }) => span(formatShare(errorShare), isSome(errorShare) ? 'error' : 'plain')),
  right('dropped', 8, 5, ({ dropped, model }) =>
    span(model === 'open' ? formatCount(dropped) : '-', isSome(dropped) ? 'error' : 'plain'),
  ),
  right('checks', 7, 11, ({ checkShare }) =>
    span(formatShare(checkShare), isSome(1 - (checkShare ?? 1)) ? 'error' : 'plain'),
  ),
]

const isSome = (share: number | undefined): boolean => share !== undefined && share > 0

function loadCell({ load, model, overridden, state }: ScenarioView): Span {
  if (state === 'waiting' || state === 'done') return span(state, 'dim')
  return span(`${formatLoadOf(load, model)}${overridden ? '*' : ' '}`, overridden ? 'mark' : 'offered')
}

const gap = 2
const leastNameColumns = 12
const mostNameColumns = 40

/** One row per scenario under a row of titles; the selected one is always among them. */
export function scenarioTable(
  scenarios: readonly ScenarioView[],
  selected: string | undefined,
  { columns: width, rows }: Size,
): readonly Line[] {
  if (scenarios.length === 0) return blankTo(rows, [line('  no scenario yet', 'dim')])
  const shown = columnsThatFit(width)
  const nameWidth = Math.min(mostNameColumns, width - 2 - shown.reduce((sum, { width }) => sum + width + gap, 0))
  const index = Math.max(
    0,
    scenarios.findIndex(({ name }) => name === selected),
  )
  const isCut = scenarios.length > rows - 1
  const title = isCut ? `scenario ${index + 1} of ${scenarios.length}` : 'scenario'
  const body = around(scenarios, index, rows - 1).map((scenario) => {
    const isSelected = scenario.name === selected
    const name = fit(line(scenario.name, isSelected ? 'strong' : 'plain'), nameWidth)
    return [span(isSelected ? '▸ ' : '  ', 'key'), ...name, ...shown.flatMap((column) => cellOf(column, scenario))]
  })
  return blankTo(rows, [[space(2), ...fit(line(title, 'dim'), nameWidth), ...shown.flatMap(titleOf)], ...body])
}

const blankTo = (rows: number, lines: readonly Line[]): readonly Line[] =>
  Array.from({ length: rows }, (_, row) => lines[row] ?? [])

function columnsThatFit(width: number): readonly Column[] {
  let room = width - 2 - leastNameColumns
  const kept = new Set<Column>()
  for (const column of columns.toSorted((a, b) => a.rank - b.rank)) {
    room -= column.width + gap
    if (room < 0) break
    kept.add(column)
  }
  return columns.filter((column) => kept.has(column))
}

const titleOf = ({ title, width, align }: Column): Line => placed(span(title, 'dim'), width, align)
const cellOf = ({ cell, width, align }: Column, scenario: ScenarioView): Line => placed(cell(scenario), width, align)

function placed(text: Span, width: number, align: Column['align']): Line {
  const filler = space(width - widthOf([text]))
  return align === 'right' ? [space(gap), filler, text] : [space(gap), ...fit([text], width)]
}

function around(scenarios: readonly ScenarioView[], index: number, rows: number): readonly ScenarioView[] {
  const first = Math.max(0, Math.min(index - Math.floor(rows / 2), scenarios.length - rows))
  return scenarios.slice(first, first + rows)
}
