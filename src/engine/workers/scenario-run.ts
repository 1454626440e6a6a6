import type { Millis } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import type { ScenarioConfig } from '../config/scenario.ts'
import {
  applyChange,
  courseNow,
  type LiveArrivals,
  liveArrivalsOf,
  type LiveLoad,
  liveLoadOf,
  type LiveVus,
  liveVusOf,
} from '../executors/live-load.ts'
import { type ArrivalPlan, iterationsOfInstance, stripeOfPlan, type VuPlan } from '../executors/plan.ts'
import { planOf } from '../executors/plans.ts'
import { ArrivalCursor } from '../schedule/arrival-cursor.ts'
import { ClosedRunner, type ClosedTerms } from '../schedule/closed-runner.ts'
import { type IterationBudget, perVu, sharedBudget, unlimited } from '../schedule/iteration-budget.ts'
import type { VuOrder } from '../schedule/idle-vus.ts'
import type { RunnerState, ScenarioVus } from '../schedule/iteration-vu.ts'
import { OpenRunner, type OpenTerms } from '../schedule/open-runner.ts'
import type { RunLoop } from '../schedule/run-loop.ts'
import type { Segmentation, WorkerPlace } from '../schedule/segment.ts'
import { countBelow } from '../schedule/stripe.ts'
import { vusAt } from '../schedule/vu-steps.ts'
import type { SharedCounters } from './shared-counters.ts'

export interface ScenarioRunSetup {
  readonly config: ScenarioConfig
  readonly segmentation: Segmentation
  readonly place: WorkerPlace
  readonly vus: ScenarioVus
  readonly counters: SharedCounters
  readonly loop: RunLoop
  readonly order: VuOrder
}

/** One worker's share of one scenario, from its plan to its end, obeying changes. */
export class ScenarioRun {
  readonly name: string
  readonly #setup: ScenarioRunSetup
  readonly #runner: Steered
  #load: LiveLoad

  constructor(setup: ScenarioRunSetup) {
    this.#setup = setup
    this.name = setup.config.name
    const plan = planOf(setup.config)
    this.#load = liveLoadOf(plan)
    this.#runner = plan.kind === 'arrivals' ? openRunner(setup, plan) : closedRunner(setup, plan)
  }

  /** VUs that it takes when it begins. */
  get firstVus(): number {
    return this.#runner.firstVus
  }

  get state(): RunnerState {
    return this.#runner.runner.state
  }

  /** On the run's clock, as things stand. */
  get startsAt(): Millis {
    return this.#load.startsAt
  }

  /** Of its time, from 0 to 1. */
  progress(now: Millis): number {
    const { end } = courseNow(this.#load)
    return end <= 0 ? 1 : Math.min(1, Math.max(0, (now - this.#load.startsAt) / end))
  }

  start(): void {
    this.#setup.loop.add(this.#runner.runner)
  }

  change(change: LoadChange, at: Millis): void {
    this.#load = applyChange(this.#load, change, at)
    this.#runner.follow(this.#load)
  }

  /** Iterations in flight get gracefulStop when `graceful`, else nothing. */
  stop(graceful: boolean): void {
    this.#runner.runner.stop(this.#setup.loop.now() + (graceful ? this.#load.gracefulStop : 0))
  }
}

/** A runner with what translates a load into this worker's share of it. */
interface Steered {
  readonly runner: OpenRunner | ClosedRunner
  readonly follow: (load: LiveLoad) => void
  readonly firstVus: number
}

function openRunner({ segmentation, place, vus, loop, order }: ScenarioRunSetup, plan: ArrivalPlan): Steered {
  // Arrivals stay dealt out as they were planned, whatever maxVUs becomes: so none is lost and none comes twice.
  const stripe = stripeOfPlan(plan, segmentation, place)
  const termsOf = ({ now, startsAt, gracefulStop, maxVUs, isStopped }: LiveArrivals): OpenTerms => ({
    schedule: now,
    startsAt,
    gracefulStop,
    isStopped,
    max: countBelow(stripe, maxVUs),
    maxOfInstance: countBelow(iterationsOfInstance(plan, segmentation), maxVUs),
  })
  const firstVus = countBelow(stripe, plan.preAllocatedVUs)
  const runner = new OpenRunner({
    cursor: new ArrivalCursor(plan.schedule, stripe, plan.process),
    terms: termsOf(liveArrivalsOf(plan)),
    preAllocated: firstVus,
    order,
    vus,
    wake: () => loop.wake(),
  })
  return { runner, firstVus, follow: (load) => load.kind === 'arrivals' && runner.follow(termsOf(load)) }
}

function closedRunner(setup: ScenarioRunSetup, plan: VuPlan): Steered {
  const { segmentation, place, vus, loop, counters } = setup
  const termsOf = ({ now, startsAt, gracefulStop, isStopped }: LiveVus): ClosedTerms => ({
    steps: now,
    startsAt,
    gracefulStop,
    isStopped,
  })
  const stripe = stripeOfPlan(plan, segmentation, place)
  const terms = termsOf(liveVusOf(plan))
  const runner = new ClosedRunner({
    terms,
    stripe,
    gracefulRampDown: plan.gracefulRampDown,
    budget: budgetOf(plan, segmentation, counters),
    vus,
    now: () => loop.now(),
    wake: () => loop.wake(),
  })
  const firstVus = countBelow(stripe, vusAt(terms.steps, 0))
  return { runner, firstVus, follow: (load) => load.kind === 'vus' && runner.follow(termsOf(load)) }
}

function budgetOf(plan: VuPlan, segmentation: Segmentation, counters: SharedCounters): IterationBudget {
  const { iterations, scenario } = plan
  switch (iterations.kind) {
    case 'none':
      return unlimited
    case 'per-vu':
      return perVu(iterations.iterations)
    case 'shared': {
      const own = countBelow(iterationsOfInstance(plan, segmentation), iterations.iterations)
      return sharedBudget(own, (by) => counters.takeIterations(scenario, by))
    }
  }
}
