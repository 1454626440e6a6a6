import { atLeast, decimal, durationAbove0 } from '../codec.ts'
import type { RampingArrivalRate } from '../scenario.ts'
import { rateStages } from '../stages.ts'
import { readArrival, readVuBudget } from './arrival.ts'
import type { ExecutorReader } from './base.ts'

export const readRampingArrivalRate: ExecutorReader<RampingArrivalRate> = (fields, base) => ({
  ...base,
  executor: 'ramping-arrival-rate',
  startRate: fields.withDefault('startRate', decimal(atLeast(0)), 0),
  timeUnit: fields.withDefault('timeUnit', durationAbove0, 1000),
  stages: fields.required('stages', rateStages, []),
  ...readVuBudget(fields),
  arrival: readArrival(base.name, fields),
})
