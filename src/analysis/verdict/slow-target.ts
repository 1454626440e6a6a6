import type { Confidence } from './limit-reading.ts'
import { decision, type Rule } from './decision.ts'
import {
  areSegmentsLost,
  headroomOf,
  isFailing,
  isHard,
  isSlow,
  type LimitSituation,
  ofGenerator,
} from './situation.ts'

/**
 * The generator kept up, and the target was slow or refused. VUs that are all busy because a slow target keeps them are its doing, not
 * theirs; arrivals that were dropped while it was fast are not.
 */
export const slowTarget: Rule = (situation) => {
  const { shortfall, isGeneratorFull, context } = situation
  if (!isWorse(situation) || isGeneratorFull) return undefined
  if (shortfall.late > context.tolerance || isLagToBlame(situation)) return undefined
  // Loss makes any target slow.
  if (areSegmentsLost(situation) && !isFailing(situation)) return undefined
  if (!isSlow(situation) && shortfall.dropped > context.tolerance) return undefined
  return decision('target', confidenceIn(situation))
}

const isWorse = (situation: LimitSituation): boolean =>
  isSlow(situation) ||
  isFailing(situation) ||
  (situation.summary.host.isShared === true && isHard(situation.flags, 'listen-queue'))

/** As late as so large a part of what the target adds, and the delay is ours. */
const lagOfDelay = 0.5

function isLagToBlame({ flags, summary, slowdown }: LimitSituation): boolean {
  if (!isHard(flags, 'start-lag') || summary.startLag === undefined) return false
  const added = slowdown === undefined ? 0 : slowdown.to - slowdown.from
  return summary.startLag.p50 >= lagOfDelay * added
}

/** Of the generator, so that it is beyond doubt. */
const roomForHigh = 1.5

function confidenceIn(situation: LimitSituation): Confidence {
  const { flags, slowdown } = situation
  const hasWarnings = flags.some(({ name }) => ofGenerator.includes(name))
  const isCompared = slowdown?.basis === 'p50' || isFailing(situation)
  if (!isCompared) return hasWarnings ? 'low' : 'medium'
  return !hasWarnings && (headroomOf(situation) ?? 1) >= roomForHigh ? 'high' : 'medium'
}
