import { performance } from 'node:perf_hooks'
import { monotonicClock } from '../../base/clock.ts'
import type { Millis, Share } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import { plannedVUs } from '../config/requirements.ts'
import type { RunConfig } from '../config/run-config.ts'
import { type ScenarioConfig, toldByTicks } from '../config/scenario.ts'
import { closeIdleConnections, connectionsOf } from '../http/shared-http.ts'
import { buffersOf, SampleLog } from '../metrics/sample-log.ts'
import { Shard } from '../metrics/shard.ts'
import { NO_TAGS, type TagSetId } from '../metrics/tag-sets.ts'
import { type ToldApart, toldTags } from '../metrics/told-tags.ts'
import { TestAborted } from '../modules/test-aborted.ts'
import type { ScenarioContext, WorkerContext } from '../modules/vu.ts'
import { iterationsOfInstance } from '../executors/plan.ts'
import { planOf } from '../executors/plans.ts'
import { RunLoop } from '../schedule/run-loop.ts'
import {
  equalStripe,
  instanceStripe,
  parseSegmentation,
  type Segmentation,
  type WorkerPlace,
} from '../schedule/segment.ts'
import { countBelow } from '../schedule/stripe.ts'
import { Flusher } from './flusher.ts'
import { HealthMeter } from './health-meter.ts'
import { ProblemLog } from './problem-log.ts'
import type { FromWorker, Measured, WorkerState } from './protocol.ts'
import { ScenarioRun } from './scenario-run.ts'
import { describeThrown } from './script-error.ts'
import { SeriesWarning } from './series-warning.ts'
import type { SharedCounters } from './shared-counters.ts'
import type { Assignment, IteratingUser } from './iterating-user.ts'
import type { VuBody } from './virtual-user.ts'
import { VuPool } from './vu-pool.ts'

export interface RuntimeSetup {
  readonly place: WorkerPlace
  readonly config: RunConfig
  readonly keepsSamples: boolean
  /** What main tells apart; undefined: all series. */
  readonly toldApart: ToldApart | undefined
  readonly counters: SharedCounters
  readonly scriptDir: string
  /** SharedArrays that the script's init code made already. */
  readonly sharedArrays: Map<string, unknown>
  readonly makeBody: (vu: IteratingUser) => VuBody
  readonly post: (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void
}

/** With more series than this a delta takes so long, here and in main, that there is one a second only. */
const FEW_SERIES = 1000

/** Scenarios that begin within such a time from the start begin together. */
const TOGETHER: Millis = 1000

/** Kinds of exceptions that a worker logs. */
const MOST_LOGGED = 100

/** Everything that runs in one worker thread during a run: its scenarios' shares, its VUs, its measurements. */
export class WorkerRuntime {
  readonly context: WorkerContext
  readonly #setup: RuntimeSetup
  readonly #samples: SampleLog | undefined
  readonly #toldByTicks: ReadonlySet<string>
  readonly #shard: Shard
  readonly #problems = new ProblemLog()
  /** Exceptions that were logged: each kind once, the others are only counted. */
  readonly #logged = new Set<string>()
  readonly #seriesWarning = new SeriesWarning()
  readonly #loop: RunLoop
  readonly #pool: VuPool
  readonly #scenarios: readonly ScenarioRun[]
  readonly #segmentation: Segmentation
  #zero: Millis = 0
  #utilisation = performance.eventLoopUtilization()
  /** In the last delta. */
  #seriesTold = 0
  readonly #health = new HealthMeter()

  constructor(setup: RuntimeSetup) {
    this.#setup = setup
    const clock = monotonicClock()
    this.#samples = setup.keepsSamples ? new SampleLog(clock) : undefined
    this.#toldByTicks = toldByTicks(setup.config.scenarios)
    this.#shard = new Shard(setup.place.worker, 0, {
      samples: this.#samples,
      ticksCount: (scenario) => this.#toldByTicks.has(scenario),
      told: setup.toldApart === undefined ? undefined : toldTags(setup.toldApart),
    })
    this.#loop = new RunLoop(clock)
    this.context = this.#makeContext(clock)
    this.#segmentation = segmentationOf(setup.config)
    this.#pool = new VuPool({
      worker: this.context,
      counters: setup.counters,
      minIterationDuration: setup.config.minIterationDuration,
      zero: () => this.#zero,
      stripe: instanceStripe(this.#segmentation),
      makeBody: setup.makeBody,
      onError: (error) => this.reportException(error),
    })
    this.#scenarios = setup.config.scenarios.map((config) => this.#makeScenario(config))
  }

  get config(): RunConfig {
    return this.#setup.config
  }

  /** Makes this worker's share of the VUs that are planned for: their init code does not run during the test. */
  prepare(): void {
    const { config, place } = this.#setup
    const stripe = equalStripe(this.#segmentation, place)
    this.#pool.prepare(plannedVUs(config, (vus) => countBelow(stripe, vus)))
    const together = this.#scenarios.filter(({ startsAt }) => startsAt < TOGETHER)
    this.#pool.deal(together.toSorted((a, b) => a.startsAt - b.startsAt).map(({ firstVus }) => firstVus))
  }

  start(zero: Millis): void {
    this.#zero = zero
    for (const scenario of this.#scenarios) scenario.start()
    this.#loop.add(new Flusher((endsWindow) => this.#tell(endsWindow || this.#seriesTold <= FEW_SERIES)))
    this.#loop.add({ tick: () => this.#finishWhenOver() })
    this.#loop.start(zero)
  }

  change(scenario: string | undefined, change: LoadChange, at: Millis): void {
    for (const run of this.#scenarios) if (scenario === undefined || run.name === scenario) run.change(change, at)
  }

  stop(graceful: boolean): void {
    for (const run of this.#scenarios) run.stop(graceful)
  }

  /** Sends all that was measured since the last time. */
  flush(): void {
    this.#tell(true)
  }

  #tell(tellsAll: boolean): void {
    const tick = this.#shard.tick(this.#loop.now())
    const measured = tellsAll ? this.#measured(tick.to) : undefined
    const buffers = [tick.counts.buffer, tick.trends.buffer, ...(measured === undefined ? [] : buffersIn(measured))]
    this.#setup.post(
      {
        type: 'tick',
        tick,
        busy: this.#busy(),
        utilisation: this.#utilisationSince(),
        problems: this.#problems.drain(),
        measured,
      },
      buffers as ArrayBuffer[],
    )
  }

  #measured(to: Millis): Measured {
    const delta = this.#shard.drain(to)
    this.#seriesTold = delta.series.length
    const warning = this.#seriesWarning.of(this.#shard.distinctSeries)
    if (warning !== undefined) this.context.log('warn', warning, 'engine')
    return { delta, state: this.#state(), samples: this.#samples?.drain() }
  }

  /** Iterations going on of the scenarios that ticks tell of. */
  #busy(): number {
    let busy = 0
    for (const { name, state } of this.#scenarios) if (this.#toldByTicks.has(name)) busy += state.busy
    return busy
  }

  #utilisationSince(): Share {
    const utilisation = performance.eventLoopUtilization()
    const since = performance.eventLoopUtilization(utilisation, this.#utilisation)
    this.#utilisation = utilisation
    return since.utilization
  }

  #finishWhenOver(): Millis {
    const isOver = this.#scenarios.every(({ state }) => state.stage === 'done')
    if (!isOver) return Number.POSITIVE_INFINITY
    this.#loop.stop()
    this.flush()
    this.#health.close()
    closeIdleConnections(this.context)
    setImmediate(() => this.#setup.post({ type: 'finished' }))
    return Number.POSITIVE_INFINITY
  }

  #state(): WorkerState {
    return {
      scenarios: this.#scenarios.map(({ name, state }) => ({ scenario: name, ...state })),
      vusInitialized: this.#pool.initialized,
      health: this.#health.read(),
      connections: connectionsOf(this.context),
    }
  }

  #makeContext(clock: WorkerContext['clock']): WorkerContext {
    const { config, counters, scriptDir, sharedArrays, post } = this.#setup
    return {
      shard: this.#shard,
      clock,
      counters,
      config,
      systemTags: new Set(config.systemTags),
      scriptDir,
      sharedArrays,
      log: (level, message, source) => post({ type: 'log', level, message, source }),
      problem: (code, message) => this.#problems.add(code, message),
      abortTest: (reason) => {
        post({ type: 'abort-test', reason })
        // Main answers that everyone stops; until it does this worker must begin nothing.
        this.stop(false)
      },
      failTest: (reason) => post({ type: 'fail-test', reason }),
    }
  }

  #makeScenario(config: ScenarioConfig): ScenarioRun {
    const { place, counters } = this.#setup
    const assignment: Assignment = {
      exec: config.exec,
      tags: this.#tagsOf(config),
      stripe: iterationsOfInstance(planOf(config), this.#segmentation),
      iterations: counters.iterationsOf(config.name),
      context: this.#contextOf(config, () => run),
    }
    const run: ScenarioRun = new ScenarioRun({
      config,
      segmentation: this.#segmentation,
      place,
      counters,
      loop: this.#loop,
      // Without a script VUs are all alike but for their connections.
      order: this.config.work.kind === 'script' ? 'longest-rested' : 'last-used',
      vus: this.#pool.forScenario(assignment),
    })
    return run
  }

  #contextOf({ name, executor, tags, env }: ScenarioConfig, run: () => ScenarioRun): ScenarioContext {
    const zero = (): Millis => this.#zero
    return {
      name,
      executor,
      tags,
      env,
      get startedAt() {
        return zero() + run().startsAt
      },
      get startTime() {
        return run().startsAt
      },
      progress: () => run().progress(this.#loop.now()),
    }
  }

  #tagsOf(config: ScenarioConfig): TagSetId {
    const { tagSets } = this.#shard
    const { systemTags } = this.context
    // The scenario tag is there even when it is no system tag: what is shown per scenario is sorted by it.
    let tags = tagSets.with(tagSets.withAll(NO_TAGS, this.#setup.config.tags), 'scenario', config.name)
    if (systemTags.has('group')) tags = tagSets.with(tags, 'group', '')
    return tagSets.withAll(tags, config.tags)
  }

  /** Run tags and a group, for what runs outside of scenarios. */
  tagsOfGroup(group: string): TagSetId {
    const { tagSets } = this.#shard
    const tags = tagSets.withAll(NO_TAGS, this.#setup.config.tags)
    return this.context.systemTags.has('group') ? tagSets.with(tags, 'group', group) : tags
  }

  /** Logs each kind of exception once, and counts them all. */
  reportException(error: unknown): void {
    if (error instanceof TestAborted) return
    const text = describeThrown(error)
    this.#problems.add(0, text)
    if (this.#logged.has(text) || this.#logged.size >= MOST_LOGGED) return
    this.#logged.add(text)
    this.context.log('error', text, 'engine')
  }
}

const buffersIn = ({ delta, samples }: Measured): readonly ArrayBufferLike[] => [
  delta.series.buffer,
  delta.values.buffer,
  ...(samples === undefined ? [] : buffersOf(samples)),
]

/** Configuration has validated the texts already. */
function segmentationOf({ executionSegment, executionSegmentSequence }: RunConfig): Segmentation {
  const segmentation = parseSegmentation(executionSegment, executionSegmentSequence)
  if (!segmentation.ok) throw new Error(segmentation.problems.join('; '))
  return segmentation.value
}
