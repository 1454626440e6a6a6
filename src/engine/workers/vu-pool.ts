import type { Millis } from '../../base/units.ts'
import { modelOf } from '../config/scenario.ts'
import { Builtin } from '../metrics/metric.ts'
import type { WorkerContext } from '../modules/vu.ts'
import type { IterationVu, ScenarioVus } from '../schedule/iteration-vu.ts'
import { indexAt, type Stripe } from '../schedule/stripe.ts'
import type { SharedCounters } from './shared-counters.ts'
import { type Assignment, IteratingUser } from './iterating-user.ts'
import type { VuBody } from './virtual-user.ts'

export interface VuPoolSetup {
  readonly worker: WorkerContext
  readonly counters: SharedCounters
  readonly minIterationDuration: Millis
  /** The run's zero on the worker's clock. */
  readonly zero: () => Millis
  readonly makeBody: (vu: IteratingUser) => VuBody
  readonly onError: (error: unknown) => void
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

  /** The pool as one scenario sees it. */
  forScenario(assignment: Assignment): ScenarioVus {
    const { worker, counters } = this.#setup
    const { tags, context } = assignment
    // VUs of the open model are active while they iterate.
    const isClosed = modelOf(context.executor) === 'closed'
    return {
      acquire: () => {
        const vu = this.#free.shift() ?? this.#make()
        vu.assign(assignment)
        if (isClosed) counters.changeActive(1)
        return vu
      },
      release: (vu) => {
        if (isClosed) counters.changeActive(-1)
        this.#release(vu)
      },
      countDue: (count) => worker.shard.add(Builtin.iterations_due, tags, count),
      countDropped: (count) => worker.shard.add(Builtin.dropped_iterations, tags, count),
      warnExhausted: (max) => {
        if (!counters.isFirstToWarn(context.name)) return
        const message = `Insufficient VUs, reached ${max} active VUs and cannot initialize more (scenario ${context.name})`
        worker.log('warn', message, 'engine')
      },
    }
  }

  #release(vu: IterationVu): void {
    if (!(vu instanceof IteratingUser)) throw new TypeError('a VU came back that this pool never gave away')
    this.#free.push(vu)
  }

  #make(): IteratingUser {
    const { worker, counters, minIterationDuration, onError, makeBody, zero, stripe } = this.#setup
    const id = counters.initializeVu()
    this.#made += 1
    const vu = new IteratingUser({
      worker,
      counters,
      idInInstance: id,
      idInTest: indexAt(stripe, id - 1) + 1,
      minIterationDuration,
      onError,
      zero,
    })
    vu.body = makeBody(vu)
    return vu
  }
}
