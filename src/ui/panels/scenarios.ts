import type { ScenarioView } from '../../engine/api.ts'
import { formatCount, formatLatency, formatLoadOf, formatRate, formatShare } from '../../base/readable-numbers.ts'
import type { Size } from '../charts/panel.ts'
import { type Line, line, span, type Span } from '../format/line.ts'
import { roundLoad } from '../plan/round-load.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

/** In the order of the screen. */
const columns: readonly Column<ScenarioView>[] = [
  { title: 'executor', width: 22, align: 'left', rank: 8, cell: ({ executor }) => span(executor, 'dim') },
  right('load', 12, 0, loadCell),
  right('achieved', 9, 1, achievedCell),
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

/** What is asked for; `*` where that is not the plan. */
export function loadCell({ load, model, overridden, state }: ScenarioView): Span {
  if (state === 'waiting' || state === 'done') return span(state, 'dim')
  return span(`${formatLoadOf(roundLoad(load), model)}${overridden ? '*' : ' '}`, overridden ? 'mark' : 'offered')
}

/** What has not begun achieves nothing that could be told. */
export function achievedCell({ achieved, state }: ScenarioView): Span {
  return span(formatRate(state === 'waiting' ? undefined : achieved), 'achieved')
}

/** One row per scenario under a row of titles; the selected one is always among them. */
export function scenarioTable(
  scenarios: readonly ScenarioView[],
  selected: string | undefined,
  size: Size,
): readonly Line[] {
  return tableOfScenarios(scenarios, selected, columns, size)
}

/** The same with other columns. */
export function tableOfScenarios(
  scenarios: readonly ScenarioView[],
  selected: string | undefined,
  columns: readonly Column<ScenarioView>[],
  size: Size,
): readonly Line[] {
  if (scenarios.length === 0) {
    return Array.from({ length: size.rows }, (_, row) => (row === 0 ? line('  no scenario yet', 'dim') : []))
  }
  const room = size.rows - 1
  const index = Math.max(
    0,
    scenarios.findIndex(({ name }) => name === selected),
  )
  return tableLines(
    {
      title: scenarios.length > room ? placeOf(index, scenarios.length, size.columns) : 'scenario',
      name: ({ name }) => span(name, name === selected ? 'strong' : 'plain'),
      leastNameColumns: 12,
      mostNameColumns: 40,
      columns,
      rows: around(scenarios, index, room),
      isSelected: ({ name }) => name === selected,
    },
    size,
  )
}

function around(scenarios: readonly ScenarioView[], index: number, rows: number): readonly ScenarioView[] {
  const first = Math.max(0, Math.min(index - Math.floor(rows / 2), scenarios.length - rows))
  return scenarios.slice(first, first + rows)
}

/** On the narrowest screens names have no more than 12 columns. */
const placeOf = (index: number, count: number, width: number): string =>
  `${width < 64 ? '' : 'scenario '}${index + 1} of ${count}`
