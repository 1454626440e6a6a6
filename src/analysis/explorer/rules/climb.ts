import { isSettled, plateauWidth } from '../../curve/findings.ts'
import type { Hold } from '../../hold/hold.ts'
import { type Rule, type Situation, saturationOf, timesTried } from '../situation.ts'
import type { Trial } from '../trial.ts'
import { formatLoad, formatRate } from '../wording.ts'

const mostClimbs = 6
/** A plateau is looked for this far up, as a multiple of the load at saturation. */
const farthest = { open: 3, closed: 8 } as const
/** Just above what came back: as little overload as tells the plateau from the ramp, and so far below the load held already. */
const justAbove = { most: 1.12, least: 1.04 }
const fartherThanPlateau = 1.01 * plateauWidth

/**
 * Loss begins before throughput stops growing when one part of the target is full and others are not, so the first loss is not the
 * end: a second load far from the first must bring the same.
 */
export const climb: Rule = (situation) => {
  const { findings, options } = situation
  const { shape, saturated, capacity } = findings
  const saturation = saturationOf(findings)
  const highest = saturated.at(-1)
  if (shape !== 'rising' || capacity === undefined || saturation === undefined || highest === undefined)
    return undefined
  if (timesTried(situation, 'climb') >= mostClimbs) return undefined
  if (options.model === 'open' && isOnlyFarAbove(saturation, saturated)) return below(highest, situation)
  const step = Math.max(1.3 * highest.load, 1.5 * saturation)
  const load = Math.min(options.maxLoad, options.model === 'open' ? step : Math.ceil(step))
  if (load > farthest[options.model] * saturation || load <= highest.load) return undefined
  return {
    ...goal(situation),
    load,
    drain: false,
    because: `${formatRate(capacity.value)} came back at ${formatLoad(highest.load, options.model)}: does more come back at ${formatLoad(load, options.model)}?`,
  }
}

const goal = ({ goals }: Situation): Pick<Trial, 'purpose' | 'least' | 'most' | 'count' | 'until'> => ({
  purpose: 'climb',
  least: 3,
  most: 12,
  count: 1500,
  until: { kind: 'precise', share: 1.5 * goals.precision },
})

/**
 * What was held above saturation was so far up that the other end of the plateau can be looked for below it: from calm, because a
 * target that has fallen already may bring the same at any load above.
 */
const isOnlyFarAbove = (saturation: number, saturated: readonly Hold[]): boolean =>
  !saturated.some((hold) => isSettled(hold) && hold.load < justAbove.least * fartherThanPlateau * saturation)

function below(highest: Hold, situation: Situation): Trial {
  const { findings } = situation
  const level = findings.capacity?.value ?? highest.goodput.value
  const lowest = findings.saturated[0]?.load ?? highest.load
  return {
    ...goal(situation),
    load: Math.min(justAbove.most * level, lowest / fartherThanPlateau),
    drain: true,
    because: `${formatRate(level)} came back at ${formatRate(highest.load)}: does as much come back just above that?`,
  }
}
