import type { Millis, PerSecond } from '../../base/units.ts'
import type {
  ConstantArrivalRate,
  ConstantVus,
  RampingArrivalRate,
  ScenarioBase,
  Stage,
} from '../../engine/config/scenario.ts'

/** What an iteration is, under which name. */
export type Explored = Pick<ScenarioBase, 'name' | 'exec' | 'env' | 'tags'>

/** The default function of a script, or the request of the command line. */
export const plainWork: Explored = { name: 'explore', exec: 'default', env: {}, tags: {} }

export interface ExploreRate {
  /** Arrivals per second at the start. */
  readonly rate: PerSecond
  readonly maxVUs: number
}

/** Iterations in flight at the end get this long: what is explored is not worth waiting for. */
const GRACE: Millis = 5000

const base = ({ name, exec, env, tags }: Explored): ScenarioBase => ({
  name,
  startTime: 0,
  gracefulStop: GRACE,
  exec,
  env,
  tags,
})

/** The load stays where it is put, by hand or by the search. */
export const openEnded = (
  explored: Explored,
  { rate, maxVUs }: ExploreRate,
  duration: Millis,
): ConstantArrivalRate => ({
  ...base(explored),
  executor: 'constant-arrival-rate',
  rate,
  timeUnit: 1000,
  duration,
  preAllocatedVUs: maxVUs,
  maxVUs,
  arrival: { kind: 'even' },
})

/** The closed model of it. */
export const openEndedVus = (explored: Explored, vus: number, duration: Millis): ConstantVus => ({
  ...base(explored),
  executor: 'constant-vus',
  vus,
  duration,
})

const HOLDS = 5
const FACTOR = 1.8

/**
 * Nobody at the keyboard: holds of equal length at loads that grow by 1.8, so that 5 of them reach ten times the start.
 * In 20 s a hold is long enough to be a point of the curve once its settling time is dropped.
 */
export function stepped(explored: Explored, { rate, maxVUs }: ExploreRate, duration: Millis): RampingArrivalRate {
  const stages = Array.from({ length: HOLDS }, (_, hold): Stage[] => {
    const target = niceRate(rate * FACTOR ** hold)
    return [
      { duration: 0, target },
      { duration: duration / HOLDS, target },
    ]
  })
  return {
    ...base(explored),
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
