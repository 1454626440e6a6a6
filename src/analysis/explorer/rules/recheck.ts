import { type Rule, saturationOf, timesTried } from '../situation.ts'
import { formatLoad } from '../wording.ts'
import { carriedLoad } from './recover.ts'

/** A little below what was carried, so that chance alone does not fail it. */
const share = 0.95

/** Whether the overload has left damage: what was carried before must be carried again. */
export const recheck: Rule = (situation) => {
  const { options, records, findings } = situation
  const hasRecovered = records.some(({ recoveredAfter }) => recoveredAfter !== undefined)
  if (!options.buckle || !hasRecovered || timesTried(situation, 'recheck') > 0) return undefined
  if (saturationOf(findings) === undefined) return undefined
  const load = share * carriedLoad(situation)
  return {
    purpose: 'recheck',
    load: options.model === 'open' ? load : Math.max(1, Math.round(load)),
    drain: true,
    least: 4,
    most: 10,
    count: 300,
    until: { kind: 'decided' },
    because: `at last ${formatLoad(load, options.model)} again: is as much carried as before the overload?`,
  }
}
