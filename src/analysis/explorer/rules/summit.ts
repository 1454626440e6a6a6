import { needsDrain, type Rule } from '../situation.ts'
import { formatRate } from '../wording.ts'

/** Nothing was held between what comes back and this many times as much: a peak would be hidden there. */
const widestGap = 1.15
/** A little overload, if it is one. */
const justAbove = 1.08

/**
 * Open model. A target that gives way as soon as it is asked for too much brings the same at all loads above, which looks like a
 * plateau: so what is just above it must be asked for once, from calm.
 */
export const summit: Rule = (situation) => {
  const { findings, options } = situation
  const { shape, capacity, hi } = findings
  if (options.model === 'closed' || shape !== 'flat' || capacity === undefined || hi === undefined) return undefined
  if (hi.load <= widestGap * capacity.value) return undefined
  const load = justAbove * capacity.value
  return {
    purpose: 'climb',
    load,
    drain: needsDrain(situation),
    least: 3,
    most: 12,
    count: 500,
    until: { kind: 'decided' },
    because: `${formatRate(capacity.value)} come back from ${formatRate(hi.load)} on: is that all, or has the target given way there already? trying ${formatRate(load)}`,
  }
}
