import type { CheckSummary, GroupSummary } from './group-tree.ts'
import type { HandleSummaryData } from './handle-summary-data.ts'
import type { MetricSummary } from './summary-data.ts'

/** A metric as `--summary-export` writes it: its values, and for each threshold whether it failed. */
type ExportedMetric = Readonly<Record<string, number | Readonly<Record<string, boolean>>>>

interface ExportedGroup {
  readonly name: string
  readonly path: string
  readonly id: string
  readonly groups: Readonly<Record<string, ExportedGroup>>
  readonly checks: Readonly<Record<string, CheckSummary>>
}

export interface SummaryExport {
  readonly root_group: ExportedGroup
  readonly metrics: Readonly<Record<string, ExportedMetric>>
  readonly setup_data?: unknown
}

/** The document of `--summary-export`: k6's shape from before handleSummary, which tools still read. */
export function summaryExport({ root_group, metrics, setup_data }: HandleSummaryData): SummaryExport {
  const exported = Object.entries(metrics).map(([name, metric]) => [name, exportMetric(metric)] as const)
  return {
    root_group: exportGroup(root_group),
    metrics: Object.fromEntries(exported),
    ...(setup_data === undefined ? {} : { setup_data }),
  }
}

function exportMetric({ type, values, thresholds }: MetricSummary): ExportedMetric {
  const { rate = 0, ...others } = values
  const flat = type === 'rate' ? { ...others, value: rate } : values
  if (thresholds === undefined) return flat
  const failed = Object.entries(thresholds).map(([source, { ok }]) => [source, !ok] as const)
  return { ...flat, thresholds: Object.fromEntries(failed) }
}

const exportGroup = ({ name, path, id, groups, checks }: GroupSummary): ExportedGroup => ({
  name,
  path,
  id,
  groups: Object.fromEntries(groups.map((group) => [group.name, exportGroup(group)])),
  checks: Object.fromEntries(checks.map((check) => [check.name, check])),
})
