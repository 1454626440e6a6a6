import type { Confidence, FlagName } from './limit-reading.ts'
import { decision, type Rule } from './decision.ts'
import { areRequestsKept, areVusKeptByStarvation, doSomeNotEnd, slowRequests, unended } from './kept-vus.ts'
import { sharedCpu } from './shared-cpu.ts'
import {
  areSegmentsLost,
  headroomOf,
  isAsFastAsUnloaded,
  isFailing,
  isHard,
  isSlow,
  type LimitSituation,
  wouldBeFullAlone,
} from './situation.ts'
import { slowTarget } from './slow-target.ts'

/** All that was asked for comes back. A closed loop is always held back by something: by the generator, if that is full. */
const nothingMissing: Rule = ({ shortfall, summary, isGeneratorFull }) => {
  const isBoundByUs = summary.model === 'closed' && isGeneratorFull
  return shortfall.isHeldBack || isBoundByUs ? undefined : decision('none', 'high')
}

/** Requests that the kernel refused to this process never saw the target. If that is slow too, one cannot be told from the other. */
const outOfPortsOrFiles: Rule = (situation) => {
  const { shortfall, summary, context } = situation
  if (shortfall.own <= context.tolerance || shortfall.own < shortfall.failed) return undefined
  const flags: FlagName[] = summary.withoutPort >= summary.withoutFile ? ['ports', 'files'] : ['files', 'ports']
  return isSlow(situation) ? decision('undetermined', 'low', flags) : decision('generator', 'high', flags)
}

/** What never worked has no limit that could be found. */
const nothingWorks: Rule = ({ summary, context }) => {
  if (context.unloaded !== undefined || summary.good > 0 || summary.failed === 0) return undefined
  return { ...decision('undetermined', 'low'), next: 'nothing has come back well yet: see what fails' }
}

/** All VUs are busy while the target is as fast as ever: then nothing else matters, not even CPUs that are full. */
const tooFewVus: Rule = (situation) => {
  if (!isHard(situation.flags, 'vus') || situation.isGeneratorFull || isFailing(situation)) return undefined
  if (!isAsFastAsUnloaded(situation) || areRequestsKept(situation)) return undefined
  if (doSomeNotEnd(situation) || areVusKeptByStarvation(situation)) return undefined
  return decision('generator', 'high', ['vus'])
}

const fullLink: Rule = ({ flags }) => (isHard(flags, 'link') ? decision('network', 'high', ['link']) : undefined)

/** In the order in which they are blamed. A generator that is full needs more VUs only because it is slow with each. */
const culprits: readonly FlagName[] = [
  'loop',
  'throttled',
  'process-cpu',
  'garbage',
  'vus',
  'stalls',
  'not-started',
  'start-lag',
]

/**
 * Something of ours is over its limit, and the target is as fast as without load. How fast it is does not matter where the CPU of our
 * iterations alone comes to more than the workers have.
 */
const slowGenerator: Rule = (situation) => {
  const { flags, isGeneratorFull } = situation
  const isOursAlone = isAsFastAsUnloaded(situation) || (isGeneratorFull && wouldBeFullAlone(situation))
  if (!isOverItsLimit(situation) || !isOursAlone || isFailing(situation)) return undefined
  return decision(
    'generator',
    confidenceIn(situation),
    culprits.filter((name) => isHard(flags, name)),
  )
}

const isOverItsLimit = ({ flags, shortfall, isGeneratorFull, context }: LimitSituation): boolean =>
  isGeneratorFull ||
  isHard(flags, 'start-lag') ||
  shortfall.dropped > context.tolerance ||
  shortfall.late > context.tolerance

/** Hardly any room: that is counted, not concluded. */
const confidenceIn = (situation: LimitSituation): Confidence =>
  (headroomOf(situation) ?? Infinity) < 1.15 ? 'high' : 'medium'

/** A target on another machine may have a listening socket without room, which is not seen from here and looks the same. */
const lossyNetwork: Rule = (situation) => {
  if (!areSegmentsLost(situation)) return undefined
  const { isShared, listenOverflows } = situation.summary.host
  if (isShared === true && listenOverflows !== undefined) return decision('network', 'medium', ['retransmits'])
  return decision(isSlow(situation) ? 'undetermined' : 'network', 'low', ['retransmits'])
}

const undetermined: Rule = ({ flags }) =>
  decision(
    'undetermined',
    'low',
    flags.filter(({ severity }) => severity === 'hard').map(({ name }) => name),
  )

/** The rule of saturation.md 5.3: the first that applies. */
export const rules: readonly Rule[] = [
  nothingMissing,
  outOfPortsOrFiles,
  nothingWorks,
  tooFewVus,
  fullLink,
  sharedCpu,
  slowTarget,
  slowRequests,
  unended,
  slowGenerator,
  lossyNetwork,
  undetermined,
]
