import type { Rule } from '../situation.ts'
import { formatLoad } from '../wording.ts'

const least = 8

/** Overloads were held, but none long enough for its goodput to settle: the best of them again, for longer. */
export const settle: Rule = ({ findings, options }) => {
  const [best] = findings.saturated.toSorted((a, b) => b.goodput.value - a.goodput.value)
  if (best === undefined || findings.capacity !== undefined) return undefined
  return {
    purpose: 'sharpen',
    load: best.load,
    drain: false,
    least,
    most: 3 * least,
    count: 0,
    until: { kind: 'precise', share: 0.05 },
    because: `goodput at ${formatLoad(best.load, options.model)} goes up and down a lot: held longer to see its mean`,
  }
}
