import { decimal, durationAbove0, moreThan } from '../codec.ts'
import type { ConstantArrivalRate } from '../scenario.ts'
import { readArrival, readVuBudget } from './arrival.ts'
import { type ExecutorReader, runTime } from './base.ts'

export const readConstantArrivalRate: ExecutorReader<ConstantArrivalRate> = (fields, base) => ({
  ...base,
  executor: 'constant-arrival-rate',
  rate: fields.required('rate', decimal(moreThan(0)), 1),
  timeUnit: fields.withDefault('timeUnit', durationAbove0, 1000),
  duration: fields.required('duration', runTime, 0),
  ...readVuBudget(fields),
  arrival: readArrival(base.name, fields),
})
