import type { Millis } from '../../base/units.ts'
import { decision, type Rule } from './decision.ts'
import type { LimitSummary } from './summary.ts'
import { areSegmentsLost, isFailing, isHard, isSlow, type LimitSituation, ofGenerator, slow } from './situation.ts'

/** Waits for the event loop that one request may meet. */
const waits = 4

/** So much longer is more than our own delays come to, even the worst of them. */
const isBeyondUs = (
  { summary: { host }, shortfall, isGeneratorFull, context }: LimitSituation,
  longer: Millis,
): boolean => !isGeneratorFull && shortfall.late <= context.tolerance && longer > margin + waits * (host.delayP99 ?? 0)

/** The first byte comes as fast as ever, but connecting or receiving takes longer: a backlog that is full, a body that trickles. */
export function areRequestsKept(situation: LimitSituation): boolean {
  const { requestSlowdown } = situation
  if (requestSlowdown === undefined || requestSlowdown.factor < slow || isSlow(situation)) return false
  return isBeyondUs(situation, requestSlowdown.to - requestSlowdown.from)
}

/** Requests that take longer keep VUs, and that is not for want of these. Where segments are lost, the network does it. */
export const slowRequests: Rule = (situation) => {
  if (!areRequestsKept(situation)) return undefined
  if (isHard(situation.flags, 'link')) return decision('network', 'high', ['link'])
  if (areSegmentsLost(situation)) return decision('network', 'medium', ['retransmits'])
  const hasWarnings = situation.flags.some(({ name }) => ofGenerator.includes(name))
  return decision('target', hasWarnings ? 'low' : 'medium')
}

/** Iterations that take longer than this may simply go on. */
const longest: Millis = 1000
/** What two looks at the number of VUs may differ by. */
const margin: Millis = 5

/** For how long an iteration keeps its VU, whether it ends or not: W = N / X (Little's law). Undefined: nothing came back. */
export const keptFor = ({ inFlight, good, failed, seconds }: LimitSummary): Millis | undefined =>
  good + failed === 0 ? undefined : (1000 * inFlight * seconds) / (good + failed)

const isKeptLongerThan = (summary: LimitSummary, time: Millis | undefined): boolean =>
  time !== undefined && (keptFor(summary) ?? 0) >= slow * time + margin

/** VUs are kept for longer than those iterations take that end. */
export function doSomeNotEnd(situation: LimitSituation): boolean {
  const { summary, flags } = situation
  const { iterationTime } = summary
  if (iterationTime === undefined || iterationTime > longest || !isHard(flags, 'vus')) return false
  if (isSlow(situation) || isFailing(situation) || !isKeptLongerThan(summary, iterationTime)) return false
  return isBeyondUs(situation, (keptFor(summary) ?? 0) - iterationTime)
}

/** Whether the target never answers or the script waits for something else, is not known. */
export const unended: Rule = (situation) =>
  doSomeNotEnd(situation)
    ? { ...decision('undetermined', 'low'), next: 'some iterations do not end: see which requests are never answered' }
    : undefined

/** A worker without a CPU keeps its VUs for longer than it would: more of them are no help. */
export const areVusKeptByStarvation = ({ summary, flags, context }: LimitSituation): boolean =>
  isHard(flags, 'starved') && isKeptLongerThan(summary, context.unloaded?.iterationTime)
