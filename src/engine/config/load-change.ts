import type { Millis, PerSecond } from '../../base/units.ts'

/** `target` in the unit of the load itself: arrivals per second, or VUs. A stage of 0 ms jumps. */
export interface LoadStage {
  readonly duration: Millis
  readonly target: number
}

/** How a load goes from some moment on, in straight lines: `load + slope * (t - from)`. Times are of the scenario. */
export interface Course {
  readonly lines: readonly { readonly from: Millis; readonly load: number; readonly slope: number }[]
  readonly end: Millis
}

/**
 * A change to a running scenario. Main decides the instant from which it is in force; every worker applies the same change at
 * the same instant to its own share. `ramp` is the time the change takes; 0 = at once.
 */
export type LoadChange =
  | { readonly type: 'set-rate'; readonly rate: PerSecond; readonly ramp: Millis }
  | { readonly type: 'set-vus'; readonly vus: number; readonly ramp: Millis }
  | { readonly type: 'scale'; readonly factor: number; readonly ramp: Millis }
  | { readonly type: 'set-stages'; readonly stages: readonly LoadStage[] }
  | { readonly type: 'follow-plan'; readonly ramp: Millis }
  /** Goes on by `course` at once, as it was before a change that is taken back. */
  | { readonly type: 'restore'; readonly course: Course }
  | { readonly type: 'set-max-vus'; readonly maxVUs: number }
  | { readonly type: 'start' }
  | { readonly type: 'stop'; readonly graceful: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
