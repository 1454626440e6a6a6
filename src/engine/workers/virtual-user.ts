import { type Rng, seededRng } from '../../base/rng.ts'
import type { Millis } from '../../base/units.ts'
import { Builtin } from '../metrics/metric.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { Waiter } from '../modules/blocking.ts'
import type { Outstanding, ScenarioContext, Vu, VuStage, WorkerContext } from '../modules/vu.ts'
import type { IterationVu } from '../schedule/iteration-vu.ts'
import type { SharedCounters } from './shared-counters.ts'

/** What one iteration does: a script's function or one request. Exactly one of the waiter's two is called, unless cancelled. */
export interface IterationBody {
  readonly run: (exec: string, waiter: Waiter) => void
  readonly cancel: () => void
}

/** What a scenario lends to the VUs that work for it. */
export interface Assignment {
  readonly context: ScenarioContext
  readonly exec: string
  /** Run tags, scenario and its tags, and the empty group. */
  readonly tags: TagSetId
}

export interface VirtualUserSetup {
  readonly worker: WorkerContext
  readonly counters: SharedCounters
  readonly idInInstance: number
  readonly idInTest: number
  readonly minIterationDuration: Millis
  /** An iteration threw: log it, with the stack in the script's own lines. */
  readonly onError: (error: unknown) => void
  /** The run's zero on the worker's clock. */
  readonly zero: () => Millis
}

/** One virtual user: does iterations and measures them. */
export class VirtualUser implements Vu, IterationVu, Waiter {
  readonly worker: WorkerContext
  readonly idInInstance: number
  readonly idInTest: number
  rng: Rng
  stage: VuStage = 'init'
  iterationInInstance = -1
  iterationInScenario = -1
  iterationInTest = -1
  scenario: ScenarioContext | undefined
  tags: TagSetId = 0
  groupPath = ''
  sawFailure = false
  readonly outstanding: Outstanding

  readonly #setup: VirtualUserSetup
  #body: IterationBody | undefined
  #assignment: Assignment | undefined
  readonly #iterationsByScenario = new Map<string, number>()
  #cleanups: (() => void)[] = []
  #due: Millis | undefined
  #startedAt: Millis = 0
  #running = false
  #bodyEnded = false
  #threw = false
  #outstandingCalls = 0
  #ended: ((vu: IterationVu) => void) | undefined
  #pause: NodeJS.Timeout | undefined

  constructor(setup: VirtualUserSetup) {
    this.#setup = setup
    this.worker = setup.worker
    this.idInInstance = setup.idInInstance
    this.idInTest = setup.idInTest
    this.rng = seededRng(Math.trunc(Math.random() * 2 ** 32))
    this.outstanding = {
      begin: () => {
        this.#outstandingCalls += 1
      },
      end: () => {
        this.#outstandingCalls -= 1
        if (this.#running) this.#completeWhenIdle()
      },
    }
  }

  readonly seed = (seed: number): void => {
    this.rng = seededRng(seed)
  }

  readonly onIterationEnd = (cleanup: () => void): void => {
    this.#cleanups.push(cleanup)
  }

  set body(body: IterationBody) {
    this.#body = body
  }

  assign(assignment: Assignment): void {
    this.#assignment = assignment
    this.scenario = assignment.context
    this.iterationInScenario = this.#iterationsByScenario.get(assignment.context.name) ?? -1
  }

  readonly start = (due: Millis | undefined, ended: (vu: IterationVu) => void): void => {
    const { shard, clock } = this.worker
    const assignment = this.#assignment
    if (assignment === undefined || this.#body === undefined) throw new Error('a VU was started before it was assigned')
    this.#begin(assignment)
    this.#ended = ended
    this.#due = due === undefined ? undefined : due + this.#setup.zero()
    this.#startedAt = clock.now()
    if (this.#due !== undefined) shard.add(Builtin.start_lag, this.tags, Math.max(0, this.#startedAt - this.#due))
    shard.add(Builtin.iterations_started, this.tags, 1)
    this.#body.run(assignment.exec, this)
  }

  readonly resume = (): void => {
    this.#bodyEnded = true
    this.#completeWhenIdle()
  }

  readonly fail = (error: unknown): void => {
    this.#threw = true
    this.#bodyEnded = true
    this.#setup.onError(error)
    this.#completeWhenIdle()
  }

  readonly interrupt = (): void => {
    if (!this.#running) return
    this.#body?.cancel()
    const tags = this.#assignment?.tags ?? 0
    this.#finish()
    this.worker.shard.add(Builtin.iterations_interrupted, tags, 1)
    this.#setup.counters.interruptIteration()
  }

  #begin(assignment: Assignment): void {
    const { name } = assignment.context
    this.stage = 'iteration'
    this.#running = true
    this.#bodyEnded = false
    this.#threw = false
    this.sawFailure = false
    this.tags = assignment.tags
    this.groupPath = ''
    this.iterationInInstance += 1
    this.iterationInScenario += 1
    this.#iterationsByScenario.set(name, this.iterationInScenario)
    this.iterationInTest = this.#setup.counters.nextIterationInTest(name)
  }

  #completeWhenIdle(): void {
    if (!this.#bodyEnded || this.#outstandingCalls > 0 || this.#pause !== undefined) return
    const { clock } = this.worker
    const endedAt = clock.now()
    this.#record(endedAt)
    const rest = this.#setup.minIterationDuration - (endedAt - this.#startedAt)
    if (rest > 0) this.#pause = setTimeout(this.#end, rest)
    else this.#end()
  }

  #record(endedAt: Millis): void {
    const { shard } = this.worker
    const tags = this.#assignment?.tags ?? 0
    shard.add(Builtin.iterations, tags, 1)
    shard.add(Builtin.iteration_duration, tags, endedAt - this.#startedAt)
    shard.add(Builtin.iteration_duration_due, tags, endedAt - (this.#due ?? this.#startedAt))
    if (!this.#threw && !this.sawFailure) shard.add(Builtin.iterations_good, tags, 1)
    this.#setup.counters.completeIteration()
  }

  readonly #end = (): void => {
    const ended = this.#ended
    this.#finish()
    ended?.(this)
  }

  #finish(): void {
    clearTimeout(this.#pause)
    this.#pause = undefined
    this.#running = false
    this.#ended = undefined
    const cleanups = this.#cleanups
    if (cleanups.length === 0) return
    this.#cleanups = []
    for (const cleanup of cleanups.toReversed()) cleanup()
  }
}
