import { formatNumber, formatValue, type TimeUnit } from './format-value.ts'
import { baseName } from './metric-order.ts'
import type { Paints } from './paints.ts'
import type { MetricSummaries, MetricSummary } from './summary-data.ts'

/** How metrics are written, throughout one summary. */
export interface MetricStyle {
  readonly paints: Paints
  readonly trendStats: readonly string[]
  readonly timeUnit: TimeUnit
  /** Columns up to the colon behind a metric's name, from the margin. */
  readonly nameWidth: number
}

/** What a metric's line says behind its name; the first is the value, the others stand fainter beside it. */
function cellsOf(metric: MetricSummary, { trendStats, timeUnit }: MetricStyle): readonly string[] {
  const { type, values } = metric
  const value = (key: string): string => formatValue(values[key] ?? 0, metric, timeUnit)
  switch (type) {
    case 'counter':
      return [value('count'), `${value('rate')}/s`]
    case 'gauge':
      return [value('value'), `min=${value('min')}`, `max=${value('max')}`]
    case 'rate': {
      const { passes = 0, fails = 0 } = values
      return [value('rate'), `${passes} out of ${passes + fails}`]
    }
    case 'trend':
      return trendStats.map((stat) => (stat === 'count' ? formatNumber(values[stat] ?? 0) : value(stat)))
  }
}

type Row = readonly [name: string, metric: MetricSummary, cells: readonly string[]]

interface Columns {
  readonly trend: readonly number[]
  readonly other: readonly number[]
}

function columnsOf(rows: readonly Row[]): Columns {
  const trend: number[] = []
  const other: number[] = []
  for (const [, { type }, cells] of rows) {
    const widths = type === 'trend' ? trend : other
    for (const [column, cell] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length)
  }
  return { trend, other }
}

export const metricLabel = (name: string): string =>
  name.includes('{') ? `  { ${name.slice(name.indexOf('{') + 1, -1)} }` : name

/** Metrics under each other; `all` are those whose columns line up with these. */
export function metricLines(
  metrics: MetricSummaries,
  all: MetricSummaries,
  indent: number,
  style: MetricStyle,
): readonly string[] {
  const toRow = ([name, metric]: [string, MetricSummary]): Row => [name, metric, cellsOf(metric, style)]
  const columns = columnsOf(Object.entries(all).map(toRow))
  return Object.entries(metrics).map((entry) => metricLine(toRow(entry), columns, indent, style))
}

function metricLine([name, { type }, cells]: Row, columns: Columns, indent: number, style: MetricStyle): string {
  const { paints, nameWidth, trendStats } = style
  const label = metricLabel(name)
  const dots = '.'.repeat(Math.max(3, nameWidth - indent - label.length))
  const head = `${' '.repeat(indent)}${label}${paints.dots(`${dots}:`)} `
  const isLast = (column: number): boolean => column === cells.length - 1
  const padding = (cell: string, widths: readonly number[], column: number): string =>
    isLast(column) ? '' : ' '.repeat(Math.max(0, (widths[column] ?? 0) - cell.length))
  const written = cells.map((cell, column) => {
    if (type === 'trend') {
      return `${trendStats[column]}=${paints.value(cell)}${padding(cell, columns.trend, column)}`
    }
    const paint = column === 0 ? paints.value : paints.extra
    return `${paint(cell)}${padding(cell, columns.other, column)}`
  })
  return head + written.join(' ')
}

const httpMetrics = ['http_reqs', 'http_req_failed', 'http_req_duration']
/** Left out of the compact summary. */
const httpPhases = ['blocked', 'connecting', 'receiving', 'sending', 'tls_handshaking', 'waiting'].map(
  (phase) => `http_req_${phase}`,
)
const executionMetrics = ['vus', 'vus_max', 'iterations', 'iteration_duration', 'dropped_iterations']
/** Shown in another form, or as the parts that they are about. */
const neverShown = ['checks', 'group_duration']

const sections: readonly (readonly [title: string, owns: (metric: string) => boolean])[] = [
  ['HTTP', (metric) => [...httpMetrics, ...httpPhases].includes(metric)],
  ['EXECUTION', (metric) => executionMetrics.includes(metric)],
  ['NETWORK', (metric) => metric === 'data_sent' || metric === 'data_received'],
  ['WEB_VITALS', (metric) => metric.startsWith('browser_web_vital_')],
  ['BROWSER', (metric) => metric.startsWith('browser_')],
  ['GRPC', (metric) => metric.startsWith('grpc_')],
  ['WEBSOCKET', (metric) => metric.startsWith('ws_')],
]
const order = ['CUSTOM', 'HTTP', 'EXECUTION', 'NETWORK', 'BROWSER', 'WEB_VITALS', 'GRPC', 'WEBSOCKET']
const sectionOf = (metric: string): string => sections.find(([, owns]) => owns(baseName(metric)))?.[0] ?? 'CUSTOM'

/** Those that a summary of that mode shows. */
export function shownMetrics(metrics: MetricSummaries, mode: 'compact' | 'full'): MetricSummaries {
  const hidden = mode === 'full' ? neverShown : [...neverShown, ...httpPhases]
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !hidden.includes(baseName(name))))
}

/** In k6's order, without empty ones. */
export function metricSections(metrics: MetricSummaries): readonly (readonly [title: string, MetricSummaries])[] {
  const bySection = Map.groupBy(Object.entries(metrics), ([name]) => sectionOf(name))
  return order.flatMap((title) => {
    const entries = bySection.get(title)
    return entries === undefined ? [] : [[title, Object.fromEntries(entries)] as const]
  })
}
