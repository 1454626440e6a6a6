import { modelOf } from '../config/scenario.ts'
import { Builtin } from '../metrics/metric.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { WorkerContext } from '../modules/vu.ts'
import type { IterationVu, ScenarioVus } from '../schedule/iteration-vu.ts'
import { dealInTurn } from '../schedule/deal.ts'
import { indexAt, type Stripe } from '../schedule/stripe.ts'
import type { SharedCounters } from './shared-counters.ts'
import { type Assignment, IteratingUser, type IterationTerms } from './iterating-user.ts'
import type { VuBody } from './virtual-user.ts'

export interface VuPoolSetup extends IterationTerms {
  readonly makeBody: (vu: IteratingUser) => VuBody
  /** What of the whole test's VUs is this instance's. */
  readonly stripe: Stripe
}

/** The VUs of one worker. One that a scenario gives back serves a later one, after those that have rested longer, as in k6. */
export class VuPool {
  readonly #setup: VuPoolSetup
  readonly #free: IteratingUser[] = []
  #made = 0

  constructor(setup: VuPoolSetup) {
    this.#setup = setup
  }

  get initialized(): number {
    return this.#made
  }

  /** Makes VUs until there are so many that do nothing: their init code then does not run during the test. */
  prepare(count: number): void {
    while (this.#free.length < count) this.#free.push(this.#make())
  }

  /**
   * For scenarios that will take so many, one after the other: they get those that were made one after the other in turn, for so they will
   * work, and what is used together shall lie together in memory.
   */
  deal(wanted: readonly number[]): void {
    const made = this.#free.splice(0)
    const dealt = dealInTurn(wanted).flatMap((index) => made[index] ?? [])
    for (const vu of new Set([...dealt, ...made])) this.#free.push(vu)
  }

  /** The pool as one scenario sees it. */
  forScenario(assignment: Assignment): ScenarioVus {
    return new PoolOfScenario(this, this.#setup, assignment)
  }

  acquire(): IteratingUser {
    return this.#free.shift() ?? this.#make()
  }

  release(vu: IterationVu): void {
    if (!(vu instanceof IteratingUser)) throw new TypeError('a VU came back that this pool never gave away')
    this.#free.push(vu)
  }

  #make(): IteratingUser {
    const { counters, makeBody, stripe } = this.#setup
    const id = counters.initializeVu()
    this.#made += 1
    const vu = new IteratingUser(this.#setup, { idInInstance: id, idInTest: indexAt(stripe, id - 1) + 1 })
    vu.body = makeBody(vu)
    return vu
  }
}

class PoolOfScenario implements ScenarioVus {
  readonly #pool: VuPool
  readonly #assignment: Assignment
  readonly #worker: WorkerContext
  readonly #counters: SharedCounters
  readonly #tags: TagSetId
  /** VUs of the open model are active while they iterate. */
  readonly #isClosed: boolean

  constructor(pool: VuPool, { worker, counters }: VuPoolSetup, assignment: Assignment) {
    this.#pool = pool
    this.#assignment = assignment
    this.#worker = worker
    this.#counters = counters
    this.#tags = assignment.tags
    this.#isClosed = modelOf(assignment.context.executor) === 'closed'
  }

  acquire(): IteratingUser {
    const vu = this.#pool.acquire()
    vu.assign(this.#assignment)
    if (this.#isClosed) this.#counters.changeActive(1)
    return vu
  }

  release(vu: IterationVu): void {
    if (this.#isClosed) this.#counters.changeActive(-1)
    this.#pool.release(vu)
  }

  countDue(count: number): void {
    this.#worker.shard.add(Builtin.iterations_due, this.#tags, count)
  }

  countDropped(count: number): void {
    this.#worker.shard.add(Builtin.dropped_iterations, this.#tags, count)
  }

  warnExhausted(max: number): void {
    const { name } = this.#assignment.context
    if (!this.#counters.isFirstToWarn(name)) return
    const message = `Insufficient VUs, reached ${max} active VUs and cannot initialize more (scenario ${name})`
    this.#worker.log('warn', message, 'engine')
  }
}
