import { type Observation, secondsOf } from '../observation.ts'
import { sum } from '../statistics/summaries.ts'

/** Sums over a span of observations. */
export interface Totals {
  readonly seconds: number
  readonly started: number
  readonly good: number
  readonly failed: number
  readonly dropped: number
}

export const totalsOf = (ticks: readonly Observation[]): Totals => ({
  seconds: sum(ticks.map(secondsOf)),
  started: sum(ticks.map(({ started }) => started)),
  good: sum(ticks.map(({ good }) => good)),
  failed: sum(ticks.map(({ failed }) => failed)),
  dropped: sum(ticks.map(({ dropped }) => dropped)),
})
