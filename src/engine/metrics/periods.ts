import type { Millis } from '../../base/units.ts'

/** Workers tell how they stand at multiples of it on the run's clock. */
export const TICK: Millis = 250
/** What is added up for views, thresholds and the record. */
export const WINDOW: Millis = 1000
