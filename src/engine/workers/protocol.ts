import type { Millis, Share } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { ConnectionCount } from '../metrics/connection-count.ts'
import type { MetricDelta } from '../metrics/delta.ts'
import type { ToldApart } from '../metrics/told-tags.ts'
import type { MetricDef } from '../metrics/metric.ts'
import type { SampleBatch } from '../metrics/sample-log.ts'
import type { TickDelta } from '../metrics/tick-figures.ts'
import type { WorkerHealth } from '../metrics/worker-health.ts'

/** What main and the workers say to each other. Times on the run's clock: ms since the run began. */

/** A script in the form that crosses threads; what is in it is the script room's business. */
export type PortableScript = object

export type ToWorker =
  /** Reads and compiles the script and runs its init code once; answered by `loaded`. */
  | {
      readonly type: 'load'
      readonly path: string
      /** Undefined: found out from the file. */
      readonly testType: 'js' | 'archive' | undefined
      /** `extended`: scripts have `global` beside `globalThis`. */
      readonly compatibilityMode: 'extended' | 'base'
      /** What standard input holds, when the path is `-`. */
      readonly stdin: string | undefined
      readonly env: Readonly<Record<string, string>>
      /** What k6/secrets gives, by source and key. */
      readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>
    }
  /** Makes the VUs; answered by `prepared`. */
  | {
      readonly type: 'prepare'
      readonly config: RunConfig
      readonly script: PortableScript | undefined
      readonly counters: SharedArrayBuffer
      /** Every single sample is kept and sent too. */
      readonly keepsSamples: boolean
      /** What main tells apart; undefined when somebody wants to know of every series. */
      readonly toldApart: ToldApart | undefined
    }
  | { readonly type: 'setup' }
  /** `zero`: when the run begins, on the machine's monotonic clock. `setupData` is JSON. */
  | { readonly type: 'start'; readonly zero: Millis; readonly setupData: string | undefined }
  /** An undefined scenario means all. */
  | {
      readonly type: 'change'
      readonly scenario: string | undefined
      readonly change: LoadChange
      readonly at: Millis
    }
  | { readonly type: 'stop'; readonly graceful: boolean }
  | { readonly type: 'teardown'; readonly setupData: string | undefined }
  /** Runs handleSummary; `data` is its argument. */
  | { readonly type: 'summarize'; readonly data: unknown }

export interface ScenarioState {
  readonly scenario: string
  readonly stage: 'waiting' | 'running' | 'stopping' | 'done'
  readonly busy: number
  readonly allocated: number
  readonly active: number
}

/** Travels with each delta. */
export interface WorkerState {
  readonly scenarios: readonly ScenarioState[]
  readonly vusInitialized: number
  readonly health: WorkerHealth
  readonly connections: readonly ConnectionCount[]
}

/** Failures that read alike since the last tick. */
export interface Problem {
  readonly code: number
  readonly message: string
  readonly count: number
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** An error as it crosses threads: of the user's making (UserError) or ours. */
export interface PortableError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly user:
    | {
        readonly code: string
        readonly exitCode: number
        readonly hint: string | undefined
        readonly place: PortablePlace | undefined
      }
    | undefined
}

export interface PortablePlace {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly frame?: string
}

/** What a worker answers when it was asked. */
export type WorkerAnswer =
  | {
      readonly type: 'loaded'
      readonly script: PortableScript
      /** The script's `options` export, JSON-cloned. */
      readonly options: Readonly<Record<string, unknown>>
      readonly exports: readonly string[]
      /** All that are known once init code has run: built-in ones and the script's. */
      readonly metrics: readonly MetricDef[]
    }
  | { readonly type: 'prepared' }
  /** Lifecycle functions: `error` is what they threw, or that they took too long. */
  | { readonly type: 'setup-done'; readonly setupData: string | undefined; readonly error: PortableError | undefined }
  | { readonly type: 'teardown-done'; readonly error: PortableError | undefined }
  /** `files`: what handleSummary returned, or undefined for the default summary. */
  | { readonly type: 'summarized'; readonly files: SummaryFiles | undefined; readonly error: PortableError | undefined }

/** What handleSummary wants written: contents by `stdout`, `stderr` or the path of a file. */
export type SummaryFiles = Readonly<Record<string, string | Uint8Array>>

/** What a worker has measured since the last time it told all of it. */
export interface Measured {
  readonly delta: MetricDelta
  readonly state: WorkerState
  /** Where every single sample is kept. */
  readonly samples: SampleBatch | undefined
}

/** What a worker says every 250 ms. */
export interface TickNews {
  readonly type: 'tick'
  readonly tick: TickDelta
  /** Iterations going on of the scenarios that ticks tell of. */
  readonly busy: number
  /** Event-loop utilisation since the last tick. */
  readonly utilisation: Share
  readonly problems: readonly Problem[]
  /** Undefined where it is so much that it is told once a second. */
  readonly measured: Measured | undefined
}

/** What a worker says by itself. */
export type WorkerNews =
  | TickNews
  /** All scenarios are over in this worker and all that it measured is sent. */
  | { readonly type: 'finished' }
  | { readonly type: 'log'; readonly level: LogLevel; readonly message: string; readonly source: 'console' | 'engine' }
  | { readonly type: 'abort-test'; readonly reason: string }
  | { readonly type: 'fail-test'; readonly reason: string }
  | { readonly type: 'failed'; readonly error: PortableError }

export type FromWorker = WorkerAnswer | WorkerNews

const answerTypes: ReadonlySet<string> = new Set<WorkerAnswer['type']>([
  'loaded',
  'prepared',
  'setup-done',
  'teardown-done',
  'summarized',
])

export const isAnswer = (message: FromWorker): message is WorkerAnswer => answerTypes.has(message.type)
