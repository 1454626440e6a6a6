import type { Millis } from '../../base/units.ts'
import type { ArrivalProcess, ExecutorName } from '../config/scenario.ts'
import type { ArrivalSchedule } from '../schedule/arrivals.ts'
import {
  equalStripe,
  instanceStripe,
  instanceStripeByVus,
  type Segmentation,
  stripeByVus,
  type WorkerPlace,
} from '../schedule/segment.ts'
import type { Stripe } from '../schedule/stripe.ts'
import { vusAt, type VuSteps } from '../schedule/vu-steps.ts'

/** What a scenario asks of the workers, worked out before anything runs. Times are of the scenario: 0 = its start. */
export type Plan = ArrivalPlan | VuPlan

interface PlanBase {
  readonly scenario: string
  readonly executor: ExecutorName
  /** Since the run began. */
  readonly startTime: Millis
  /** What iterations in flight get after the end of the schedule. */
  readonly gracefulStop: Millis
}

/** Open model: iterations start when they are due, on whatever VU is free. */
export interface ArrivalPlan extends PlanBase {
  readonly kind: 'arrivals'
  readonly schedule: ArrivalSchedule
  readonly process: ArrivalProcess
  readonly preAllocatedVUs: number
  readonly maxVUs: number
}

/** Closed model: every VU iterates as long as it is there and has iterations to do. */
export interface VuPlan extends PlanBase {
  readonly kind: 'vus'
  readonly steps: VuSteps
  readonly iterations: IterationLimit
  /** The most VUs that may be set live. */
  readonly maxVUs: number
  /** What the iteration in flight of a VU that is taken away gets. */
  readonly gracefulRampDown: Millis
}

/** How many iterations there are to do: all VUs together take `shared` from one counter, or each VU does `per-vu` of its own. */
export type IterationLimit =
  | { readonly kind: 'none' }
  | { readonly kind: 'shared'; readonly iterations: number }
  | { readonly kind: 'per-vu'; readonly iterations: number }

/** When no iteration starts any more (gracefulStop comes after it), in the scenario's time. */
export const planEnd = (plan: Plan): Millis => (plan.kind === 'arrivals' ? plan.schedule.rate.end : plan.steps.end)

/** What of the plan's iterations is this instance's: those that VUs share or that arrive go with the VUs, as in k6. */
export function iterationsOfInstance(plan: Plan, segmentation: Segmentation): Stripe {
  if (plan.kind === 'arrivals') return instanceStripeByVus(segmentation, plan.maxVUs)
  if (plan.iterations.kind === 'shared') return instanceStripeByVus(segmentation, vusAt(plan.steps, 0))
  return instanceStripe(segmentation)
}

/** What of the plan's VUs, arrivals and iterations is one worker's. */
export const stripeOfPlan = (plan: Plan, segmentation: Segmentation, place: WorkerPlace): Stripe =>
  plan.kind === 'arrivals' ? stripeByVus(segmentation, place, plan.maxVUs) : equalStripe(segmentation, place)
