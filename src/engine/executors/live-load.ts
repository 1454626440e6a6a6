import type { Millis } from '../../base/units.ts'
import type { Course, LoadChange } from '../config/load-change.ts'
import {
  type ArrivalSchedule,
  endedAt,
  followRatePlan,
  pausedAt,
  resumedAt,
  withRate,
  withRateStages,
  withScaledRate,
} from '../schedule/arrivals.ts'
import { isOver, linesFrom, loadAt, type Profile, steadyUntil } from '../schedule/profile.ts'
import {
  endedVusAt,
  followVuPlan,
  pausedVusAt,
  resumedVusAt,
  vusAt,
  type VuSteps,
  withScaledVus,
  withVus,
  withVuStages,
} from '../schedule/vu-steps.ts'
import type { ArrivalPlan, Plan, VuPlan } from './plan.ts'

interface Terms {
  /** When the scenario begins, on the run's clock. */
  readonly startsAt: Millis
  /** What iterations in flight get after the end. */
  readonly gracefulStop: Millis
  readonly maxVUs: number
  /** The operator ended it before its time. */
  readonly isStopped: boolean
}

export interface LiveArrivals extends Terms {
  readonly kind: 'arrivals'
  readonly planned: ArrivalSchedule
  readonly now: ArrivalSchedule
}

export interface LiveVus extends Terms {
  readonly kind: 'vus'
  readonly planned: VuSteps
  readonly now: VuSteps
}

/**
 * A scenario's load as it stands: what was planned and what the operator made of it, both moved by pauses. Pure: main and
 * every worker apply the same changes and agree. Schedules are in the scenario's time (0 = its start), all else on the run's clock.
 */
export type LiveLoad = LiveArrivals | LiveVus

const termsOf = (plan: Plan): Terms => ({
  startsAt: plan.startTime,
  gracefulStop: plan.gracefulStop,
  maxVUs: plan.maxVUs,
  isStopped: false,
})

export const liveArrivalsOf = (plan: ArrivalPlan): LiveArrivals => ({
  ...termsOf(plan),
  kind: 'arrivals',
  planned: plan.schedule,
  now: plan.schedule,
})

export const liveVusOf = (plan: VuPlan): LiveVus => ({
  ...termsOf(plan),
  kind: 'vus',
  planned: plan.steps,
  now: plan.steps,
})

export const liveLoadOf = (plan: Plan): LiveLoad => (plan.kind === 'arrivals' ? liveArrivalsOf(plan) : liveVusOf(plan))

/** The load asked for at `at`: arrivals/s or VUs. During a pause: what it goes on with. */
export const loadNow = (load: LiveLoad, at: Millis): number =>
  load.kind === 'arrivals' ? loadAt(load.now.rate, at - load.startsAt) : vusAt(load.now, at - load.startsAt)

/** Until when the load stays what it is at `at`, as things stand; `at` itself while it changes. */
export const isSteadyUntil = (load: LiveLoad, at: Millis): Millis =>
  load.startsAt + steadyUntil(courseNow(load), at - load.startsAt)

export const loadPlanned = (load: LiveLoad, at: Millis): number =>
  load.kind === 'arrivals' ? loadAt(load.planned.rate, at - load.startsAt) : vusAt(load.planned, at - load.startsAt)

export const courseNow = (load: LiveLoad): Profile => (load.kind === 'arrivals' ? load.now.rate : load.now)
export const coursePlanned = (load: LiveLoad): Profile => (load.kind === 'arrivals' ? load.planned.rate : load.planned)

/** What is left of a course at `at`, to go back to. */
export function restOf(course: Profile, at: Millis): Course {
  const from = Math.max(0, Math.min(at, course.pausedSince))
  return { lines: linesFrom(course, from), end: course.end }
}

/** Whether the course is over at `at` (run's clock), so that nothing of it can be changed any more. */
export const isOverAt = (load: LiveLoad, at: Millis): boolean => isOver(courseNow(load), at - load.startsAt)

/** When no iteration starts any more, as things stand. */
export const endOf = (load: LiveLoad): Millis => load.startsAt + courseNow(load).end

/** A change that this kind of load cannot follow leaves it as it is; control refuses it before. */
export function applyChange(load: LiveLoad, change: LoadChange, at: Millis): LiveLoad {
  if (change.type === 'start') return started(load, at)
  if (change.type === 'stop') return stopped(load, change.graceful, at)
  if (change.type === 'set-max-vus') return { ...load, maxVUs: change.maxVUs }
  if (change.type === 'resume' && isPausedWaiting(load)) return resumedWaiting(load, at)
  return changeCourse(load, change, at - load.startsAt)
}

/** A pause that came before the scenario's start holds that back too. */
const isPausedWaiting = (load: LiveLoad): boolean => courseNow(load).pausedSince <= 0

/** The same load in a pause that began at `pausedSince`; `Infinity` = in none. */
const withPauseSince = (load: LiveLoad, pausedSince: Millis): LiveLoad => {
  const since = (profile: Profile): Profile => ({ ...profile, pausedSince })
  return load.kind === 'arrivals'
    ? {
        ...load,
        planned: { ...load.planned, rate: since(load.planned.rate) },
        now: { ...load.now, rate: since(load.now.rate) },
      }
    : { ...load, planned: since(load.planned), now: since(load.now) }
}

function started(load: LiveLoad, at: Millis): LiveLoad {
  const { pausedSince } = courseNow(load)
  if (pausedSince === Infinity) return { ...load, startsAt: at }
  return withPauseSince({ ...load, startsAt: load.startsAt + pausedSince }, 0)
}

const resumedWaiting = (load: LiveLoad, at: Millis): LiveLoad =>
  withPauseSince({ ...load, startsAt: at - courseNow(load).pausedSince }, Infinity)

function stopped(load: LiveLoad, graceful: boolean, at: Millis): LiveLoad {
  const time = at - load.startsAt
  const ended =
    load.kind === 'arrivals' ? { ...load, now: endedAt(load.now, time) } : { ...load, now: endedVusAt(load.now, time) }
  return { ...ended, gracefulStop: graceful ? load.gracefulStop : Math.max(0, at - endOf(ended)), isStopped: true }
}

/** Times of the scenario from here on. */
type CourseChange = Exclude<LoadChange, { type: 'start' | 'stop' | 'set-max-vus' }>

const changeCourse = (load: LiveLoad, change: CourseChange, at: Millis): LiveLoad =>
  load.kind === 'arrivals' ? changeArrivals(load, change, at) : changeVus(load, change, at)

const running = (course: Course): Profile => ({ ...course, pausedSince: Infinity })

function changeArrivals(load: LiveArrivals, change: CourseChange, at: Millis): LiveLoad {
  const { planned, now } = load
  switch (change.type) {
    case 'set-rate':
      return { ...load, now: withRate(now, { at, rate: change.rate, rampMs: change.ramp }) }
    case 'scale':
      return { ...load, now: withScaledRate(now, { at, rampMs: change.ramp }, change.factor) }
    case 'set-stages':
      return { ...load, now: withRateStages(now, at, change.stages) }
    case 'follow-plan':
      return { ...load, now: followRatePlan(now, planned, { at, rampMs: change.ramp }) }
    case 'restore':
      return { ...load, now: followRatePlan(now, { rate: running(change.course) }, { at, rampMs: 0 }) }
    case 'pause':
      return { ...load, planned: pausedAt(planned, at), now: pausedAt(now, at) }
    case 'resume':
      return { ...load, planned: resumedAt(planned, at), now: resumedAt(now, at) }
    case 'set-vus':
      return load
  }
}

function changeVus(load: LiveVus, change: CourseChange, at: Millis): LiveLoad {
  const { planned, now } = load
  switch (change.type) {
    case 'set-vus':
      return { ...load, now: withVus(now, { at, vus: change.vus, rampMs: change.ramp }) }
    case 'scale':
      return { ...load, now: withScaledVus(now, { at, rampMs: change.ramp }, change.factor) }
    case 'set-stages':
      return { ...load, now: withVuStages(now, at, change.stages) }
    case 'follow-plan':
      return { ...load, now: followVuPlan(now, planned, { at, rampMs: change.ramp }) }
    case 'restore':
      return { ...load, now: followVuPlan(now, running(change.course), { at, rampMs: 0 }) }
    case 'pause':
      return { ...load, planned: pausedVusAt(planned, at), now: pausedVusAt(now, at) }
    case 'resume':
      return { ...load, planned: resumedVusAt(planned, at), now: resumedVusAt(now, at) }
    case 'set-rate':
      return load
  }
}
