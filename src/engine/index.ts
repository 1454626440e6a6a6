import { rm } from 'node:fs/promises'
import { UserError } from '../base/errors.ts'
import type { Store } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { RunHandle, RunSnapshot } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import type { RunReadings, SetupDesk } from './control/rest/readings.ts'
import { type MetricDef, MetricRegistry } from './metrics/metric.ts'
import { readingMetrics } from './metrics/reading-metrics.ts'
import { type LogLine, Run } from './run.ts'
import type { RunEnd } from './run-end.ts'
import type { RunObserver } from './run-observer.ts'
import { readingsOf } from './run-readings.ts'
import { findThresholdProblems } from './thresholds/find-problems.ts'
import { WorkerPool } from './workers/pool.ts'
import { asLoadedCode } from './workers/portable-script.ts'
import { unpackError } from './workers/portable-error.ts'
import type { PortableScript, SummaryFiles, ToWorker } from './workers/protocol.ts'
import { sharedCountersSize } from './workers/shared-counters.ts'

/** Which script, and what it finds around it. */
export type LoadRequest = Omit<Extract<ToWorker, { type: 'load' }>, 'type'>

/** What a script says of itself once its init code has run. */
export interface LoadedScript {
  readonly script: PortableScript
  readonly options: Readonly<Record<string, unknown>>
  readonly exports: readonly string[]
  /** All that there are once init code has run: built-in ones and the script's. */
  readonly metrics: readonly MetricDef[]
}

export interface StartOptions {
  readonly config: RunConfig
  readonly script: PortableScript | undefined
  /** All that there are; the built-in ones unless a script says more. */
  readonly metrics?: readonly MetricDef[]
  readonly target: string
  /** Ticks count the responses that take so long or longer. */
  readonly slowFrom?: Millis | undefined
  readonly onLog: (line: LogLine) => void
  readonly observers?: readonly RunObserver[]
  /** Series of the target that readings are fed of, for thresholds on them. */
  readonly series?: readonly string[]
}

/** A run under way. */
export interface StartedRun {
  readonly send: RunHandle['send']
  readonly snapshots: Store<RunSnapshot>
  readonly ticks: RunHandle['ticks']
  /** Rejects when the run could not begin: init code failed. What went wrong later, it tells. */
  readonly end: Promise<RunEnd>
  /** The run as far as it is. */
  readonly soFar: () => RunEnd
  /** Once the run is over: what the script's handleSummary wants written; undefined when the default summary is wanted. */
  readonly handleSummary: (data: unknown) => Promise<SummaryFiles | undefined>
  /** Takes readings of host and target by their names, for thresholds on them. */
  readonly feed: (readings: Readonly<Record<string, number>>) => void
  /** What the REST API shows and may do beyond snapshots and commands. */
  readonly readings: RunReadings
  readonly setupDesk: SetupDesk
  /** Something around the run that the operator should know of: an event. */
  readonly warn: (text: string) => void
}

/** Worker threads that can load a script and run it once. */
export interface Engine {
  readonly load: (request: LoadRequest) => Promise<LoadedScript>
  /** Throws when a threshold is on a metric that there is not, or asks what its type does not know. */
  readonly start: (options: StartOptions) => StartedRun
  readonly close: () => Promise<void>
}

export function createEngine(threads: number, onLog: (line: LogLine) => void): Engine {
  let failLoad: (error: Error) => void = () => undefined
  /** Where an archive was unpacked to. */
  let unpacked: string | undefined
  const pool = new WorkerPool(threads, {
    onMessage: (_, message) => {
      if (message.type === 'failed') failLoad(unpackError(message.error))
      else if (message.type === 'log') onLog(message)
    },
    onCrash: (_, error) => failLoad(error),
  })
  return {
    load: async (request) => {
      const failed = new Promise<never>((_, reject) => {
        failLoad = reject
      })
      const loaded = await Promise.race([pool.ask(0, { type: 'load', ...request }, 'loaded'), failed])
      unpacked = asLoadedCode(loaded.script).tree.root
      return loaded
    },
    start: ({ metrics: measured = new MetricRegistry().all(), observers = [], slowFrom, series, ...asked }) => {
      const { config } = asked
      const metrics = [...measured, ...readingMetrics(series)]
      if (!config.noThresholds) refuseThresholds(config, metrics)
      const counters = new SharedArrayBuffer(sharedCountersSize(config.scenarios.length, config.threads))
      const run = new Run({ ...asked, metrics, observers, slowFrom, pool, counters })
      const { send, snapshots, ticks, soFar, handleSummary, setupDesk, warn, feed } = run
      const readings = readingsOf(soFar)
      return { send, snapshots, ticks, soFar, handleSummary, setupDesk, warn, feed, readings, end: run.run() }
    },
    close: async () => {
      await pool.close()
      if (unpacked !== undefined) await rm(unpacked, { recursive: true, force: true })
    },
  }
}

function refuseThresholds(config: RunConfig, metrics: readonly MetricDef[]): void {
  const problems = findThresholdProblems(config, metrics)
  if (problems.length > 0) throw new UserError('INVALID_THRESHOLD', problems.join('\n'))
}
