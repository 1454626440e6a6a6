import type { Millis } from '../base/units.ts'
import type { RunConfig } from './config/run-config.ts'
import type { MetricDef } from './metrics/metric.ts'
import type { RunMeasures } from './run-measures.ts'
import { flatChecks, groupTree } from './summary/group-tree.ts'
import type { HandleSummaryData } from './summary/handle-summary-data.ts'
import { junitReport } from './summary/junit.ts'
import { type MachineReadableSummary, machineReadableSummary } from './summary/machine-readable.ts'
import { summarizeMetrics, type SummarySource, withDueTimes } from './summary/summary-data.ts'
import { summarizeParts } from './summary/summary-parts.ts'
import { textSummary } from './summary/text-summary.ts'
import type { ThresholdState } from './thresholds/judge.ts'

/** What a summary needs of what the run was asked for. */
type SummarizedConfig = Pick<
  RunConfig,
  'work' | 'scenarios' | 'threads' | 'summaryMode' | 'summaryTrendStats' | 'summaryTimeUnit'
>

/** All samples together, and second by second. */
type Measured = Pick<RunMeasures, 'totals' | 'allWindows'>

/** What a summary is made from: a run that is over, or as far as it is. */
export interface MeasuredRun {
  readonly config: SummarizedConfig
  readonly measures: Measured
  readonly startedAt: Date
  readonly duration: Millis
  readonly paused: Millis
  readonly thresholds: readonly ThresholdState[]
  /** What thresholds are about: in the summary even without samples. */
  readonly declared: readonly MetricDef[]
  /** What setup returned, as JSON. */
  readonly setupData: string | undefined
}

/** The summary as text; empty when it is disabled. */
export const renderSummary = (run: MeasuredRun, color: boolean): string =>
  run.config.summaryMode === 'disabled' ? '' : renderAs(run, run.config.summaryMode, color)

/** For somebody who asks in mid-run, whatever the summary at the end shall be. */
export function renderInterimSummary(run: MeasuredRun, color: boolean): string {
  const { summaryMode } = run.config
  return renderAs(run, summaryMode === 'disabled' ? 'compact' : summaryMode, color)
}

function renderAs(run: MeasuredRun, mode: 'compact' | 'full', color: boolean): string {
  const source = sourceOf(run)
  const { summaryTrendStats: trendStats, summaryTimeUnit: timeUnit } = run.config
  return textSummary({
    metrics: withDueTimes(summarizeMetrics(source), source),
    checks: flatChecks(source.book),
    thresholds: run.thresholds,
    parts: summarizeParts(source.book, source),
    seconds: source.duration / 1000,
    trendStats,
    timeUnit,
    mode,
    color,
  })
}

export function sourceOf({ measures, duration, paused, config, declared, thresholds }: MeasuredRun): SummarySource {
  return {
    book: measures.totals,
    duration: duration - paused,
    trendStats: config.summaryTrendStats,
    internal: false,
    declared,
    thresholds,
  }
}

/** What the standard streams of this process are. */
export interface OutputFacts {
  readonly noColor: boolean
  readonly isStdOutTTY: boolean
  readonly isStdErrTTY: boolean
}

export function handleSummaryDataOf(run: MeasuredRun, { noColor, ...terminals }: OutputFacts): HandleSummaryData {
  const { summaryTrendStats, summaryTimeUnit } = run.config
  const source = sourceOf(run)
  return {
    root_group: groupTree(source.book),
    options: { summaryTrendStats, summaryTimeUnit, noColor },
    state: { ...terminals, testRunDurationMs: source.duration },
    metrics: summarizeMetrics(source),
    setup_data: run.setupData === undefined ? undefined : (JSON.parse(run.setupData) as unknown),
  }
}

/** What is not known of the run itself. */
export interface MachineReadableFacts {
  /** The text of the script. */
  readonly script: string | undefined
  readonly generatedAt: Date
  readonly k6Version: string
}

export function machineReadableOf(run: MeasuredRun, facts: MachineReadableFacts): MachineReadableSummary {
  const source = sourceOf(run)
  return machineReadableSummary({
    metrics: summarizeMetrics(source),
    checks: flatChecks(source.book),
    mode: run.config.summaryMode === 'full' ? 'full' : 'compact',
    duration: source.duration,
    ...facts,
  })
}

export const junitOf = ({ measures, startedAt, duration, thresholds }: MeasuredRun, name: string): string =>
  junitReport({ name, startedAt, duration, rootGroup: groupTree(measures.totals), thresholds })
