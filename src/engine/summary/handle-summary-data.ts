import type { GroupSummary } from './group-tree.ts'
import type { MetricSummaries } from './summary-data.ts'

/** What handleSummary gets, in k6's shape. */
export interface HandleSummaryData {
  readonly root_group: GroupSummary
  readonly options: {
    readonly summaryTrendStats: readonly string[]
    readonly summaryTimeUnit: string
    readonly noColor: boolean
  }
  readonly state: { readonly isStdOutTTY: boolean; readonly isStdErrTTY: boolean; readonly testRunDurationMs: number }
  readonly metrics: MetricSummaries
  /** What setup returned; undefined when it returned nothing. */
  readonly setup_data: unknown
}
