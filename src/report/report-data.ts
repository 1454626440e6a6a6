import type { Answer } from '../analysis/answers/answer.ts'
import type { BackendChange } from '../analysis/balance/balance-book.ts'
import type { ServiceBalance } from '../analysis/balance/judge-balance.ts'
import type { Capacity } from '../analysis/capacity.ts'
import type { HeldLoad } from '../analysis/held-load.ts'
import type { TestView } from '../analysis/load-test/test-view.ts'
import type { LoadModel } from '../analysis/observation.ts'
import type { Confidence, LimitVerdict } from '../analysis/verdict/limit-reading.ts'
import type { Bytes, Millis, PerSecond, Share } from '../base/units.ts'
import type { CheckView, Latency, ProblemView, RunEvent, RunTotals, ThresholdView } from '../engine/api.ts'

/**
 * A run as the report shows it, small enough for a page: series have at most some 1,000 points, however long the run was. Times are ms
 * since the run began unless said otherwise; what is not known is undefined.
 */
export interface ReportData {
  readonly run: RunFacts
  readonly verdict: VerdictFacts
  /** What it was to show; undefined when it was no test, or was cut off. */
  readonly test?: TestFacts | undefined
  /** To the eight questions of a performance test. */
  readonly answers: readonly Answer[]
  readonly totals: RunTotals
  readonly curve: LoadCurve
  readonly timeline: Timeline
  readonly latency: LatencyFacts
  /** Undefined when nothing was timed. */
  readonly heatmap: Heatmap | undefined
  readonly scenarios: readonly ScenarioRow[]
  readonly requests: readonly RequestRow[]
  /** Of each service; none where nobody asked for backends and there was only one. */
  readonly balances: readonly BalanceFacts[]
  readonly checks: readonly CheckRow[]
  readonly thresholds: readonly ThresholdView[]
  /** The most frequent first. */
  readonly problems: readonly ProblemView[]
  readonly events: EventList
  readonly host: HostFacts
}

export interface RunFacts {
  readonly id: string
  readonly command: string
  /** A URL or a script. */
  readonly target: string
  /** ISO 8601, wall clock. */
  readonly startedAt: string
  readonly duration: Millis
  readonly paused: Millis
  /** Of kneepoint. */
  readonly program: string
  readonly labels: Readonly<Record<string, string>>
  readonly threads: number
  /** Lines of the record that could not be read. */
  readonly damaged: number
}

/** A test as it turned out. */
export type TestFacts = Pick<TestView, 'plan' | 'workloads' | 'verdict'>

/** How the run ended, and what was found. */
export interface VerdictFacts {
  /** Undefined when the run was cut off. */
  readonly exitCode: number | undefined
  /** Undefined when no load was held for long enough to say anything. */
  readonly capacity: Capacity | undefined
  /** `record`: found again from what was recorded, as the run could not say it itself. */
  readonly capacityFrom: 'run' | 'record'
  readonly limit: LimitFacts
}

/** Who held the load back, as the run judged it. */
export interface LimitFacts {
  readonly verdict: LimitVerdict
  readonly confidence: Confidence | undefined
  readonly evidence: readonly string[]
  /** What to do next. */
  readonly next: string | undefined
}

/** Values over time or load, by the position of their neighbours. */
export type Column = readonly (number | undefined)[]

/** What came back at which load. `model` says what a load is: arrivals per second or VUs. */
export interface LoadCurve {
  readonly model: LoadModel
  /** Loads that were held, in the order of time. */
  readonly holds: readonly HeldPoint[]
  /** Every second of the run, or some hundreds of them evenly over time. */
  readonly seconds: readonly SecondAtLoad[]
  /** The curve through the holds, between the lowest and the highest of them. */
  readonly fitted: readonly { readonly load: number; readonly goodput: PerSecond }[]
  readonly notes: readonly string[]
}

export interface HeldPoint extends HeldLoad {
  /** Undefined where the run did not say so. */
  readonly heldBackBy: LimitVerdict | undefined
}

export interface SecondAtLoad {
  readonly load: number
  readonly good: PerSecond
}

/** The run second by second. All columns are as long as `at`. */
export interface Timeline {
  readonly at: readonly Millis[]
  /** How many seconds two neighbouring points stand for: the lowest and the highest of them. 1: every second is a point. */
  readonly secondsPerPair: number
  /** Per second, iterations. */
  readonly offered: Column
  readonly achieved: Column
  readonly good: Column
  readonly dropped: Column
  readonly interrupted: Column
  /** Per second, requests. */
  readonly failedRequests: Column
  readonly vus: Column
  readonly inFlight: Column
  /** Response times in ms: of requests, or of whole iterations where there are none. */
  readonly p50: Column
  readonly p95: Column
  readonly p99: Column
  /** From when the iteration was due, where iterations began late. */
  readonly p95FromDue: Column
  readonly startLagP99: Column
  /** Event-loop utilisation of the busiest worker. */
  readonly loop: Column
  readonly pauses: readonly Span[]
}

export interface Span {
  readonly from: Millis
  readonly to: Millis
}

/** Response times of the whole run. */
export interface LatencyFacts {
  /** What was timed: a script without requests has only its iterations. */
  readonly of: 'requests' | 'iterations'
  readonly all: Latency
  readonly max: Millis | undefined
}

/** How many responses took how long, over time. */
export interface Heatmap {
  /** Column c holds what ended from columns[c] to columns[c + 1]. */
  readonly columns: readonly Millis[]
  /** Row r holds what took from rows[r] to rows[r + 1]; the first row also what was faster. */
  readonly rows: readonly Millis[]
  /** Column, row, count of all cells that are not empty. */
  readonly cells: readonly (readonly [column: number, row: number, count: number])[]
}

export interface ScenarioRow extends Omit<RunTotals, 'failedRequests'> {
  readonly name: string
  readonly executor: string
  readonly model: LoadModel
  /** What it was asked for, in words. */
  readonly plan: string
  /** Of the requests; undefined without any. */
  readonly failedShare: Share | undefined
  /** Of requests, or of iterations where there are none. */
  readonly latency: Latency
  readonly startLagP99: Millis | undefined
  /** Achieved per second over time, some dozens of points. */
  readonly trace: Column
}

export interface RequestRow {
  readonly method: string
  readonly name: string
  readonly count: number
  readonly rate: PerSecond | undefined
  readonly failedShare: Share | undefined
  readonly latency: Latency
  readonly max: Millis | undefined
  readonly received: Bytes
  /** By the status of the response, the most frequent first; `0`: there was none. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[]
}

/** How what a service answered was spread over its backends. Tests are of the time since these last changed. */
export interface BalanceFacts
  extends Pick<
    ServiceBalance,
    'service' | 'kind' | 'conclusion' | 'notes' | 'next' | 'isSticky' | 'answers' | 'connections'
  > {
  readonly changes: readonly (BackendChange & { readonly at: Millis })[]
  /** In the order in which they were first seen. */
  readonly backends: readonly BackendRow[]
}

/** Of the whole run, but for the share. */
export interface BackendRow {
  /** Empty: the answers did not say. */
  readonly name: string
  /** Of the answers that the evenness is tested with; undefined when it was gone by then. */
  readonly share: Share | undefined
  readonly answers: number
  readonly connections: number
  readonly failedShare: Share | undefined
  readonly latency: Latency
  /** The ends of the seconds in which it first and last answered. */
  readonly firstAt: Millis | undefined
  readonly lastAt: Millis | undefined
  /** Answers per second over time, some dozens of points. */
  readonly trace: Column
}

export type CheckRow = Omit<CheckView, 'failedAt'>

export interface EventList {
  /** What was done and what happened, without what scripts logged. */
  readonly shown: readonly RunEvent[]
  /** What scripts logged. */
  readonly lines: readonly RunEvent[]
  /** How many are in the record and not here. */
  readonly leftOut: number
}

export interface HostFacts {
  readonly facts: Readonly<Record<string, string | number>>
  readonly at: readonly Millis[]
  /** As shares of all cores. */
  readonly cpu: Column
  readonly kneepointCpu: Column
  readonly targetCpu: Column
  readonly steal: Column
  readonly memory: Column
  /** Of this process during the run, in s; undefined when the run was cut off. */
  readonly cpuSeconds: number | undefined
}
