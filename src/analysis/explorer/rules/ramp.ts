import { relativeHalf } from '../../statistics/interval.ts'
import { type Rule, saturationOf, timesTried } from '../situation.ts'
import { formatLoad } from '../wording.ts'

/** Where users hardly wait for each other and there are still enough of them to measure quickly. */
const shareOfKnee = 0.3
const mostAttempts = 2

/** Closed model: the load at saturation is capacity / s, so the slope s of the ramp must be known as well as the capacity. */
export const ramp: Rule = (situation) => {
  const { findings, options, goals } = situation
  const knee = saturationOf(findings)
  if (options.model === 'open' || knee === undefined || findings.perLoad === undefined) return undefined
  if (relativeHalf(findings.perLoad) <= goals.precision || timesTried(situation, 'ramp') >= mostAttempts)
    return undefined
  const load = Math.max(1, Math.round(shareOfKnee * knee))
  return {
    purpose: 'ramp',
    load,
    drain: false,
    least: 4,
    most: 10,
    count: 1000,
    until: { kind: 'precise', share: goals.precision },
    because: `${formatLoad(load, options.model)} once more and longer: how much does one VU bring when it waits for nobody?`,
  }
}
