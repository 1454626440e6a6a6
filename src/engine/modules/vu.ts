import type { Clock } from '../../base/clock.ts'
import type { Rng } from '../../base/rng.ts'
import type { Millis } from '../../base/units.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { ExecutorName } from '../config/scenario.ts'
import type { VuMetadata } from '../metrics/metadata.ts'
import type { Shard } from '../metrics/shard.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Where in its life a VU is: most module functions work in some stages only. */
export type VuStage = 'init' | 'setup' | 'iteration' | 'teardown' | 'summary'

/** Counters that all workers of this process share (a SharedArrayBuffer underneath). */
export interface RunCounters {
  readonly iterationsCompleted: () => number
  readonly iterationsInterrupted: () => number
  readonly vusActive: () => number
  readonly vusInitialized: () => number
}

/** What all VUs of one worker thread share. */
export interface WorkerContext {
  readonly shard: Shard
  readonly clock: Clock
  readonly counters: RunCounters
  /** Undefined while init code runs for the first time: the options are not known yet. */
  readonly config: RunConfig | undefined
  readonly systemTags: ReadonlySet<string>
  /** The folder that relative paths in `open()` start from, as an absolute path. */
  readonly scriptDir: string
  readonly log: (level: LogLevel, message: string, source: 'console' | 'engine') => void
  /** A request or exception worth counting for the operator; like ones are grouped. */
  readonly problem: (code: number, message: string) => void
  /** `exec.test.abort()`: ends the run with exit code 108. */
  readonly abortTest: (reason: string) => void
  /** `exec.test.fail()`: the run goes on and ends with exit code 110. */
  readonly failTest: (reason: string) => void
  /** SharedArray's memory: one copy for each name, made once by whoever comes first. */
  readonly sharedArrays: Map<string, unknown>
}

/** The scenario a VU works for at present. */
export interface ScenarioContext {
  readonly name: string
  readonly executor: ExecutorName
  /** On the clock of the worker context. */
  readonly startedAt: Millis
  /** Since the run began. */
  readonly startTime: Millis
  readonly tags: Readonly<Record<string, string>>
  /** Joins the run's variables in `__ENV`. */
  readonly env: Readonly<Record<string, string>>
  /** From 0 to 1; of the duration or of the iterations. */
  readonly progress: () => number
}

/** One virtual user as the modules see it. */
export interface Vu {
  readonly worker: WorkerContext
  readonly idInInstance: number
  readonly idInTest: number
  readonly rng: Rng
  /** Replaced by `randomSeed()`. */
  seed: (seed: number) => void
  stage: VuStage
  /** `__ITER`; counts over all scenarios. */
  iterationInInstance: number
  iterationInScenario: number
  /** Which iteration of the scenario, over all VUs of this instance; `InTest`: of all instances. */
  scenarioIterationInInstance: number
  iterationInTest: number
  scenario: ScenarioContext | undefined
  /** What every sample of this VU carries now: run, scenario, group and the VU's own tags. */
  tags: TagSetId
  /** What they carry beside: the system tags `vu` and `iter`, where they are on, and what the script sets. */
  readonly metadata: VuMetadata
  /** `::outer::inner`, empty at the top. */
  groupPath: string
  /** Set once this iteration saw a failed request: then it is no good throughput. */
  sawFailure: boolean
  /** Calls that keep the iteration's event loop alive (timers, asyncRequest, sockets): the iteration ends when it is back at 0. */
  readonly outstanding: Outstanding
  /** Runs when the VU is interrupted or the iteration ends, newest first; for sockets, timers, idle connections. */
  readonly onIterationEnd: (cleanup: () => void) => void
  /** Ends what the VU is doing here and now, with an error that the script cannot catch. */
  readonly giveUp: (error: unknown) => void
  /** Runs a callback of the script as soon as nothing else of the VU runs; what it throws fails the iteration. */
  readonly post: (callback: () => unknown) => void
}

export interface Outstanding {
  readonly begin: () => void
  readonly end: () => void
}

/** A module of k6 for one VU: what `import` sees. `default` is the default export. */
export type ModuleNamespace = Readonly<Record<string, unknown>>
export type ModuleFactory = (vu: Vu) => ModuleNamespace
