import { integer, moreThan } from '../codec.ts'
import type { SharedIterations } from '../scenario.ts'
import { type ExecutorReader, runTime } from './base.ts'

export const defaultMaxDuration = 600_000

export const readSharedIterations: ExecutorReader<SharedIterations> = (fields, base) => {
  const scenario: SharedIterations = {
    ...base,
    executor: 'shared-iterations',
    vus: fields.withDefault('vus', integer(moreThan(0)), 1),
    iterations: fields.withDefault('iterations', integer(), 1),
    maxDuration: fields.withDefault('maxDuration', runTime, defaultMaxDuration),
  }
  if (scenario.iterations < scenario.vus) {
    fields.refuse('iterations', `must be at least the number of VUs (${scenario.vus}), got ${scenario.iterations}`)
  }
  return scenario
}
