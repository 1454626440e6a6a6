import type { Millis } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import { type ArrivalSchedule, followRatePlan, pausedAt, rateAt, resumedAt, withRate } from '../schedule/arrivals.ts'
import { followVuPlan, pausedVusAt, resumedVusAt, vusAt, type VuSteps, withVus } from '../schedule/vu-steps.ts'
import type { Plan } from './plan.ts'

/**
 * A scenario's load as it stands: what was planned and what the operator made of it, both moved by pauses. Pure: main and
 * every worker apply the same changes and agree. Times are of the scenario: 0 = its start.
 */
export type LiveLoad =
  | { readonly kind: 'arrivals'; readonly planned: ArrivalSchedule; readonly now: ArrivalSchedule }
  | { readonly kind: 'vus'; readonly planned: VuSteps; readonly now: VuSteps }

export const liveLoadOf = (plan: Plan): LiveLoad =>
  plan.kind === 'arrivals'
    ? { kind: 'arrivals', planned: plan.schedule, now: plan.schedule }
    : { kind: 'vus', planned: plan.steps, now: plan.steps }

/** The load asked for at `t`: arrivals/s or VUs; 0 while paused in the open model. */
export const loadNow = (load: LiveLoad, t: Millis): number =>
  load.kind === 'arrivals' ? rateAt(load.now, t) : vusAt(load.now, t)

export const loadPlanned = (load: LiveLoad, t: Millis): number =>
  load.kind === 'arrivals' ? rateAt(load.planned, t) : vusAt(load.planned, t)

/** When no iteration starts any more, as things stand. */
export const endOf = (load: LiveLoad): Millis => (load.kind === 'arrivals' ? load.now.rate.end : load.now.end)

/** A change that this kind of load cannot follow leaves it as it is; control refuses it before. */
export const applyChange = (load: LiveLoad, change: LoadChange, at: Millis): LiveLoad =>
  load.kind === 'arrivals' ? changeArrivals(load, change, at) : changeVus(load, change, at)

type Arrivals = Extract<LiveLoad, { kind: 'arrivals' }>
type Vus = Extract<LiveLoad, { kind: 'vus' }>

function changeArrivals(load: Arrivals, change: LoadChange, at: Millis): LiveLoad {
  const { planned, now } = load
  switch (change.type) {
    case 'set-rate':
      return { ...load, now: withRate(now, { at, rate: change.rate, rampMs: change.ramp }) }
    case 'follow-plan':
      return { ...load, now: followRatePlan(now, planned, { at, rampMs: change.ramp }) }
    case 'pause':
      return { ...load, planned: pausedAt(planned, at), now: pausedAt(now, at) }
    case 'resume':
      return { ...load, planned: resumedAt(planned, at), now: resumedAt(now, at) }
    case 'set-vus':
      return load
  }
}

function changeVus(load: Vus, change: LoadChange, at: Millis): LiveLoad {
  const { planned, now } = load
  switch (change.type) {
    case 'set-vus':
      return { ...load, now: withVus(now, { at, vus: change.vus, rampMs: change.ramp }) }
    case 'follow-plan':
      return { ...load, now: followVuPlan(now, planned, { at, rampMs: change.ramp }) }
    case 'pause':
      return { ...load, planned: pausedVusAt(planned, at), now: pausedVusAt(now, at) }
    case 'resume':
      return { ...load, planned: resumedVusAt(planned, at), now: resumedVusAt(now, at) }
    case 'set-rate':
      return load
  }
}
