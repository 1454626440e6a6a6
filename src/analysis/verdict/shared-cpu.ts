import type { Share } from '../../base/units.ts'
import { decision, type Rule } from './decision.ts'
import { isHard, type LimitSituation } from './situation.ts'

/** So much of the time a thread of the target may be without a CPU. */
const starvedTarget: Share = 0.25
/** Unless we take so much of the machine, what the target lacks we do not take from it. */
const ourPart: Share = 0.25

/**
 * The CPUs are full, and threads that are ready wait for them: what is measured is neither the generator's limit nor the target's. A
 * thread that is busy all the time and never waits is not starved, so that a generator that is merely full is told apart.
 */
export const sharedCpu: Rule = (situation) => {
  if (!isHard(situation.flags, 'host-cpu')) return undefined
  const areWeStarved = isHard(situation.flags, 'starved')
  const isTheTarget = isTargetStarved(situation)
  if (areWeStarved || isTheTarget) {
    return decision('shared-host', areWeStarved && isTheTarget ? 'high' : 'medium', ['starved', 'host-cpu'])
  }
  return mayBeStarved(situation) ? decision('shared-host', 'low', ['host-cpu']) : undefined
}

function isTargetStarved({ summary: { host } }: LimitSituation): boolean {
  const { target, processCpu = 0, cores = 1 } = host
  return (target?.starved ?? 0) >= starvedTarget && processCpu / cores >= ourPart
}

/** Where no system tells who waits: full CPUs that are not all ours, on a machine that the target runs on too. */
function mayBeStarved({ summary: { host } }: LimitSituation): boolean {
  const isToldNothing = host.starved === undefined && host.target?.starved === undefined
  const isAllOurs = (host.processCpu ?? 0) >= 0.85 * (host.cores ?? 1)
  return isToldNothing && host.isShared === true && !isAllOurs
}
