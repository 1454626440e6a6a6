import { type Exploration, isOfCurve } from '../../analysis/exploration.ts'
import type { Hold } from '../../analysis/hold/hold.ts'

/** A hold as a chart shows it. */
export interface HeldPoint {
  readonly hold: Hold
  /** It goes on. */
  readonly isPresent: boolean
}

/** Every hold that is a point of the curve, in the order they were held. */
export function heldPoints({ records, present }: Exploration): HeldPoint[] {
  const last = present.kind === 'held' ? records.at(-1) : undefined
  return records.filter(isOfCurve).map((record) => ({ hold: record.hold, isPresent: record === last }))
}
