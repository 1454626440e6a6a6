import { type Exploration, isOfCurve } from './exploration.ts'
import type { Hold } from './hold/hold.ts'

/** A load that was held, as results and reports tell of it: a point of the curve. */
export type HeldLoad = Pick<Hold, 'load' | 'from' | 'to' | 'seconds' | 'count' | 'goodput' | 'response' | 'errorShare'>

/** All points of the curve, in the order in which they were held. */
export const heldLoadsOf = ({ records }: Exploration): readonly HeldLoad[] =>
  records.filter(isOfCurve).map(({ hold: { load, from, to, seconds, count, goodput, response, errorShare } }) => ({
    load,
    from,
    to,
    seconds,
    count,
    goodput,
    response,
    errorShare,
  }))
