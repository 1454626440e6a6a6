import { atLeast, choice, integer } from '../codec.ts'
import type { FieldReader } from '../field-reader.ts'
import type { ArrivalBase, ArrivalProcess } from '../scenario.ts'

/** The VUs of an open model; both executors read them last, as k6 prints them. */
export function readVuBudget(fields: FieldReader): Pick<ArrivalBase, 'preAllocatedVUs' | 'maxVUs'> {
  const preAllocatedVUs = fields.required('preAllocatedVUs', integer(atLeast(0)), 0)
  const maxVUs = fields.withDefault('maxVUs', integer(), preAllocatedVUs)
  if (maxVUs < preAllocatedVUs) {
    fields.refuse('maxVUs', `must be at least preAllocatedVUs (${preAllocatedVUs}), got ${maxVUs}`)
  }
  return { preAllocatedVUs, maxVUs }
}

/** FNV-1a, 32 bits: scenarios side by side get streams of their own, and the same ones in the next run. */
const seedOf = (name: string): number =>
  Array.from(name).reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x0100_0193) >>> 0,
    0x811c_9dc5,
  )

/** Not in k6: `arrival: 'poisson'` with an optional `seed`. */
export function readArrival(name: string, fields: FieldReader): ArrivalProcess {
  const isPoisson = fields.has('arrival') && fields.optional('arrival', choice(['even', 'poisson'])) === 'poisson'
  if (!fields.has('seed')) return isPoisson ? { kind: 'poisson', seed: seedOf(name) } : { kind: 'even' }
  const seed = fields.withDefault('seed', integer(atLeast(0)), 0)
  if (isPoisson) return { kind: 'poisson', seed }
  fields.refuse('seed', "needs arrival: 'poisson'")
  return { kind: 'even' }
}
