import type { Millis } from '../../base/units.ts'
import { Builtin } from '../metrics/metric.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { Alarm } from '../modules/alarm-heap.ts'
import { timersOf } from '../modules/timer-queue.ts'
import type { ScenarioContext, WorkerContext } from '../modules/vu.ts'
import type { IterationVu } from '../schedule/iteration-vu.ts'
import { indexAt, type Stripe } from '../schedule/stripe.ts'
import type { IterationCount, SharedCounters } from './shared-counters.ts'
import { VirtualUser, type VuIds } from './virtual-user.ts'

/** What a scenario lends to the VUs that work for it. */
export interface Assignment {
  readonly context: ScenarioContext
  readonly exec: string
  /** What of the whole test's iterations is this instance's: others run other segments of it. */
  readonly stripe: Stripe
  readonly iterations: IterationCount
  /** Run tags, scenario and its tags, and the empty group. */
  readonly tags: TagSetId
}

/** What all VUs of a worker that iterate have in common. */
export interface IterationTerms {
  readonly worker: WorkerContext
  readonly counters: SharedCounters
  readonly minIterationDuration: Millis
  /** An iteration threw. */
  readonly onError: (error: unknown) => void
  /** The run's zero on the worker's clock. */
  readonly zero: () => Millis
}

/** A virtual user that does iterations for scenarios and measures them. */
export class IteratingUser extends VirtualUser implements IterationVu {
  readonly #terms: IterationTerms
  #assignment: Assignment | undefined
  /** Of scenarios that it worked for before. */
  readonly #iterationsByScenario = new Map<string, number>()
  /** On the worker's clock; NaN in the closed model. A number always, so that it is kept in place and not made anew each time. */
  #due: Millis = Number.NaN
  #startedAt: Millis = 0
  #hasEnded = false
  #ended: ((vu: IterationVu) => void) | undefined
  /** What is left of minIterationDuration. */
  #rest: Alarm | undefined

  constructor(terms: IterationTerms, ids: VuIds) {
    super(terms.worker, ids)
    this.#terms = terms
  }

  assign(assignment: Assignment): void {
    if (this.scenario !== undefined) this.#iterationsByScenario.set(this.scenario.name, this.iterationInScenario)
    this.#assignment = assignment
    this.scenario = assignment.context
    // What a script set on the VU lasts from one iteration to the next, but not beyond the scenario.
    this.tags = assignment.tags
    this.metadata.clear()
    if (this.worker.systemTags.has('vu')) this.metadata.set('vu', String(this.idInInstance))
    this.groupPath = ''
    this.iterationInScenario = this.#iterationsByScenario.get(assignment.context.name) ?? -1
    this.countTraffic()
  }

  start(due: Millis | undefined, ended: (vu: IterationVu) => void): void {
    const { shard, clock } = this.worker
    const assignment = this.#assignment
    if (assignment === undefined) throw new Error('a VU was started before it was assigned to a scenario')
    this.#terms.counters.beginIteration()
    this.#countIteration(assignment)
    this.#ended = ended
    this.#hasEnded = false
    this.#startedAt = clock.now()
    this.#due = due === undefined ? Number.NaN : due + this.#terms.zero()
    if (this.#isOpen) {
      shard.add(Builtin.start_lag, this.tags, Math.max(0, this.#startedAt - this.#due))
      this.#terms.counters.changeActive(1)
    }
    shard.add(Builtin.iterations_started, this.tags, 1)
    this.beginWork(assignment.exec)
  }

  interrupt(): void {
    if (!this.isWorking) return
    if (this.#rest !== undefined) timersOf(this.worker).cancel(this.#rest)
    this.#rest = undefined
    this.#leaveActive()
    const isCounted = this.#hasEnded
    this.#hasEnded = true
    this.#ended = undefined
    this.cancelWork()
    if (isCounted) return
    this.worker.shard.add(Builtin.iterations_interrupted, this.tags, 1)
    this.#terms.counters.interruptIteration()
  }

  protected override workEnded(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    if (this.threw) this.#terms.onError(this.outcome)
    const endedAt = this.worker.clock.now()
    this.#record(endedAt)
    const rest = this.#terms.minIterationDuration - (endedAt - this.#startedAt)
    if (rest > 0) this.#rest = timersOf(this.worker).after(rest, () => this.#finish())
    else this.#finish()
  }

  #countIteration(assignment: Assignment): void {
    this.stage = 'iteration'
    if (this.groupPath !== '') this.#leaveGroups()
    this.iterationInInstance += 1
    if (this.worker.systemTags.has('iter')) this.metadata.set('iter', String(this.iterationInInstance))
    this.iterationInScenario += 1
    this.scenarioIterationInInstance = this.#terms.counters.nextIteration(assignment.iterations)
    this.iterationInTest = indexAt(assignment.stripe, this.scenarioIterationInInstance)
  }

  /** An iteration that was cut off in a group left none of them. */
  #leaveGroups(): void {
    const { shard, systemTags } = this.worker
    this.groupPath = ''
    if (systemTags.has('group')) this.tags = shard.tagSets.with(this.tags, 'group', '')
  }

  #record(endedAt: Millis): void {
    const { shard } = this.worker
    const { tags } = this
    const metadata = this.metadata.current
    shard.add(Builtin.iteration_duration, tags, endedAt - this.#startedAt, metadata)
    shard.add(Builtin.iterations, tags, 1, metadata)
    shard.add(Builtin.iteration_duration_due, tags, endedAt - (this.#isOpen ? this.#due : this.#startedAt))
    if (!this.threw && !this.sawFailure) shard.add(Builtin.iterations_good, tags, 1)
    this.#terms.counters.completeIteration()
  }

  get #isOpen(): boolean {
    return !Number.isNaN(this.#due)
  }

  /** In the open model a VU is active only while it iterates. */
  #leaveActive(): void {
    if (this.#isOpen) this.#terms.counters.changeActive(-1)
  }

  #finish(): void {
    const ended = this.#ended
    this.#rest = undefined
    this.#leaveActive()
    this.endWork()
    ended?.(this)
  }
}
