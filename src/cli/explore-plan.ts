import type { Millis, PerSecond } from '../base/units.ts'
import type {
  ConstantArrivalRate,
  ConstantVus,
  RampingArrivalRate,
  ScenarioBase,
  Stage,
} from '../engine/config/scenario.ts'

export interface ExploreLoad {
  /** Arrivals per second at the start. */
  readonly rate: PerSecond
  readonly maxVUs: number
  readonly exec: string
}

/** Iterations in flight at the end get this long: what is explored is not worth waiting for. */
const GRACE: Millis = 5000

const base = (exec: string): ScenarioBase => ({
  name: 'explore',
  startTime: 0,
  gracefulStop: GRACE,
  exec,
  env: {},
  tags: {},
})

/** By hand: the load stays where the operator puts it, with no end. */
export const openEnded = ({ rate, maxVUs, exec }: ExploreLoad): ConstantArrivalRate => ({
  ...base(exec),
  executor: 'constant-arrival-rate',
  rate,
  timeUnit: 1000,
  duration: Number.POSITIVE_INFINITY,
  preAllocatedVUs: maxVUs,
  maxVUs,
  arrival: { kind: 'even' },
})

/** The closed model by hand. */
export const openEndedVus = (vus: number, exec: string): ConstantVus => ({
  ...base(exec),
  executor: 'constant-vus',
  vus,
  duration: Number.POSITIVE_INFINITY,
})

const HOLDS = 5
const FACTOR = 1.8

/**
 * Nobody at the keyboard: holds of equal length at loads that grow by 1.8, so that 5 of them reach ten times the start.
 * In 20 s a hold is long enough to be a point of the curve once its settling time is dropped.
 */
export function stepped({ rate, maxVUs, exec }: ExploreLoad, duration: Millis): RampingArrivalRate {
  const stages = Array.from({ length: HOLDS }, (_, hold): Stage[] => {
    const target = niceRate(rate * FACTOR ** hold)
    return [
      { duration: 0, target },
      { duration: duration / HOLDS, target },
    ]
  })
  return {
    ...base(exec),
    executor: 'ramping-arrival-rate',
    startRate: rate,
    timeUnit: 1000,
    stages: stages.flat(),
    preAllocatedVUs: maxVUs,
    maxVUs,
    arrival: { kind: 'even' },
  }
}

/** Two significant digits. */
const niceRate = (rate: number): number => Number(rate.toPrecision(2))
