import type { Rule } from '../situation.ts'
import { timesTried } from '../situation.ts'
import { formatLoad } from '../wording.ts'

/** Each attempt after a failed one goes down by this. */
const stepDown = 4
const mostAttempts = 4

/** Hardly any load first: what the response times and failures of the target are when it has nothing to do. */
export const baseline: Rule = (situation) => {
  const { options, unloaded, last } = situation
  const attempts = timesTried(situation, 'baseline')
  if (unloaded !== undefined || attempts >= mostAttempts) return undefined
  const lower = options.startLoad / stepDown ** attempts
  const load = options.model === 'open' ? lower : Math.max(1, Math.round(lower))
  return {
    purpose: 'baseline',
    load,
    drain: last !== undefined,
    least: 4,
    most: 12,
    count: 80,
    until: { kind: 'passing' },
    because: `hardly any load first (${formatLoad(load, options.model)}), to know how the target is with nothing to do`,
  }
}
