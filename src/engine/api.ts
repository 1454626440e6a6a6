import type { Store } from '../base/store.ts'
import type { Bytes, Millis, PerSecond, Share } from '../base/units.ts'
import type { LoadStage } from './config/load-change.ts'
import type { ExecutorName, LoadModel } from './config/scenario.ts'
import type { ConnectionCount } from './metrics/connection-count.ts'
import type { Contains, MetricKind } from './metrics/metric.ts'
import type { WorkerHealth } from './metrics/worker-health.ts'

/** All that a UI, a REST server or a test may see of a run. Types only. Times are ms since the run began unless said otherwise. */

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'setup' }
  | { readonly kind: 'running' }
  /** `beforeStart`: not even setup has run (`--paused`); resume begins the run. */
  | { readonly kind: 'paused'; readonly beforeStart?: true }
  /** No new iterations; those in flight get their gracefulStop. */
  | { readonly kind: 'stopping'; readonly deadline: Millis }
  | { readonly kind: 'teardown' }
  | { readonly kind: 'finished' }

/**
 * An undefined `scenario` means all scenarios that can do it. `at` is never given: a command is in force at once. `rampMs` is the
 * time a change of load takes, in a straight line; without it the run's own (`set-ramp`, at first 0 = at once).
 */
export type Command = RunCommand | ReplayCommand

export type RunCommand =
  | { readonly type: 'set-rate'; readonly scenario: string; readonly rate: PerSecond; readonly rampMs?: Millis }
  | { readonly type: 'set-vus'; readonly scenario: string; readonly vus: number; readonly rampMs?: Millis }
  /** What is now asked for and all that is to come, times `factor`: ramps keep their shape. */
  | {
      readonly type: 'scale'
      readonly scenario: string | undefined
      readonly factor: number
      readonly rampMs?: Millis
    }
  | { readonly type: 'follow-plan'; readonly scenario: string | undefined; readonly rampMs?: Millis }
  /** From now on these stages, beginning at the load in force; the scenario ends when they do. */
  | { readonly type: 'set-stages'; readonly scenario: string; readonly stages: readonly LoadStage[] }
  /** How many VUs an arrival-rate or externally-controlled scenario may have; what is above a lower number ends its iteration first. */
  | { readonly type: 'set-max-vus'; readonly scenario: string; readonly maxVUs: number }
  /** What changes of load take from now on when they do not say. */
  | { readonly type: 'set-ramp'; readonly rampMs: Millis }
  /** A waiting scenario begins now. */
  | { readonly type: 'start-scenario'; readonly scenario: string }
  /** `graceful`: iterations in flight get the scenario's gracefulStop; otherwise they are interrupted. */
  | { readonly type: 'stop-scenario'; readonly scenario: string; readonly graceful: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** `graceful` lets iterations in flight end; otherwise they are interrupted. */
  | { readonly type: 'stop'; readonly graceful: boolean }
  | { readonly type: 'mark'; readonly note: string }
  /** Takes back the last change that is not yet taken back, at once. */
  | { readonly type: 'undo' }
  /**
   * The search for the target's limits: it begins or goes on, leaves the load to the operator, or may go on into overload, which it
   * has asked for. Any other change of load takes over from it.
   */
  | { readonly type: 'explore'; readonly action: 'begin' | 'leave' | 'overload' }

/** Of a record that is replayed; a run refuses these. */
export type ReplayCommand =
  | { readonly type: 'seek'; readonly to: Millis }
  /** Times as fast as it was. */
  | { readonly type: 'set-speed'; readonly speed: number }

/** `said` is one line for the operator: what is now so, or why not. */
export type Answer =
  | { readonly accepted: true; readonly said: string }
  | { readonly accepted: false; readonly said: string }

/** Who did it; `explorer`: the search for the target's limits. */
export type Actor = 'key' | 'command' | 'rest' | 'signal' | 'plan' | 'engine' | 'explorer'

export interface RunEvent {
  readonly at: Millis
  readonly by: Actor
  readonly kind: 'load' | 'pause' | 'mark' | 'phase' | 'threshold' | 'warning' | 'error' | 'log'
  /** One line, ready to show. */
  readonly text: string
  readonly scenario?: string
  /** Why it was done, one sentence, where who did it said so. */
  readonly because?: string
  /** For `load`: the commanded load before and after, in the scenario's own unit. */
  readonly from?: number
  readonly to?: number
}

/** Percentiles in ms over some span of time; undefined when there was no sample. */
export interface Latency {
  readonly count: number
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  readonly p99: Millis | undefined
}

export interface FirstByte {
  readonly count: number
  readonly min: Millis
  readonly p50: Millis
}

/**
 * One second of the run, closed and never changed again. Counts are of that second. All of the load counts are iterations.
 * offered = due by the plan (closed model: started), started = really begun, achieved = completed, good = completed with no
 * failed request and no exception, dropped = due but no VU was free.
 */
export interface Window {
  readonly from: Millis
  readonly to: Millis
  readonly offered: number
  readonly started: number
  readonly achieved: number
  readonly good: number
  readonly dropped: number
  readonly interrupted: number
  readonly requests: number
  readonly failedRequests: number
  /** At the end of the window. */
  readonly inFlight: number
  /** Those that k6's metric `vus` counts: in the open model only VUs that iterate. */
  readonly vus: number
  /** Of the HTTP requests (http_req_duration, from send). */
  readonly latency: Latency
  /** Of whole iterations, from when they were due (open model) or started (closed). */
  readonly fromDue: Latency
  readonly startLag: Latency
  /** From a request sent to the first byte of an answer that was as expected; undefined when there was none. */
  readonly firstByte: FirstByte | undefined
  /** What the requests took together, from opening a connection to the last byte; older records do not tell. */
  readonly requestTime?: Millis | undefined
  /** What the iterations that ended took together, from their start; older records do not tell. */
  readonly iterationTime?: Millis | undefined
  /** Requests that could not be sent, as this machine had no local port, or no file descriptor, left for them. */
  readonly withoutPort: number
  readonly withoutFile: number
  readonly checksPassed: number
  readonly checksFailed: number
  /** Excluded from rates. */
  readonly pausedFor: Millis
  /** The commanded load of each scenario at the end of the window, by name. */
  readonly load: Readonly<Record<string, number>>
}

/**
 * A quarter of a second of the run, or a few of them where a worker was late; closed and never changed again. Counts are iterations,
 * of the open scenarios together, or of the closed ones where none is open.
 */
export interface Tick {
  readonly from: Millis
  readonly to: Millis
  /** What is commanded at `to`, by scenario: arrivals/s (open) or VUs (closed). */
  readonly load: Readonly<Record<string, number>>
  readonly started: number
  readonly good: number
  /** Ended with a failed request or an exception, or interrupted. */
  readonly failed: number
  readonly dropped: number
  /** Requests that failed for these reasons, as reported in the tick. */
  readonly failures: TickFailures
  /** At `to`. */
  readonly inFlight: number
  /** Of the iterations that ended, from their start. */
  readonly iteration: Latency
  /** What those iterations took together, ms, and the sum of the squares of it, within the histogram's error. */
  readonly iterationTime: Millis
  readonly iterationSquares: number
  /** http_req_duration. */
  readonly response: Latency
  /** Responses that took as long as the limit that was asked for when the run was started, or longer; undefined without one. */
  readonly slow: number | undefined
  readonly startLagP99: Millis | undefined
  /** Event-loop utilisation of the busiest worker. */
  readonly utilisation: Share
  readonly pausedFor: Millis
}

export interface TickFailures {
  /** Nobody listens there. */
  readonly refused: number
  /** No answer, or no connection, in the time that the script gives. */
  readonly timedOut: number
  /** This machine has no more ports or files, or no way there. */
  readonly starved: number
}

/** A corner of a load over time. Between two corners the load goes in a straight line; two at one moment are a jump. */
export interface LoadPoint {
  /** On the run's clock. */
  readonly at: Millis
  /** Arrivals/s (open) or VUs (closed). */
  readonly load: number
}

export interface ScenarioView {
  readonly name: string
  readonly executor: ExecutorName
  readonly model: LoadModel
  /** When it begins or began; as planned, moved by pauses and by start-scenario. */
  readonly startsAt: Millis
  /** When it stops starting iterations, as things stand; undefined for an open end. During a pause: as if that ended at once. */
  readonly endsAt: Millis | undefined
  /**
   * The plan alone from `startsAt` to its own end, moved by pauses; with an open end the last corner holds for ever. During a
   * pause, what is to come stands as if the pause ended at once. The same list as long as nothing changed.
   */
  readonly plan: readonly LoadPoint[]
  /** What was asked for and will be: the plan with all that was commanded. */
  readonly course: readonly LoadPoint[]
  readonly state: 'waiting' | 'running' | 'stopping' | 'done'
  /** What is asked for now: arrivals/s (open) or VUs (closed). */
  readonly load: number
  /** What the plan alone would ask for now. */
  readonly planned: number
  readonly overridden: boolean
  /** Per second, over the last closed window; undefined before there is one. */
  readonly offered: PerSecond | undefined
  readonly achieved: PerSecond | undefined
  readonly good: PerSecond | undefined
  readonly vusBusy: number
  readonly vusAllocated: number
  /** Those that k6's metric `vus` counts: `vusBusy` in the open model, `vusAllocated` in the closed. */
  readonly vusActive: number
  readonly vusMax: number
  readonly inFlight: number
  /** http_req_duration over the last 5 s. */
  readonly latency: Latency
  /** Failed requests of all requests, last 5 s; undefined without requests. */
  readonly errorShare: Share | undefined
  readonly dropped: number
  /** Since the run began; undefined when the script has no checks. */
  readonly checkShare: Share | undefined
  readonly iterations: number
}

export type ScenarioUsers = Pick<ScenarioView, 'name' | 'model' | 'vusAllocated' | 'vusActive' | 'vusMax'>

export interface WorkerView {
  readonly id: number
  /** Undefined before its first second. */
  readonly health: WorkerHealth | undefined
  /** Event-loop utilisation over the last quarter of a second. */
  readonly utilisation: Share
  readonly startLagP99: Millis | undefined
  readonly vus: number
  /** How long ago it said anything last; undefined before it did, and in older records. A worker that is free does four times a second. */
  readonly silentFor?: Millis | undefined
  /** Deltas that never came; 0 unless something is broken. */
  readonly lostDeltas: number
}

/** Failures that look alike, counted: never a flood. */
export interface ProblemView {
  /** k6's error_code, or 0 for script errors and log lines. */
  readonly code: number
  readonly message: string
  readonly count: number
  readonly firstAt: Millis
  readonly lastAt: Millis
}

/** How the requests of one name went over some span of time. */
export interface RequestFigures {
  readonly count: number
  /** http_req_duration. */
  readonly latency: Latency
  /** Of those that are judged; undefined when none was. */
  readonly failedShare: Share | undefined
  /** Of all responses together, headers included. */
  readonly received: Bytes
  /** By the status of the response, the most frequent first; `0`: there was none. */
  readonly statuses: readonly { readonly status: string; readonly count: number }[]
}

/** Requests of one method and name (their URL, if the script gives none). The same object as long as nothing in it changed. */
export interface RequestView {
  readonly method: string
  readonly name: string
  /** Over the last 5 s, without time paused; undefined before there is any. */
  readonly rate: PerSecond | undefined
  /** Of the last 5 s. */
  readonly recent: RequestFigures
  /** Since the run began. Where there are more than 50 names, each is brought up to date in its turn. */
  readonly total: RequestFigures
}

/** One of several that answer behind the same address: by their address, or as an option says how they are told apart. */
export interface BackendView {
  /** What was asked: scheme, host and port. */
  readonly service: string
  /** Empty: the answers did not say. */
  readonly name: string
  /** Of answers, over the last 5 s, without time paused; undefined before there is any. */
  readonly rate: PerSecond | undefined
  /** http_req_duration over the last 5 s. */
  readonly latency: Latency
  /** Of the answers of the last 5 s; undefined without any. */
  readonly failedShare: Share | undefined
  /** Since the run began. */
  readonly answers: number
  readonly failures: number
  /** Connections whose first answer came from it. */
  readonly connections: number
  /** Answers on a connection on which the one before came from it too. */
  readonly stays: number
  /** The ends of the seconds in which it first and last answered. */
  readonly firstAt: Millis
  readonly lastAt: Millis
}

export interface CheckView {
  /** Path of its group, `::outer::inner`; empty outside of groups. */
  readonly group: string
  readonly name: string
  readonly passes: number
  readonly fails: number
  /** The end of the last second in which it failed. */
  readonly failedAt: Millis | undefined
}

/** A threshold as it stands. */
export interface ThresholdView {
  /** As written: a metric, or a submetric with its tags in braces. */
  readonly metric: string
  /** As written: `p(95)<500`. */
  readonly source: string
  /** The left side: `p(95)`, `rate`, `count`. */
  readonly method: string
  readonly limit: number
  readonly kind: MetricKind
  readonly contains: Contains
  /** Judged over the last so much time; undefined: over the whole run so far, every 2 s. */
  readonly window: Millis | undefined
  /** What the left side comes to: times in ms, bytes, rates of Rate metrics as shares. Undefined: not judged yet. */
  readonly value: number | undefined
  /** With a window: the value furthest on the wrong side of the limit so far. */
  readonly worst: number | undefined
  readonly ok: boolean
  /** Since when it is crossed, while it is. */
  readonly crossedAt: Millis | undefined
  /** Whether it makes the run fail: as it stands now, or, with a window, if any window crossed it. */
  readonly failed: boolean
  /** From then on the run is ended when it is crossed; undefined: never. */
  readonly abortsFrom: Millis | undefined
}

export interface RunTotals {
  readonly offered: number
  readonly started: number
  readonly achieved: number
  readonly good: number
  readonly dropped: number
  readonly interrupted: number
  readonly requests: number
  readonly failedRequests: number
}

/** Published at most 4 times a second; every part that did not change keeps its identity. */
export interface RunSnapshot {
  readonly target: string
  readonly phase: Phase
  /** Since the first scenario could start; paused time is in it. */
  readonly elapsed: Millis
  readonly paused: Millis
  /** When the pause under way began. */
  readonly pausedSince: Millis | undefined
  /** What a change of load takes when its command does not say (`set-ramp`). */
  readonly rampMs: Millis
  /** When the plan ends, or undefined for an open end. */
  readonly plannedEnd: Millis | undefined
  readonly scenarios: readonly ScenarioView[]
  /** The same scenarios, without what has to be added up for them: there may be hundreds. */
  readonly users: readonly ScenarioUsers[]
  readonly workers: readonly WorkerView[]
  /** By destination, of all workers together. */
  readonly connections: readonly ConnectionCount[]
  /** Closed 1 s windows, oldest first; the last hour at most. */
  readonly windows: readonly Window[]
  readonly totals: RunTotals
  /** In the order in which they were first seen; names beyond 500 are one row together. */
  readonly requests: readonly RequestView[]
  /** In the order in which they were first seen. */
  readonly backends: readonly BackendView[]
  /** In the order in which they were first seen; those beyond 1000 are one row together. */
  readonly checks: readonly CheckView[]
  /** The newest 500, without what scripts logged. */
  readonly events: readonly RunEvent[]
  /** What scripts logged, the newest 1000 lines, each of kind `log`: apart, so that many of them push no event out. */
  readonly lines: readonly RunEvent[]
  /** How many lines scripts logged in all. */
  readonly lineCount: number
  readonly problems: readonly ProblemView[]
  /** In the order in which they are written. */
  readonly thresholds: readonly ThresholdView[]
  /** Set when this is no run but the record of one. `speed`: times as fast as it was. */
  readonly replay?: { readonly length: Millis; readonly speed: number }
}

/** All a UI, a REST server or a test needs of a run. */
export interface RunHandle {
  readonly snapshots: Store<RunSnapshot>
  /** The last minute in ticks, oldest first; a new list with every tick that closes. */
  readonly ticks: Store<readonly Tick[]>
  /** Answers at once; the change is in force in every worker within 250 ms. `because` goes into the event, one sentence. */
  readonly send: (command: Command, by: Actor, because?: string) => Answer
  readonly finished: Promise<RunOutcome>
  /** The summary of what is measured so far, as plain text. */
  readonly summarySoFar: () => string
}

export interface RunOutcome {
  readonly exitCode: number
  /** The end-of-test summary, ready to print. */
  readonly summary: string
}
