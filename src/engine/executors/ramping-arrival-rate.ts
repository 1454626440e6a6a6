import { perSecond, type RampingArrivalRate } from '../config/scenario.ts'
import { rampingArrivals } from '../schedule/arrivals.ts'
import type { ArrivalPlan } from './plan.ts'

export function planRampingArrivalRate(config: RampingArrivalRate): ArrivalPlan {
  const stages = config.stages.map(({ duration, target }) => ({ duration, target: perSecond(target, config.timeUnit) }))
  return {
    kind: 'arrivals',
    scenario: config.name,
    executor: config.executor,
    startTime: config.startTime,
    gracefulStop: config.gracefulStop,
    schedule: rampingArrivals(perSecond(config.startRate, config.timeUnit), stages),
    process: config.arrival,
    preAllocatedVUs: config.preAllocatedVUs,
    maxVUs: config.maxVUs,
  }
}
