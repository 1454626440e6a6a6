import { integer, moreThan } from '../codec.ts'
import type { ConstantVus } from '../scenario.ts'
import { type ExecutorReader, runTime } from './base.ts'

export const readConstantVus: ExecutorReader<ConstantVus> = (fields, base) => ({
  ...base,
  executor: 'constant-vus',
  vus: fields.withDefault('vus', integer(moreThan(0)), 1),
  duration: fields.required('duration', runTime, 0),
})
