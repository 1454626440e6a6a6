import { integer, moreThan } from '../codec.ts'
import type { PerVuIterations } from '../scenario.ts'
import { type ExecutorReader, runTime } from './base.ts'
import { defaultMaxDuration } from './shared-iterations.ts'

export const readPerVuIterations: ExecutorReader<PerVuIterations> = (fields, base) => ({
  ...base,
  executor: 'per-vu-iterations',
  vus: fields.withDefault('vus', integer(moreThan(0)), 1),
  iterations: fields.withDefault('iterations', integer(moreThan(0)), 1),
  maxDuration: fields.withDefault('maxDuration', runTime, defaultMaxDuration),
})
