import type { Millis } from '../../base/units.ts'
import { instanceStripe, type Segmentation } from '../schedule/segment.ts'
import { countBelow, type Stripe } from '../schedule/stripe.ts'
import { listSteps, type VuStep } from '../schedule/vu-steps.ts'
import { type Plan, planEnd, type VuPlan } from './plan.ts'

/** From `at` on, `planned` VUs must be ready and as many as `unplanned` more may be made while it runs. */
export interface VuNeed {
  readonly at: Millis
  readonly planned: number
  readonly unplanned: number
}

/** What an instance must be fit for, all scenarios together: k6's execution requirements. */
export interface Requirements {
  readonly totalDuration: Millis
  readonly maxVUs: number
}

/** The VUs one plan needs over its time, those that still end their iterations counted in. */
export function vuNeedsOf(plan: Plan, stripe: Stripe): readonly VuNeed[] {
  const end = planEnd(plan) + plan.gracefulStop
  if (plan.kind === 'vus')
    return stepsWithGrace(plan, stripe, end).map(({ at, vus }) => ({ at, planned: vus, unplanned: 0 }))
  const planned = countBelow(stripe, plan.preAllocatedVUs)
  return [
    { at: 0, planned, unplanned: countBelow(stripe, plan.maxVUs) - planned },
    { at: end, planned: 0, unplanned: 0 },
  ]
}

export function requirementsOf(plans: readonly Plan[], segmentation: Segmentation): Requirements {
  const stripe = instanceStripe(segmentation)
  const changes = plans.flatMap((plan) => changesOf(plan, stripe)).sort((a, b) => a.at - b.at || a.by - b.by)
  let vus = 0
  let maxVUs = 0
  for (const { by } of changes) {
    vus += by
    maxVUs = Math.max(maxVUs, vus)
  }
  return { totalDuration: changes.at(-1)?.at ?? 0, maxVUs }
}

function changesOf(plan: Plan, stripe: Stripe): readonly { readonly at: Millis; readonly by: number }[] {
  let before = 0
  return vuNeedsOf(plan, stripe).map(({ at, planned, unplanned }) => {
    const by = planned + unplanned - before
    before += by
    return { at: plan.startTime + at, by }
  })
}

/** externally-controlled keeps all its maxVUs ready; of the others, a VU taken away is needed for its gracefulRampDown more. */
function stepsWithGrace(plan: VuPlan, stripe: Stripe, end: Millis): readonly VuStep[] {
  if (plan.executor === 'externally-controlled')
    return [
      { at: 0, vus: countBelow(stripe, plan.maxVUs) },
      { at: end, vus: 0 },
    ]
  const raw = listSteps({ ...plan.steps, end: Infinity }, stripe)
  const reserved = reserve(raw, plan.gracefulRampDown).filter(({ at }) => at < end)
  return reserved.at(-1)?.vus === 0 ? reserved : [...reserved, { at: end, vus: 0 }]
}

interface Reservation {
  readonly from: Millis
  readonly until: Millis
  readonly vus: number
}

/** At every moment the most VUs of the last `grace` ms. */
function reserve(raw: readonly VuStep[], grace: Millis): readonly VuStep[] {
  const reservations = raw.map(({ at, vus }, index) => ({
    from: at,
    until: (raw[index + 1]?.at ?? Infinity) + grace,
    vus,
  }))
  const moments = reservations.flatMap(({ from, until }) => [from, until]).sort((a, b) => a - b)
  const falling: Reservation[] = []
  const list: VuStep[] = []
  let begun = 0
  for (const at of moments.filter((moment) => moment < Infinity)) {
    for (; (reservations[begun]?.from ?? Infinity) <= at; begun += 1) append(falling, reservations[begun])
    while ((falling[0]?.until ?? Infinity) <= at) falling.shift()
    const vus = falling[0]?.vus ?? 0
    if (list.at(-1)?.vus !== vus) list.push({ at, vus })
  }
  return list
}

/** Keeps those that may yet be the most: one of no fewer VUs that comes later also lasts longer. */
function append(falling: Reservation[], next: Reservation | undefined): void {
  if (next === undefined) return
  while ((falling.at(-1)?.vus ?? Infinity) <= next.vus) falling.pop()
  falling.push(next)
}
