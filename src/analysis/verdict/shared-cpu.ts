import type { Share } from '../../base/units.ts'
import { decision, type Rule } from './decision.ts'
import type { FlagName } from './limit-reading.ts'
import { fullThread, isHard, type LimitSituation, wouldBeFullAlone } from './situation.ts'
import type { LimitSummary } from './summary.ts'

/** What shows that a worker without a CPU could not do its work. */
const effects: readonly FlagName[] = ['loop', 'stalls', 'start-lag', 'not-started']

/** So much of the time a thread of the target may be without a CPU. */
const starvedTarget: Share = 0.15
/** Unless we take so much of the machine, what the target lacks we do not take from it. */
const ourPart: Share = 0.15

/**
 * The CPUs are full, and threads that never rest wait for them: what is measured is neither the generator's limit nor the target's. A
 * thread that is busy all the time and has its CPU is merely full; one that waits for a CPU but has time to rest is merely slower.
 */
export const sharedCpu: Rule = (situation) => {
  if (!isHard(situation.flags, 'host-cpu') || wouldBeFullAlone(situation)) return undefined
  const isWaiting = isHard(situation.flags, 'starved') && effects.some((name) => isHard(situation.flags, name))
  const areWeStarved = isWaiting && !isAllOurs(situation.summary)
  const isTheTarget = isTargetStarved(situation)
  if (areWeStarved || isTheTarget) {
    return decision('shared-host', areWeStarved && isTheTarget ? 'high' : 'medium', ['starved', 'host-cpu'])
  }
  return mayBeStarved(situation) ? decision('shared-host', 'low', ['host-cpu']) : undefined
}

function isTargetStarved({ summary }: LimitSituation): boolean {
  const { processCpu = 0, cores = 1, target } = summary.host
  const { starved = 0, busiestThread = 1 } = target ?? {}
  const isBound = starved >= starvedTarget && busiestThread + starved >= fullThread
  return isBound && processCpu / cores >= ourPart && !wouldTargetBeFullAlone(summary)
}

/** By the same law: its busiest thread would have no time left even with a core of its own. */
function wouldTargetBeFullAlone({ host, good, failed, seconds, asked, offered }: LimitSummary): boolean {
  const { busiestThread } = host.target ?? {}
  const throughput = (good + failed) / seconds
  if (busiestThread === undefined || !(throughput > 0)) return false
  return (busiestThread / throughput) * ((asked ?? offered) / seconds) >= 1
}

/** Where no system tells who waits: full CPUs that are not all ours, on a machine that the target runs on too. */
function mayBeStarved({ summary: { host } }: LimitSituation): boolean {
  const isToldNothing = host.starved === undefined && host.target?.starved === undefined
  return isToldNothing && host.isShared === true && !isAllOurs({ host })
}

/** Then a worker waits for another thread of ours, such as one that collects garbage. */
const isAllOurs = ({ host: { processCpu = 0, cores = 1 } }: Pick<LimitSummary, 'host'>): boolean =>
  processCpu >= allOurs * cores

const allOurs: Share = 0.75
