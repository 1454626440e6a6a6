import type { RunEnd } from './run.ts'
import { pathHash } from './result.ts'
import { groupTree, summarizeMetrics } from './summary/summary-data.ts'
import { textSummary } from './summary/text-summary.ts'

/** The end-of-test summary as text; empty when it is disabled. */
export function renderSummary({ config, measures, duration, paused }: RunEnd, color: boolean): string {
  const { summaryMode: mode, summaryTrendStats: trendStats, summaryTimeUnit: timeUnit } = config
  if (mode === 'disabled') return ''
  const book = measures.totals
  const measured = duration - paused
  return textSummary({
    metrics: summarizeMetrics({ book, duration: measured, trendStats, internal: false }),
    rootGroup: groupTree(book, pathHash),
    seconds: measured / 1000,
    trendStats,
    timeUnit,
    mode,
    color,
  })
}
