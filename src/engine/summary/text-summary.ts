import { formatNumber, formatShare, formatValue, type TimeUnit } from './format-value.ts'
import type { CheckSummary, GroupSummary, MetricSummary } from './summary-data.ts'

export interface TextSummaryInput {
  readonly metrics: Readonly<Record<string, MetricSummary>>
  readonly rootGroup: GroupSummary
  readonly seconds: number
  readonly trendStats: readonly string[]
  readonly timeUnit: TimeUnit
  readonly mode: 'compact' | 'full'
  readonly color: boolean
}

/** Left out of the compact summary. */
const hiddenInCompact = new Set([
  'checks',
  'group_duration',
  'http_req_blocked',
  'http_req_connecting',
  'http_req_receiving',
  'http_req_sending',
  'http_req_tls_handshaking',
  'http_req_waiting',
])

const sections: readonly (readonly [title: string, owns: (metric: string) => boolean])[] = [
  ['HTTP', (metric) => metric.startsWith('http_')],
  [
    'EXECUTION',
    (metric) =>
      ['iteration_duration', 'iterations', 'dropped_iterations', 'vus', 'vus_max', 'group_duration'].includes(metric),
  ],
  ['NETWORK', (metric) => metric === 'data_sent' || metric === 'data_received'],
  ['GRPC', (metric) => metric.startsWith('grpc_')],
  ['WEBSOCKET', (metric) => metric.startsWith('ws_')],
]

const NAME_WIDTH = 31

type Paint = (text: string) => string
interface Paints {
  readonly value: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly faint: Paint
}

const sgr =
  (code: number, on: boolean): Paint =>
  (text) =>
    on ? `\u001B[${code}m${text}\u001B[0m` : text

const paintsOf = (on: boolean): Paints => ({
  value: sgr(36, on),
  good: sgr(32, on),
  bad: sgr(31, on),
  faint: sgr(2, on),
})

/** The end-of-test summary in k6's layout. */
export function textSummary(input: TextSummaryInput): string {
  const paints = paintsOf(input.color)
  const parts = [thresholdLines(input, paints), totalLines(input, paints)].filter((lines) => lines.length > 0)
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function thresholdLines(input: TextSummaryInput, paints: Paints): string[] {
  const judged = Object.entries(input.metrics).filter(([, metric]) => metric.thresholds !== undefined)
  if (judged.length === 0) return []
  const lines = ['', '  █ THRESHOLDS', '']
  for (const [name, metric] of judged) {
    lines.push(`    ${name}`)
    for (const [source, { ok }] of Object.entries(metric.thresholds ?? {})) {
      const mark = ok ? paints.good('✓') : paints.bad('✗')
      lines.push(`    ${mark} '${source}' ${thresholdValue(source, metric, input.timeUnit)}`)
    }
    lines.push('')
  }
  lines.pop()
  return lines
}

/** What the threshold's left side came to. */
function thresholdValue(source: string, metric: MetricSummary, unit: TimeUnit): string {
  const method = /^\s*([a-z]+(?:\([\d.]+\))?)/.exec(source)?.[1] ?? ''
  const value = metric.values[method]
  if (value === undefined) return ''
  if (metric.type === 'rate') return `${method}=${formatShare(value)}`
  return `${method}=${metric.type === 'trend' ? formatValue(value, metric.contains, unit) : formatNumber(value)}`
}

function totalLines(input: TextSummaryInput, paints: Paints): string[] {
  const lines = ['', '  █ TOTAL RESULTS', '']
  lines.push(...checkLines(input, paints))
  const shown = Object.entries(input.metrics).filter(([name]) => isShown(baseOf(name), input.mode))
  const owned = new Set<string>()
  const bySection = sections.map(([title, owns]) => {
    const rows = shown.filter(([name]) => owns(baseOf(name)))
    for (const [name] of rows) owned.add(name)
    return [title, rows] as const
  })
  const custom = shown.filter(([name]) => !owned.has(name) && baseOf(name) !== 'checks')
  const all = [['CUSTOM', custom] as const, ...bySection].filter(([, rows]) => rows.length > 0)
  const columns = columnWidths(
    all.flatMap(([, rows]) => rows),
    input,
  )
  for (const [title, rows] of all) {
    lines.push(`    ${title}`)
    for (const [name, metric] of rows) lines.push(metricLine(name, metric, input, { columns, paints }))
    lines.push('')
  }
  lines.pop()
  return lines
}

const baseOf = (name: string): string => name.split('{', 1)[0] ?? name
const isShown = (metric: string, mode: 'compact' | 'full'): boolean => mode === 'full' || !hiddenInCompact.has(metric)

function checkLines({ rootGroup, seconds }: TextSummaryInput, paints: Paints): string[] {
  const all = allChecks(rootGroup)
  if (all.length === 0) return []
  const passes = all.reduce((sum, check) => sum + check.passes, 0)
  const fails = all.reduce((sum, check) => sum + check.fails, 0)
  const total = passes + fails
  const per = seconds > 0 ? total / seconds : 0
  const outOf = (count: number): string =>
    `${paints.value(formatShare(total === 0 ? 0 : count / total).padEnd(7))} ${count} out of ${total}`
  return [
    `    checks_total.......: ${paints.value(String(total).padEnd(7))} ${formatNumber(per)}/s`,
    `    checks_succeeded...: ${outOf(passes)}`,
    `    checks_failed......: ${outOf(fails)}`,
    '',
    ...groupCheckLines(rootGroup, '    ', paints),
    '',
  ]
}

const allChecks = (group: GroupSummary): CheckSummary[] => [...group.checks, ...group.groups.flatMap(allChecks)]

function groupCheckLines(group: GroupSummary, indent: string, paints: Paints): string[] {
  const lines = group.checks.flatMap((check) => oneCheck(check, indent, paints))
  for (const inner of group.groups) {
    const below = groupCheckLines(inner, `${indent}  `, paints)
    if (below.length > 0) lines.push(`${indent}█ ${inner.name}`, ...below)
  }
  return lines
}

function oneCheck({ name, passes, fails }: CheckSummary, indent: string, paints: Paints): string[] {
  if (fails === 0) return [paints.good(`${indent}✓ ${name}`)]
  const share = Math.floor((100 * passes) / (passes + fails))
  return [paints.bad(`${indent}✗ ${name}`), paints.bad(`${indent} ↳  ${share}% — ✓ ${passes} / ✗ ${fails}`)]
}

function valueCells({ type, contains, values }: MetricSummary, { trendStats, timeUnit }: TextSummaryInput): string[] {
  const value = (key: string): string => formatValue(values[key] ?? 0, contains, timeUnit)
  switch (type) {
    case 'counter':
      return [value('count'), `${value('rate')}/s`]
    case 'gauge':
      return [value('value'), `min=${value('min')}`, `max=${value('max')}`]
    case 'rate': {
      const { rate = 0, passes = 0, fails = 0 } = values
      return [formatShare(rate), `${passes} out of ${passes + fails}`]
    }
    case 'trend':
      return trendStats.map((stat) => `${stat}=${stat === 'count' ? formatNumber(values[stat] ?? 0) : value(stat)}`)
  }
}

interface Columns {
  readonly trend: readonly number[]
  readonly other: readonly number[]
}

function columnWidths(rows: readonly (readonly [string, MetricSummary])[], input: TextSummaryInput): Columns {
  const trend: number[] = []
  const other: number[] = []
  for (const [, metric] of rows) {
    const widths = metric.type === 'trend' ? trend : other
    for (const [column, cell] of valueCells(metric, input).entries())
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
  }
  return { trend, other }
}

interface LineStyle {
  readonly columns: Columns
  readonly paints: Paints
}

function metricLine(
  name: string,
  metric: MetricSummary,
  input: TextSummaryInput,
  { columns, paints }: LineStyle,
): string {
  const isSub = name.includes('{')
  const label = isSub ? `  { ${name.slice(name.indexOf('{') + 1, -1)} }` : name
  const widths = metric.type === 'trend' ? columns.trend : columns.other
  const cells = valueCells(metric, input).map((cell, column) => paints.value(cell.padEnd(widths[column] ?? 0)))
  return `    ${label}${paints.faint('.'.repeat(Math.max(3, NAME_WIDTH - label.length)))}: ${cells.join(' ').trimEnd()}`
}
