import type { Millis } from '../../base/units.ts'
import { type SampleBook, splitCheckKey } from '../metrics/aggregator.ts'
import type { Contains, MetricKind } from '../metrics/metric.ts'
import type { Sink } from '../metrics/sink.ts'
import type { MetricEntry } from '../metrics/view.ts'
import { trendStat } from './trend-stats.ts'

/** One metric in the form of k6's handleSummary data. */
export interface MetricSummary {
  readonly type: MetricKind
  readonly contains: Contains
  readonly values: Readonly<Record<string, number>>
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>
}

export interface CheckSummary {
  readonly name: string
  readonly path: string
  readonly id: string
  readonly passes: number
  readonly fails: number
}

export interface GroupSummary {
  readonly name: string
  readonly path: string
  readonly id: string
  readonly groups: readonly GroupSummary[]
  readonly checks: readonly CheckSummary[]
}

/** What handleSummary gets, in k6's shape. */
export interface SummaryData {
  readonly root_group: GroupSummary
  readonly options: {
    readonly summaryTrendStats: readonly string[]
    readonly summaryTimeUnit: string
    readonly noColor: boolean
  }
  readonly state: { readonly isStdOutTTY: boolean; readonly isStdErrTTY: boolean; readonly testRunDurationMs: number }
  readonly metrics: Readonly<Record<string, MetricSummary>>
  readonly setup_data?: unknown
}

export interface SummarySource {
  readonly book: SampleBook
  /** Rates are counts over this. */
  readonly duration: Millis
  readonly trendStats: readonly string[]
  /** Whether metrics of ours are shown beside k6's. */
  readonly internal: boolean
}

export function summarizeMetrics({
  book,
  duration,
  trendStats,
  internal: showsInternal,
}: SummarySource): Record<string, MetricSummary> {
  const result: Record<string, MetricSummary> = {}
  const entries: MetricEntry[] = [...book.overall.entries(), ...book.submetrics.entries()]
  for (const { name, contains, internal, sink } of entries.sort(byName)) {
    if (internal && !showsInternal) continue
    result[name] = { type: sink.kind, contains, values: valuesOf(sink, duration, trendStats) }
  }
  return result
}

const byName = (a: MetricEntry, b: MetricEntry): number => (a.name < b.name ? -1 : 1)

function valuesOf(sink: Sink, duration: Millis, trendStats: readonly string[]): Record<string, number> {
  switch (sink.kind) {
    case 'counter':
      return { count: sink.sum, rate: duration > 0 ? sink.sum / (duration / 1000) : 0 }
    case 'gauge':
      return {
        value: sink.last ?? 0,
        min: sink.last === undefined ? 0 : sink.min,
        max: sink.last === undefined ? 0 : sink.max,
      }
    case 'rate':
      return {
        rate: sink.total === 0 ? 0 : sink.passes / sink.total,
        passes: sink.passes,
        fails: sink.total - sink.passes,
      }
    case 'trend':
      return Object.fromEntries(trendStats.map((stat) => [stat, trendStat(sink.histogram, stat)]))
  }
}

interface GroupNode {
  readonly groups: Map<string, GroupNode>
  readonly checks: Map<string, { passes: number; fails: number }>
}

const emptyNode = (): GroupNode => ({ groups: new Map(), checks: new Map() })

/** Groups and their checks as a tree, in the order in which they were first seen. `hash` makes k6's ids (md5 of the path). */
export function groupTree(book: SampleBook, hash: (path: string) => string): GroupSummary {
  const root = emptyNode()
  for (const [key, { passes, total }] of book.checks) {
    const { group, check } = splitCheckKey(key)
    nodeOf(root, group).checks.set(check, { passes, fails: total - passes })
  }
  return groupOf(root, '', '', hash)
}

function nodeOf(root: GroupNode, path: string): GroupNode {
  let node = root
  for (const name of path.split('::').slice(1)) {
    let child = node.groups.get(name)
    if (child === undefined) node.groups.set(name, (child = emptyNode()))
    node = child
  }
  return node
}

function groupOf(node: GroupNode, name: string, path: string, hash: (path: string) => string): GroupSummary {
  return {
    name,
    path,
    id: hash(path),
    groups: [...node.groups].map(([child, inner]) => groupOf(inner, child, `${path}::${child}`, hash)),
    checks: [...node.checks].map(([check, counts]) => {
      const checkPath = `${path}::${check}`
      return { name: check, path: checkPath, id: hash(checkPath), ...counts }
    }),
  }
}
