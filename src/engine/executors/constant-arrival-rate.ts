import { type ConstantArrivalRate, perSecond } from '../config/scenario.ts'
import { constantArrivals } from '../schedule/arrivals.ts'
import type { ArrivalPlan } from './plan.ts'

export const planConstantArrivalRate = (config: ConstantArrivalRate): ArrivalPlan => ({
  kind: 'arrivals',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  schedule: constantArrivals(perSecond(config.rate, config.timeUnit), config.duration),
  process: config.arrival,
  preAllocatedVUs: config.preAllocatedVUs,
  maxVUs: config.maxVUs,
})
