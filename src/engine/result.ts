import type { RunEvent, RunTotals, Window } from './api.ts'
import type { OutputStats } from './outputs/output.ts'
import { latencyOf } from './window-series.ts'
import type { ExitCode } from '../base/exit-code.ts'
import type { RunLog } from './run-log.ts'
import { type MeasuredRun, sourceOf } from './run-summary.ts'
import { runTotalsOf } from './run-totals.ts'
import { groupTree, type GroupSummary } from './summary/group-tree.ts'
import { type MetricSummary, summarizeMetrics } from './summary/summary-data.ts'
import type { ThresholdState } from './thresholds/judge.ts'

export const RESULT_SCHEMA = 'kneepoint.result/1'

/** The document that `--result FILE` writes. Times in ms, of the run's clock unless it says otherwise. */
export interface RunResult {
  readonly schema: typeof RESULT_SCHEMA
  readonly run: {
    readonly id: string
    readonly script: string
    /** ISO 8601, wall clock. */
    readonly startedAt: string
    readonly durationMs: number
    readonly pausedMs: number
    readonly version: string
    readonly threads: number
  }
  /** As in k6's handleSummary data; ours beside k6's. */
  readonly metrics: Readonly<Record<string, MetricSummary>>
  readonly root_group: GroupSummary
  readonly totals: RunTotals
  readonly scenarios: readonly ScenarioResult[]
  readonly windows: readonly Window[]
  readonly events: readonly RunEvent[]
  readonly problems: readonly { readonly code: number; readonly message: string; readonly count: number }[]
  readonly thresholds: readonly ThresholdState[]
  /** What the target can carry, as far as it was held (analysis/capacity.ts); null when no load was held for long enough. */
  readonly capacity: object | null
  /** The loads that were held, in the order of time: points of the curve of goodput over load (analysis/held-load.ts). */
  readonly holds: readonly object[]
  /** Who held the load back (analysis/verdict/limit-book.ts); null when nothing was measured. */
  readonly limit: object | null
  /** What the target said of itself (analysis/utilisation); null when it was not asked. */
  readonly target: object | null
  /** Which backends answered (analysis/balance); null when nothing did. */
  readonly balance: object | null
  /** How a test turned out, workload by workload (analysis/load-test); null when the run was none. */
  readonly test: object | null
  readonly host: HostResult
  /** What became of the samples of each output. */
  readonly outputs: readonly OutputStats[]
  readonly exitCode: number
}

export interface HostResult {
  readonly cpus: number
  readonly memoryBytes: number
  readonly platform: string
  readonly node: string
  /** CPU that this process used during the run, in s, and the share of it that the screen took. */
  readonly processCpuSeconds?: number
  readonly uiCpuSeconds?: number
}

interface ScenarioResult {
  readonly name: string
  readonly executor: string
  readonly exec: string
  readonly offered: number
  readonly started: number
  readonly iterations: number
  readonly good: number
  readonly dropped: number
  readonly interrupted: number
  readonly requests: number
  readonly latency: ReturnType<typeof latencyOf>
  readonly startLag: ReturnType<typeof latencyOf>
}

export interface ResultContext {
  readonly id: string
  readonly script: string
  readonly version: string
  readonly host: HostResult
  readonly outputs?: readonly OutputStats[]
  readonly capacity?: object | null
  readonly holds?: readonly object[]
  readonly limit?: object | undefined
  readonly target?: object | undefined
  readonly balance?: object | undefined
  readonly test?: object | null
}

/** What a result is made from: a run that is over. */
export interface EndedRun extends MeasuredRun {
  readonly log: Pick<RunLog, 'allEvents' | 'problems'>
  readonly exitCode: ExitCode
}

export function resultOf(
  end: EndedRun,
  {
    id,
    script,
    version,
    host,
    outputs = [],
    capacity = null,
    holds = [],
    limit,
    target,
    balance,
    test = null,
  }: ResultContext,
): RunResult {
  const { config, measures, log, duration, paused } = end
  return {
    schema: RESULT_SCHEMA,
    run: {
      id,
      script,
      startedAt: end.startedAt.toISOString(),
      durationMs: duration,
      pausedMs: paused,
      version,
      threads: config.threads,
    },
    metrics: summarizeMetrics({ ...sourceOf(end), internal: true }),
    root_group: groupTree(measures.totals),
    totals: runTotalsOf(measures.totals),
    scenarios: config.scenarios.map(({ name, executor, exec }) => ({ name, executor, exec, ...countsOf(end, name) })),
    windows: measures.allWindows,
    events: log.allEvents,
    problems: log.problems.map(({ code, message, count }) => ({ code, message, count })),
    thresholds: end.thresholds,
    capacity,
    holds,
    limit: limit ?? null,
    target: target ?? null,
    balance: balance ?? null,
    test,
    host,
    outputs,
    exitCode: end.exitCode,
  }
}

function countsOf({ measures }: EndedRun, scenario: string): Omit<ScenarioResult, 'name' | 'executor' | 'exec'> {
  const view = measures.totals.scenario(scenario)
  return {
    offered: view.counter('iterations_due'),
    started: view.counter('iterations_started'),
    iterations: view.counter('iterations'),
    good: view.counter('iterations_good'),
    dropped: view.counter('dropped_iterations'),
    interrupted: view.counter('iterations_interrupted'),
    requests: view.counter('http_reqs'),
    latency: latencyOf(view.trend('http_req_duration')?.histogram),
    startLag: latencyOf(view.trend('start_lag')?.histogram),
  }
}
