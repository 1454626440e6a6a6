import type { Millis } from '../base/units.ts'

/** Time that stands still for the last `pause` of every `period`: a garbage collection, a checkpoint, a backup. */
export interface PausingClock {
  /** Time worked by the instant `at`. */
  readonly worked: (at: Millis) => Millis
  /** The first instant by which `worked` time has been worked. */
  readonly instantOf: (worked: Millis) => Millis
}

export function pausingClock(period: Millis, pause: Millis): PausingClock {
  const active = period - pause
  return {
    worked: (at) => {
      if (at === Infinity) return Infinity
      const periods = Math.floor(at / period)
      return periods * active + Math.min(at - periods * period, active)
    },
    instantOf: (worked) => {
      // Work that fills whole periods is done at the end of one, whichever way its last digits were rounded.
      const periods = Math.max(0, Math.ceil(worked / active - 1e-9) - 1)
      return periods * period + (worked - periods * active)
    },
  }
}

/** The one problem a pause can have. */
export const pauseProblems = (pause: Millis, every: Millis): readonly string[] =>
  pause < every ? [] : [`--pause must be shorter than --every, got ${pause} ms every ${every} ms`]
