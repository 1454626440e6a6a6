import { durationAtLeast, integer, within } from '../codec.ts'
import type { RampingVus } from '../scenario.ts'
import { vuStages } from '../stages.ts'
import type { ExecutorReader } from './base.ts'
import { mostVus } from './extremes.ts'

export const readRampingVus: ExecutorReader<RampingVus> = (fields, base) => {
  const scenario: RampingVus = {
    ...base,
    executor: 'ramping-vus',
    startVUs: fields.withDefault('startVUs', integer(within(0, mostVus)), 1),
    stages: fields.required('stages', vuStages, []),
    gracefulRampDown: fields.withDefault('gracefulRampDown', durationAtLeast(0), 30_000),
  }
  if (scenario.startVUs === 0 && scenario.stages.length > 0 && scenario.stages.every(({ target }) => target === 0)) {
    fields.refuse('stages', 'must have a target above 0 when the VUs start at 0')
  }
  return scenario
}
