import type { Millis, PerSecond } from '../../base/units.ts'

/**
 * A change to the load of a running scenario. Main decides the instant from which it is in force; every worker applies the
 * same change at the same instant to its own share. `ramp` is the time the change takes; 0 = at once.
 */
export type LoadChange =
  | { readonly type: 'set-rate'; readonly rate: PerSecond; readonly ramp: Millis }
  | { readonly type: 'set-vus'; readonly vus: number; readonly ramp: Millis }
  | { readonly type: 'follow-plan'; readonly ramp: Millis }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
