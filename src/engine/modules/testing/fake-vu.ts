import { FakeClock } from '../../../base/clock.ts'
import { seededRng } from '../../../base/rng.ts'
import type { SeriesDef } from '../../metrics/delta.ts'
import { VuMetadata } from '../../metrics/metadata.ts'
import { WIDTHS } from '../../metrics/delta.ts'
import { Shard } from '../../metrics/shard.ts'
import type { LogLevel, Outstanding, RunCounters, Vu, WorkerContext } from '../vu.ts'
import { SequentialRunner } from './sequential-runner.ts'

export interface LogLine {
  readonly level: LogLevel
  readonly message: string
}

/** A VU without a run, and what it did. */
export interface FakeVu extends Vu {
  readonly clock: FakeClock
  readonly logged: LogLine[]
  readonly ended: string[]
  /** `code message` of each. */
  readonly problems: string[]
  /** What callbacks threw. */
  readonly errors: unknown[]
  /** Calls begun and not ended. */
  readonly pending: () => number
  /** Runs the cleanups of the iteration. */
  readonly endIteration: () => void
}

export interface Sample {
  readonly metric: string
  readonly tags: Readonly<Record<string, string>>
  readonly values: readonly number[]
}

export const allSystemTags: ReadonlySet<string> = new Set(
  'proto subproto status method url name group check error error_code tls_version scenario service expected_response'.split(
    ' ',
  ),
)

const counters: RunCounters = {
  iterationsCompleted: () => 5,
  iterationsInterrupted: () => 1,
  vusActive: () => 2,
  vusInitialized: () => 3,
}

class Pending implements Outstanding {
  count = 0
  readonly begin = (): void => {
    this.count += 1
  }
  readonly end = (): void => {
    this.count -= 1
  }
}

export function fakeVu(
  overrides: { readonly worker?: Partial<WorkerContext>; readonly vu?: Partial<Vu> } = {},
): FakeVu {
  const clock = new FakeClock(1_000)
  const logged: LogLine[] = []
  const ended: string[] = []
  const errors: unknown[] = []
  const problems: string[] = []
  const runner = new SequentialRunner((error) => errors.push(error))
  const cleanups: (() => void)[] = []
  const outstanding = new Pending()
  const worker: WorkerContext = {
    shard: new Shard(0, 0),
    clock,
    counters,
    config: undefined,
    systemTags: allSystemTags,
    scriptDir: import.meta.dirname,
    log: (level, message) => logged.push({ level, message }),
    problem: (code, message) => problems.push(`${code} ${message}`),
    abortTest: (reason) => ended.push(`abort: ${reason}`),
    failTest: (reason) => ended.push(`fail: ${reason}`),
    sharedArrays: new Map(),
    ...overrides.worker,
  }
  const vu: FakeVu = {
    worker,
    clock,
    logged,
    ended,
    errors,
    problems,
    pending: () => outstanding.count,
    endIteration: () => {
      for (const cleanup of cleanups.splice(0).toReversed()) cleanup()
    },
    idInInstance: 1,
    idInTest: 1,
    rng: seededRng(1),
    seed: () => {},
    stage: 'iteration',
    iterationInInstance: 0,
    iterationInScenario: 0,
    scenarioIterationInInstance: 0,
    iterationInTest: 0,
    scenario: undefined,
    tags: 0,
    metadata: new VuMetadata(),
    groupPath: '',
    sawFailure: false,
    outstanding,
    onIterationEnd: (cleanup) => cleanups.push(cleanup),
    giveUp: (error) => errors.push(error),
    post: runner.post,
    ...overrides.vu,
  }
  return vu
}

/** Everything recorded since the last call. */
export function samplesOf(vu: Vu): Sample[] {
  const { shard } = vu.worker
  const { newSeries, series, values } = shard.drain(0)
  known.set(shard, [...(known.get(shard) ?? []), ...newSeries])
  let offset = 0
  return [...series].map((id) => {
    const def = known.get(shard)?.[id]
    if (def === undefined) throw new Error(`series ${id} was never announced`)
    const from = offset
    offset += WIDTHS[def.kind]
    const own = Array.from(values.slice(from, offset))
    if (def.kind === 'trend') offset += 2 * (own[4] ?? 0)
    return { metric: def.metric, tags: Object.fromEntries(def.tags), values: own }
  })
}

const known = new WeakMap<Shard, SeriesDef[]>()
