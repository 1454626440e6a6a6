import type { Millis } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import type { ScenarioConfig } from '../config/scenario.ts'
import { applyChange, type LiveLoad, liveLoadOf } from '../executors/live-load.ts'
import { type ArrivalPlan, type Plan, stripeOfPlan, type VuPlan } from '../executors/plan.ts'
import { planOf } from '../executors/plans.ts'
import { ArrivalCursor } from '../schedule/arrival-cursor.ts'
import { ClosedRunner } from '../schedule/closed-runner.ts'
import { type IterationBudget, perVu, sharedBudget, unlimited } from '../schedule/iteration-budget.ts'
import type { RunnerState, ScenarioVus } from '../schedule/iteration-vu.ts'
import { OpenRunner } from '../schedule/open-runner.ts'
import type { RunLoop } from '../schedule/run-loop.ts'
import { instanceStripe, type Segmentation, type WorkerPlace } from '../schedule/segment.ts'
import { countBelow } from '../schedule/stripe.ts'
import type { SharedCounters } from './shared-counters.ts'

export interface ScenarioRunSetup {
  readonly config: ScenarioConfig
  readonly segmentation: Segmentation
  readonly place: WorkerPlace
  readonly vus: ScenarioVus
  readonly counters: SharedCounters
  readonly loop: RunLoop
}

/** One worker's share of one scenario, from its plan to its end, obeying changes. */
export class ScenarioRun {
  readonly name: string
  readonly #setup: ScenarioRunSetup
  readonly #plan: Plan
  readonly #runner: OpenRunner | ClosedRunner
  #load: LiveLoad

  constructor(setup: ScenarioRunSetup) {
    this.#setup = setup
    this.name = setup.config.name
    this.#plan = planOf(setup.config)
    this.#load = liveLoadOf(this.#plan)
    this.#runner = this.#plan.kind === 'arrivals' ? openRunner(setup, this.#plan) : closedRunner(setup, this.#plan)
  }

  get state(): RunnerState {
    return this.#runner.state
  }

  start(): void {
    this.#setup.loop.add(this.#runner)
  }

  change(change: LoadChange, at: Millis): void {
    this.#load = applyChange(this.#load, change, at - this.#plan.startTime)
    if (this.#runner instanceof OpenRunner && this.#load.kind === 'arrivals') {
      this.#runner.replaceSchedule(this.#load.now)
    } else if (this.#runner instanceof ClosedRunner && this.#load.kind === 'vus') {
      this.#runner.replaceSteps(this.#load.now)
    }
  }

  /** Iterations in flight get gracefulStop when `graceful`, else nothing. */
  stop(graceful: boolean): void {
    this.#runner.stop(this.#setup.loop.now() + (graceful ? this.#plan.gracefulStop : 0))
  }
}

function openRunner({ segmentation, place, vus, loop }: ScenarioRunSetup, plan: ArrivalPlan): OpenRunner {
  const stripe = stripeOfPlan(plan, segmentation, place)
  return new OpenRunner({
    cursor: new ArrivalCursor(plan.schedule, stripe, plan.process),
    schedule: plan.schedule,
    startTime: plan.startTime,
    gracefulStop: plan.gracefulStop,
    preAllocated: countBelow(stripe, plan.preAllocatedVUs),
    max: countBelow(stripe, plan.maxVUs),
    vus,
    wake: () => loop.wake(),
  })
}

function closedRunner({ segmentation, place, vus, loop, counters }: ScenarioRunSetup, plan: VuPlan): ClosedRunner {
  return new ClosedRunner({
    steps: plan.steps,
    stripe: stripeOfPlan(plan, segmentation, place),
    startTime: plan.startTime,
    gracefulStop: plan.gracefulStop,
    gracefulRampDown: plan.gracefulRampDown,
    budget: budgetOf(plan, segmentation, counters),
    vus,
    wake: () => loop.wake(),
  })
}

function budgetOf(
  { iterations, scenario }: VuPlan,
  segmentation: Segmentation,
  counters: SharedCounters,
): IterationBudget {
  switch (iterations.kind) {
    case 'none':
      return unlimited
    case 'per-vu':
      return perVu(iterations.iterations)
    case 'shared':
      return sharedBudget(countBelow(instanceStripe(segmentation), iterations.iterations), (by) =>
        counters.takeIterations(scenario, by),
      )
  }
}
