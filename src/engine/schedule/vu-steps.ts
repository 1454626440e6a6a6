import type { Millis } from '../../base/units.ts'
import type { Stage } from '../config/scenario.ts'
import {
  type Change,
  constantProfile,
  endedProfile,
  followedProfile,
  isPaused,
  lineAt,
  loadAt,
  pausedProfile,
  type Profile,
  rampedProfile,
  restagedProfile,
  resumedProfile,
  scaledProfile,
  stagedProfile,
} from './profile.ts'
import { settle } from './settle.ts'
import { countBelow, type Stripe } from './stripe.ts'

/**
 * How many VUs there are at what time. On the way up a VU is there from the moment the line reaches its number, on the way down until the line
 * reaches the number below it (k6's rounding). While paused the VUs stay; it is for the runner to start nothing.
 */
export type VuSteps = Profile

/** A live change to a number of VUs. */
export interface VuChange extends Change {
  readonly vus: number
}

export const constantVus = (vus: number, duration: Millis): VuSteps => constantProfile(vus, duration)

/** A stage of 0 ms jumps. */
export const rampingVus = (startVUs: number, stages: readonly Stage[]): VuSteps => stagedProfile(startVUs, stages)

/** VUs of the whole at `t`; a worker has `countBelow(stripe, vusAt(steps, t))` of them. 0 before the start and from the end on. */
export function vusAt(steps: VuSteps, t: Millis): number {
  const slope = steps.lines[lineAt(steps, Math.min(t, steps.pausedSince))]?.slope ?? 0
  const line = settle(loadAt(steps, t))
  return slope < 0 ? Math.ceil(line) : Math.floor(line)
}

/** VUs asked for up to the very end, and not only on the way to it. */
export function vusAtEnd(steps: VuSteps): number {
  const line = steps.lines[lineAt(steps, steps.end)]
  if (line === undefined) return 0
  const load = settle(line.slope === 0 ? line.load : line.load + line.slope * (steps.end - line.from))
  return line.slope < 0 ? Math.ceil(load) : Math.floor(load)
}

/** The first moment after `t` at which the number of VUs is another; `Infinity` = never, or not until resumed. */
export function nextStepAfter(steps: VuSteps, t: Millis): Millis {
  if (t >= steps.pausedSince || t >= steps.end) return Infinity
  const now = vusAt(steps, t)
  const step = t < 0 && vusAt(steps, 0) !== now ? 0 : stepInLines(steps, Math.max(t, 0), now)
  return step < steps.pausedSince ? step : Infinity
}

function stepInLines(steps: VuSteps, t: Millis, now: number): Millis {
  for (let index = lineAt(steps, t); index < steps.lines.length; index += 1) {
    const line = steps.lines[index]
    const until = Math.min(steps.lines[index + 1]?.from ?? Infinity, steps.end)
    if (line === undefined || line.from >= steps.end) break
    if (line.from > t && vusAt(steps, line.from) !== now) return line.from
    const step = settle(line.from + (now + Math.sign(line.slope) - line.load) / line.slope)
    // A step on the joint belongs to the next line, though rounding may put it a little before.
    if (line.slope !== 0 && step < until - ROUNDING) return Math.max(step, t + ROUNDING)
  }
  return now === 0 ? Infinity : steps.end
}

/** From `at` on the commanded VUs; what was before stays as it was. */
export const withVus = (steps: VuSteps, change: VuChange): VuSteps => rampedProfile(steps, change, change.vus, vusAt)

/** From `at` on the stages, starting at the VUs there are; the end moves to theirs. */
export const withVuStages = (steps: VuSteps, at: Millis, stages: readonly Stage[]): VuSteps =>
  restagedProfile(steps, at, stages, vusAt)

/** From `at` on what `plan` asks for at that time. */
export const followVuPlan = (steps: VuSteps, plan: VuSteps, change: Change): VuSteps =>
  followedProfile(steps, plan, change, vusAt)

/** From `at` on the VUs that were to come, times `factor`; of fractions as in a ramp. */
export const withScaledVus = (steps: VuSteps, change: Change, factor: number): VuSteps =>
  scaledProfile(steps, change, factor, vusAt)

/** No VUs from `at` on. */
export const endedVusAt = (steps: VuSteps, at: Millis): VuSteps =>
  endedProfile(steps, at, isPaused(steps) ? vusAt(steps, steps.pausedSince) : 0)

export const pausedVusAt = (steps: VuSteps, at: Millis): VuSteps => pausedProfile(steps, at)

/** All steps to come come later by the length of the pause. */
export const resumedVusAt = (steps: VuSteps, at: Millis): VuSteps =>
  resumedProfile(steps, at, vusAt(steps, steps.pausedSince))

/** From `at` on there are `vus` VUs. */
export interface VuStep {
  readonly at: Millis
  readonly vus: number
}

/** All steps of a stripe's share, the first at 0; for planning and drawing ahead. */
export function listSteps(steps: VuSteps, stripe: Stripe): readonly VuStep[] {
  const list: VuStep[] = []
  for (let at = 0; at < Infinity; at = nextStepAfter(steps, at)) {
    const vus = countBelow(stripe, vusAt(steps, at))
    if (list.at(-1)?.vus !== vus) list.push({ at, vus })
  }
  return list
}

/** Moments nearer than this are one. */
const ROUNDING: Millis = 1e-6
