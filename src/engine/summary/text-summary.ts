import type { ThresholdState } from '../thresholds/judge.ts'
import { checkLines } from './check-lines.ts'
import type { TimeUnit } from './format-value.ts'
import type { CheckCounts } from './group-tree.ts'
import { metricLabel, metricLines, metricSections, type MetricStyle, shownMetrics } from './metric-lines.ts'
import { type Paints, paintsOf } from './paints.ts'
import type { MetricSummaries } from './summary-data.ts'
import type { PartSummary, SummaryParts } from './summary-parts.ts'
import { thresholdLines } from './threshold-lines.ts'

export interface TextSummaryInput {
  readonly metrics: MetricSummaries
  readonly checks: readonly CheckCounts[]
  readonly thresholds: readonly ThresholdState[]
  /** Shown when the mode is full. */
  readonly parts: SummaryParts
  readonly seconds: number
  readonly trendStats: readonly string[]
  readonly timeUnit: TimeUnit
  readonly mode: 'compact' | 'full'
  readonly color: boolean
}

/** What every block is written with. */
interface Layout {
  readonly seconds: number
  readonly style: MetricStyle
  readonly mode: TextSummaryInput['mode']
}

const noGroups = { groups: [], scenarios: [] } as const

/** The end-of-test summary in k6's layout. */
export function textSummary(input: TextSummaryInput): string {
  const { metrics, checks, thresholds, seconds, trendStats, timeUnit, mode } = input
  const { groups, scenarios } = mode === 'full' ? input.parts : noGroups
  const total: PartSummary = { name: '', checks, metrics, groups: [] }
  const paints = paintsOf(input.color)
  const nameWidth = widestName([total, ...groups, ...scenarios], mode)
  const layout = { seconds, mode, style: { paints, trendStats, timeUnit, nameWidth } }
  const block = (title: string, part: PartSummary): readonly string[] => [
    blockTitle('█', title, 2, paints),
    ...partLines(part, 4, layout),
  ]
  const judged = thresholdLines(thresholds, paints, timeUnit)
  const blocks = [
    ...(judged.length === 0 ? [] : [[blockTitle('█', 'THRESHOLDS', 2, paints), '', ...judged]]),
    block('TOTAL RESULTS', total),
    ...groups.map((group) => block(`GROUP: ${group.name}`, group)),
    ...scenarios.map((scenario) => block(`SCENARIO: ${scenario.name}`, scenario)),
  ]
  return `\n${blocks.map((lines) => `${lines.join('\n').trimEnd()}\n`).join('\n\n')}`
}

const blockTitle = (mark: string, title: string, indent: number, { title: paint }: Paints): string =>
  `${' '.repeat(indent)}${mark} ${paint(title)}`

/** Checks, metrics by section, and the groups within; an empty line behind each. */
function partLines({ checks, metrics, groups }: PartSummary, indent: number, layout: Layout): readonly string[] {
  const { seconds, style, mode } = layout
  const shown = shownMetrics(metrics, mode)
  const sections = metricSections(shown).flatMap(([title, inSection]) => [
    ' '.repeat(indent) + style.paints.title(title),
    ...metricLines(inSection, shown, indent, style),
    '',
  ])
  const inner = groups.flatMap((group) => [
    blockTitle('↳', `GROUP: ${group.name}`, indent, style.paints),
    ...partLines(group, indent + 2, layout),
  ])
  return ['', ...checkLines(checks, seconds, indent, style), ...sections, ...inner]
}

/** Where the colon stands in every line of metrics: three dots behind the longest name. */
function widestName(parts: readonly PartSummary[], mode: TextSummaryInput['mode'], indent = 4): number {
  const widths = parts.flatMap(({ metrics, groups }) => [
    ...Object.keys(shownMetrics(metrics, mode)).map((name) => indent + metricLabel(name).length + 3),
    widestName(groups, mode, indent + 2),
  ])
  return Math.max(0, ...widths)
}
