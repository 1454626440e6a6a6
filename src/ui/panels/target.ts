import type { ResourceLaw } from '../../analysis/utilisation/resource-law.ts'
import { isRelated, type UtilisationReport } from '../../analysis/utilisation/utilisation-report.ts'
import type { TargetProcess } from '../../base/host-reading.ts'
import { formatBytes, formatNumber, formatRate, formatShare, unknown } from '../../base/readable-numbers.ts'
import type { ResourceReading, TargetReading } from '../../base/target-reading.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { type Line, span, type Span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { HostView } from '../host-view.ts'
import type { Tone } from '../theme.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

interface ResourceRow {
  readonly name: string
  readonly kind: ResourceReading['kind']
  /** Now; undefined where it is known only from a law. */
  readonly used: number | undefined
  readonly law: ResourceLaw | undefined
  readonly role: 'limit' | 'next' | 'larger than need be' | ''
}

const roleTones: Readonly<Record<ResourceRow['role'], Tone>> = {
  limit: 'error',
  next: 'alarm',
  'larger than need be': 'dim',
  '': 'plain',
}

/** What the target says of itself: how full its resources are, what a request takes of each, and where each binds. */
export function targetPanel(host: HostView | undefined, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const rows = rowsOf(host)
  const { utilisation, targets = [] } = host ?? {}
  const body = [
    ...(utilisation === undefined ? [] : paragraph(utilisation.conclusion, columns, 'strong')),
    ...processRows(host?.reading?.target),
    ...targets.flatMap((target) => problemRows(target, columns)),
    ...(rows.length === 0 ? paragraph(hintOf(targets), columns, 'dim') : resourceTable(rows, columns)),
    ...targets.flatMap(seriesRows),
  ]
  return panel({ title: 'the target, by itself', body }, size)
}

const hintOf = (targets: readonly TargetReading[]): string =>
  targets.length > 0
    ? 'no resource was read yet'
    : '--target-metrics URL reads what the target says of itself (node_exporter, ...); a process on this host is found by itself'

function processRows(target: TargetProcess | undefined): readonly Line[] {
  if (target === undefined) return []
  const { name, pids, cpu, busiestThread, rss } = target
  const parts = `cpu ${formatNumber(cpu)} cores   busiest thread ${formatShare(busiestThread)}   rss ${formatBytes(rss)}`
  return [[span(` ${name} ${pids.join(' ')}`, 'strong'), span(`   ${parts}`)]]
}

const problemRows = ({ source, problem }: TargetReading, columns: number): readonly Line[] =>
  problem === undefined ? [] : paragraph(`${source}: ${problem}`, columns, 'error', '! ')

const seriesRows = ({ series }: TargetReading): readonly Line[] =>
  series.map(({ name, value, perSecond }) => {
    const rate = perSecond === undefined ? '' : `   ${formatRate(perSecond)}`
    return [span(`  ${name} `, 'dim'), span(formatNumber(value)), span(rate, 'dim')]
  })

const resourceColumns: readonly Column<ResourceRow>[] = [
  right('now', 8, 0, (row) => span(usedOf(row), roleTones[row.role])),
  right('ms/request', 10, 2, ({ law }) => span(demandOf(law))),
  right('full at', 10, 1, ({ law }) => span(formatRate(law?.binds))),
  { title: '', width: 19, align: 'left', rank: 3, cell: ({ role }) => span(role, roleTones[role]) },
]

function resourceTable(rows: readonly ResourceRow[], columns: number): readonly Line[] {
  const name = ({ name: text }: ResourceRow): Span => span(text)
  const table = { title: 'resource', name, leastNameColumns: 14, mostNameColumns: 30, columns: resourceColumns, rows }
  return tableLines(table, { columns, rows: rows.length + 1 })
}

const demandOf = (law: ResourceLaw | undefined): string =>
  law === undefined || !isRelated(law) || law.demand.value < 0 ? unknown : formatNumber(law.demand.value * 1000)

const usedOf = ({ kind, used }: ResourceRow): string => (kind === 'cores' ? formatNumber(used) : formatShare(used))

/** What binds first comes first, then what has no law, in the order of the endpoints. */
function rowsOf(host: HostView | undefined): readonly ResourceRow[] {
  const own = resourcesOf(host?.reading?.target)
  const told = (host?.targets ?? []).flatMap(({ resources }) => resources)
  const readings = new Map([...own, ...told].map((resource) => [resource.name, resource]))
  const report = host?.utilisation
  const laws = report?.laws ?? []
  const lawful = laws.map((law) => rowOf(law, readings.get(law.name), report))
  const known = new Set(laws.map(({ name }) => name))
  const others = [...readings.values()].filter(({ name }) => !known.has(name))
  return [...lawful, ...others.map(({ name, kind, used }) => ({ name, kind, used, law: undefined, role: '' as const }))]
}

/** Of the process on this host, as the laws call them. */
function resourcesOf(target: TargetProcess | undefined): readonly ResourceReading[] {
  if (target === undefined) return []
  const { name, cpu, busiestThread } = target
  const cores = { name: `CPU of ${name}`, kind: 'cores', used: cpu } as const
  return busiestThread === undefined
    ? [cores]
    : [{ name: `thread of ${name}`, kind: 'cpu', used: busiestThread }, cores]
}

const rowOf = (
  law: ResourceLaw,
  reading: ResourceReading | undefined,
  report: UtilisationReport | undefined,
): ResourceRow => ({ name: law.name, kind: law.kind, used: reading?.used, law, role: roleOf(law, report) })

function roleOf(law: ResourceLaw, report: UtilisationReport | undefined): ResourceRow['role'] {
  if (report?.bottleneck === law) return 'limit'
  if (report?.next === law) return 'next'
  return report?.overProvisioned.some((over) => over.law === law) === true ? 'larger than need be' : ''
}
