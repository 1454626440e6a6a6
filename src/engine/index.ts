import type { Store } from '../base/store.ts'
import type { RunHandle, RunSnapshot } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import { type LogLine, Run, type RunEnd } from './run.ts'
import { WorkerPool } from './workers/pool.ts'
import { unpackError } from './workers/portable-error.ts'
import type { PortableScript, ToWorker } from './workers/protocol.ts'
import { sharedCountersSize } from './workers/shared-counters.ts'

/** Which script, and what it finds around it. */
export type LoadRequest = Omit<Extract<ToWorker, { type: 'load' }>, 'type'>

/** What a script says of itself once its init code has run. */
export interface LoadedScript {
  readonly script: PortableScript
  readonly options: Readonly<Record<string, unknown>>
  readonly exports: readonly string[]
}

export interface StartOptions {
  readonly config: RunConfig
  readonly script: PortableScript | undefined
  readonly target: string
  readonly onLog: (line: LogLine) => void
}

/** A run under way. */
export interface StartedRun {
  readonly send: RunHandle['send']
  readonly snapshots: Store<RunSnapshot>
  /** Rejects when the run could not begin: init code or setup failed. */
  readonly end: Promise<RunEnd>
}

/** Worker threads that can load a script and run it once. */
export interface Engine {
  readonly load: (request: LoadRequest) => Promise<LoadedScript>
  readonly start: (options: StartOptions) => StartedRun
  readonly close: () => Promise<void>
}

export function createEngine(threads: number, onLog: (line: LogLine) => void): Engine {
  let failLoad: (error: Error) => void = () => undefined
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
      return Promise.race([pool.ask(0, { type: 'load', ...request }, 'loaded'), failed])
    },
    start: ({ config, script, target, onLog: logLine }) => {
      const counters = new SharedArrayBuffer(sharedCountersSize(config.scenarios.length))
      const run = new Run({ config, script, target, pool, counters, onLog: logLine })
      return { send: run.send, snapshots: run.snapshots, end: run.run() }
    },
    close: () => pool.close(),
  }
}
