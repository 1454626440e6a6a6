import { atLeast, durationAtLeast, integer } from '../codec.ts'
import type { ExternallyControlled } from '../scenario.ts'
import type { ExecutorReader } from './base.ts'

/** As k6 v1 had it: VUs are taken away at once, so there is no gracefulStop; a duration of 0 has no end. */
export const readExternallyControlled: ExecutorReader<ExternallyControlled> = (fields, base) => {
  if (fields.has('gracefulStop'))
    fields.refuse('gracefulStop', 'is not supported by the externally-controlled executor')
  const vus = fields.withDefault('vus', integer(atLeast(0)), 1)
  const maxVUs = fields.withDefault('maxVUs', integer(atLeast(0)), vus)
  if (maxVUs < vus) fields.refuse('maxVUs', `must be at least vus (${vus}), got ${maxVUs}`)
  const duration = fields.required('duration', durationAtLeast(0), 0)
  return {
    ...base,
    executor: 'externally-controlled',
    gracefulStop: 0,
    vus,
    maxVUs,
    duration: duration === 0 ? Infinity : duration,
  }
}
