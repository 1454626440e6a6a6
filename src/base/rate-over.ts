import type { Millis, PerSecond } from './units.ts'

/** Below this a window says nothing about a rate: the last one of a run, or one that was paused nearly throughout. */
const leastActive: Millis = 100

/** How many per second a count in so much time makes. */
export const rateOver = (count: number, length: Millis): PerSecond | undefined =>
  length < leastActive ? undefined : (count * 1000) / length
