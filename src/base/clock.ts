import type { Millis } from './units.ts'

/** Monotonic time. Two clocks of one machine made by `monotonicClock` agree across threads and processes. */
export interface Clock {
  readonly now: () => Millis
}

/**
 * `performance.now()` moved to the zero point of `process.hrtime`, which is the same in every thread:
 * worker threads have a `performance.timeOrigin` of their own.
 */
export function monotonicClock(): Clock {
  const [seconds, nanos] = process.hrtime()
  const offset = seconds * 1e3 + nanos / 1e6 - performance.now()
  return { now: () => performance.now() + offset }
}

/** A clock that stands still until it is told to advance: for tests. */
export class FakeClock implements Clock {
  #now: Millis
  constructor(start: Millis = 0) {
    this.#now = start
  }
  readonly now = (): Millis => this.#now
  advance(by: Millis): void {
    this.#now += by
  }
}
