import type { Size } from '../charts/panel.ts'

/** Which rows go to what. */
export interface Layout {
  /** Charts next to each other, and one above the other. */
  readonly across: number
  readonly down: number
  readonly chartRows: number
  readonly tableRows: number
  readonly eventRows: number
  /** All charts and the host have a panel of their own; else tab turns the charts and the host is one row. */
  readonly isComplete: boolean
}

/** Throughput, by load, latency. */
export const chartCount = 3

/** Two panels side by side need this much to be read. */
const twoAcrossFrom = 120
/** A chart with fewer rows says little. */
const leastChartRows = 9
const mostScenarioRows = 6
const mostEventRows = 6
/** Header, message and footer. */
const fixedRows = 3

export function layoutOf({ columns, rows }: Size, scenarios: number): Layout {
  const scenarioRows = Math.min(mostScenarioRows, Math.max(1, Math.floor((rows - 14) / 2)))
  const tableRows = 1 + Math.min(scenarioRows, Math.max(1, scenarios))
  const eventRows = Math.min(mostEventRows, Math.max(1, Math.floor((rows - 16) / 6)))
  const left = rows - fixedRows - tableRows - eventRows
  const across = columns >= twoAcrossFrom ? 2 : 1
  if (across === 2 && left >= 2 * leastChartRows) {
    return { across, down: 2, chartRows: left, tableRows, eventRows, isComplete: true }
  }
  const chartRows = left - 1
  const down = Math.min(across === 2 ? 1 : chartCount, Math.max(1, Math.floor(chartRows / leastChartRows)))
  return { across, down, chartRows, tableRows, eventRows, isComplete: false }
}

/** Whether there are charts that the screen has no room for. */
export function isTurning(size: Size, scenarios: number): boolean {
  const { across, down, isComplete } = layoutOf(size, scenarios)
  return !isComplete && across * down < chartCount
}

/** What one of several gets of a length, without losing a cell. */
export const shareOf = (length: number, parts: number, index: number): number =>
  Math.floor(length / parts) + (index < length % parts ? 1 : 0)
