import type { Millis } from '../../base/units.ts'
import type {
  LoadPoint,
  Phase,
  ProblemView,
  RunEvent,
  RunTotals,
  ScenarioView,
  ThresholdView,
  Tick,
  Window,
  WorkerView,
} from '../api.ts'
import type { RunConfig, Work } from '../config/run-config.ts'
import type { ConnectionCount } from '../metrics/connection-count.ts'
import type { MetricDef } from '../metrics/metric.ts'
import type { BookLine } from './book-codec.ts'

/**
 * A record is a folder that a run only ever adds to, so that whatever ends the program leaves it readable:
 * `run.json` (written first), `script.*`, and one JSON document per line in `windows.ndjson` (a line a second), `ticks.ndjson` (four),
 * `events.ndjson` and `readings.ndjson`. Once the run has ended by itself there are `result.json`, the document of --result, and `end.json`, the gist of it.
 */
export const RECORD_FORMAT = 'kneepoint.record'
/**
 * Records of this version and of those before it can be read. 1: lines without a seal, and each metric was defined once. 2: every
 * line is sealed, and definitions are repeated.
 */
export const RECORD_VERSION = 2

export const recordFiles = {
  header: 'run.json',
  windows: 'windows.ndjson',
  events: 'events.ndjson',
  readings: 'readings.ndjson',
  ticks: 'ticks.ndjson',
  result: 'result.json',
  end: 'end.json',
} as const

/** `run.json`: what is known before the run. */
export interface RecordHeader {
  readonly format: typeof RECORD_FORMAT
  readonly version: number
  readonly id: string
  /** Of kneepoint. */
  readonly program: string
  readonly command: string
  readonly target: string
  /** The file of the script within the record; undefined when there is none. */
  readonly script: string | undefined
  /** ISO 8601, wall clock: when the program was told to run, which is before setup. */
  readonly startedAt: string
  /** `--label NAME=VALUE`. */
  readonly labels: Readonly<Record<string, string>>
  readonly config: RecordedConfig
  /** What was asked of a run that is a test (analysis/load-test/test-plan.ts). */
  readonly test?: object
  readonly host: Readonly<Record<string, unknown>>
}

/** `end.json`: how the run ended, for lists of records. */
export interface RecordEnd {
  readonly exitCode: number
  readonly durationMs: Millis
  readonly totals: RunTotals
}

/** All a run was asked for, but for what may be secret: variables and keys. */
export type RecordedConfig = Omit<RunConfig, 'env' | 'http'> & { readonly http: Omit<RunConfig['http'], 'tlsAuth'> }

export function recordedConfigOf({ env: _env, http, work, ...config }: RunConfig): RecordedConfig {
  const { tlsAuth: _tlsAuth, ...rest } = http
  return { ...config, http: rest, work: withoutSecrets(work) }
}

const isSecret = (header: string): boolean => /auth|cookie|token|key|secret/i.test(header)

/** Headers keep their names. */
function withoutSecrets(work: Work): Work {
  if (work.kind === 'script') return work
  const headers = Object.entries(work.request.headers).map(([name, value]) => [
    name,
    isSecret(name) ? '(hidden)' : value,
  ])
  return { ...work, request: { ...work.request, headers: Object.fromEntries(headers) as Record<string, string> } }
}

/** A scenario as it stood, without its courses: those stand in the line in which they changed. */
export type RecordedScenario = Omit<ScenarioView, 'plan' | 'course'>

export interface ScenarioCourses {
  readonly plan: readonly LoadPoint[]
  readonly course: readonly LoadPoint[]
}

/** A line of `windows.ndjson`: a closed second. Samples after the end of the run have no `window`. */
export interface WindowLine {
  readonly window: Window | undefined
  /**
   * All metrics so far: in a line with new ones, and in some of the others, so that no single line is needed to read the rest; else
   * none. `book` names metrics by their place in this list. In version 1: those that no line before this one defined.
   */
  readonly defs: readonly MetricDef[]
  readonly book: BookLine
  readonly phase: Phase['kind']
  readonly paused: Millis
  readonly scenarios: readonly RecordedScenario[]
  readonly workers: readonly WorkerView[]
  readonly connections: readonly ConnectionCount[]
  readonly plannedEnd: Millis | undefined
  /** By scenario, when it changed. */
  readonly courses?: Readonly<Record<string, ScenarioCourses>>
  /** When they changed. */
  readonly thresholds?: readonly ThresholdView[]
  readonly problems?: readonly ProblemView[]
}

/** A line of `readings.ndjson`: what a probe read; what is in it is the probe's business. */
export interface ReadingLine {
  readonly at: Millis
  /** `host`, `target`, ... */
  readonly of: string
  readonly reading: unknown
}

/** A line of `events.ndjson`. */
export type EventLine = RunEvent

/** A line of `ticks.ndjson`. */
export type TickLine = Tick
