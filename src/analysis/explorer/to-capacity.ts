import { buckleShare } from '../curve/buckle.ts'
import { isSettled } from '../curve/findings.ts'
import { type FullHouse, fullHouseOf } from '../curve/full-house.ts'
import type { Buckle, BuckleKind, Capacity, Limit, LimitedBy, Recovery } from '../capacity.ts'
import { levelFindings } from '../curve/service-level.ts'
import { type Hold, slowdownOf } from '../hold/hold.ts'
import { defaultTolerance } from '../hold/judge-hold.ts'
import type { Interval } from '../statistics/interval.ts'
import { evidenceOf } from './evidence.ts'
import { isOnCredit, type LowerBound, lowerBoundOf } from './lower-bound.ts'
import { isCarried } from './rules/confirm.ts'
import { carriedLoad } from './rules/recover.ts'
import { saturationOf, type Situation } from './situation.ts'

/** A peak that is known no better than this is only a lower bound. */
const widestPeak = 1.3
/** Loss that begins below this share of saturation is an answer of its own. */
const earlyLoss = 0.9

/** The answer that the holds so far allow; never more than they show. */
export function toCapacity(situation: Situation, ending: LimitedBy | undefined): Capacity {
  const { options, unloaded } = situation
  const capacity = capacityLimit(situation)
  const recovery = recoveryOf(situation)
  return {
    model: options.model,
    capacity,
    saturation: saturationLimit(situation, capacity),
    lossLoad: lossLimit(situation),
    buckle: buckleLimit(situation, recovery),
    recovery,
    sloLoad: levelLimit(situation),
    limitedBy: capacity.kind === 'found' ? 'target' : (ending ?? 'unfinished'),
    unloadedResponse: unloaded?.response.p50,
    tolerance: defaultTolerance,
    buckleShare,
    evidence: evidenceOf(situation, houseOf(situation)),
  }
}

const longest = (holds: readonly Hold[]): number => Math.max(0, ...holds.map(({ dwell }) => dwell))

const found = ({ value, low, high }: Interval, dwell: number): Extract<Limit, { kind: 'found' }> => ({
  kind: 'found',
  value,
  low,
  high,
  dwell,
})

function capacityLimit(situation: Situation): Limit {
  const { capacity, peers, lo, hi } = situation.findings
  const holds = [lo, hi, ...peers].filter((hold) => hold !== undefined)
  const full = houseOf(situation)
  if (full?.capacity !== undefined) return found(full.capacity, full.most.dwell)
  if (capacity !== undefined && full === undefined && isShown(situation))
    return found(capacity, longest(peers.length > 0 ? peers : holds))
  return atLeast(lowerBoundOf(situation)).capacity
}

const houseOf = ({ findings, options, unloaded }: Situation): FullHouse | undefined =>
  options.model === 'closed' ? undefined : fullHouseOf(findings.saturated, unloaded)

/** The answer less what it says of limits: no more is known than what was shown to come back. */
export const withoutLimits = (capacity: Capacity, situation: Situation): Capacity => ({
  ...capacity,
  ...atLeast(lowerBoundOf(situation)),
  buckle: undefined,
  limitedBy: 'unfinished',
})

const atLeast = ({ goodput, load, dwell }: LowerBound): Pick<Capacity, 'capacity' | 'saturation'> => ({
  capacity: { kind: 'at-least', value: goodput, dwell },
  saturation: { kind: 'at-least', value: load, dwell },
})

/** Overloads that bring so much more than what was found to be all are no noise and no credit. */
const contradiction = 1.2
const surelySeconds = 3

/** A target that was held back for a while by something else, and later brought far more: what was found is not its limit. */
function isContradicted({ records, findings: { capacity, lo, hi } }: Situation): boolean {
  const known = Math.max(lo?.to ?? 0, hi?.to ?? 0)
  return records.some(
    ({ hold: { from, seconds, goodput } }) =>
      from >= known &&
      seconds >= surelySeconds &&
      goodput.value - 2 * goodput.se > contradiction * (capacity?.high ?? Infinity),
  )
}

/** A plateau; or a peak that is closed in from both sides, where a load just below was carried for long and not on credit. */
function isShown(situation: Situation): boolean {
  const { shape, capacity } = situation.findings
  if (isContradicted(situation)) return false
  if (shape !== 'peak' || capacity === undefined) return shape === 'flat'
  return capacity.high <= widestPeak * capacity.low && (situation.options.model === 'closed' || isConfirmed(situation))
}

/** Share of the confirmation that must have been held, and of the highest load carried that it must have been held at. */
const longEnough = 0.6
const nearHighest = 0.94

function isConfirmed({ findings, goals, records }: Situation): boolean {
  const least = nearHighest * (findings.lo?.load ?? Infinity)
  return records.some(({ hold }) => hold.load >= least && isCarried(hold, longEnough * goals.confirmation))
}

function saturationLimit(situation: Situation, capacity: Limit): Limit {
  const { perLoad } = situation.findings
  if (capacity.kind === 'at-least' || perLoad === undefined) return atLeast(lowerBoundOf(situation)).saturation
  const [low, value, high] = [capacity.low / perLoad.high, capacity.value / perLoad.value, capacity.high / perLoad.low]
  return { ...capacity, value, low, high }
}

function levelLimit({ options, records }: Situation): Limit | undefined {
  if (options.serviceLevel === undefined) return undefined
  const holds = records.filter(({ trial }) => trial.purpose !== 'recover').map(({ hold }) => hold)
  const { kept, broken } = levelFindings(holds, options.serviceLevel)
  if (kept === undefined) return { kind: 'at-least', value: 0, dwell: 0 }
  if (broken === undefined) return { kind: 'at-least', value: kept.load, dwell: kept.dwell }
  return found({ value: kept.load, low: kept.load, high: broken.load }, kept.dwell)
}

function lossLimit({ findings, options }: Situation): Limit | undefined {
  const saturation = saturationOf(findings)
  const { lo, hi } = findings
  if (options.model === 'closed' || saturation === undefined || lo === undefined || hi === undefined) return undefined
  if (hi.load >= earlyLoss * saturation) return undefined
  return found({ value: Math.sqrt(lo.load * hi.load), low: lo.load, high: hi.load }, lo.dwell)
}

function buckleLimit(situation: Situation, recovery: Recovery | undefined): Buckle | undefined {
  const { buckle, findings, options } = situation
  if (buckle === undefined || !options.buckle || isOnCredit(findings.lo, situation)) return undefined
  if (buckle.load !== undefined && buckle.buckled !== undefined) {
    const { fall, load } = buckle.buckled
    return {
      kind: kindOf(buckle.buckled, recovery, situation),
      load: found(buckle.load, buckle.buckled.dwell),
      fell: fall === undefined ? undefined : { after: fall.after, at: load },
    }
  }
  const highest = findings.saturated.findLast(isSettled)
  return highest === undefined || buckle.buckled !== undefined
    ? undefined
    : { kind: 'none', upTo: highest.load, dwell: highest.dwell }
}

/** Most iterations fail, and take this many times as long as without load: they gave up waiting. */
const tooLate = 3
const mostFail = 0.5

/** A target that comes back only at a load far below what it carried may be stuck at those between. */
const nearCarried = 0.75

function kindOf(buckled: Hold, recovery: Recovery | undefined, situation: Situation): BuckleKind {
  if (recovery?.notAt !== undefined) return 'tripped'
  if (buckled.fall?.wasSaturated === true && isLate(buckled, situation)) return 'time-dependent'
  const cameBackAt = recovery?.load ?? 0
  return cameBackAt >= nearCarried * carriedLoad(situation) ? 'retrograde' : 'undetermined'
}

const isLate = (hold: Hold, { unloaded }: Situation): boolean =>
  hold.errorShare > mostFail && (slowdownOf(hold, unloaded) ?? Infinity) > tooLate

function recoveryOf(situation: Situation): Recovery | undefined {
  const { records, findings } = situation
  const tried = records.filter(({ trial }) => trial.purpose === 'recover')
  if (tried.length === 0) return undefined
  const back = tried.find(({ recoveredAfter }) => recoveredAfter !== undefined)
  const failed = tried.filter(({ recoveredAfter }) => recoveredAfter === undefined).map(({ hold }) => hold.load)
  const again = records.findLast(({ trial }) => trial.purpose === 'recheck')
  const saturation = saturationOf(findings) ?? carriedLoad(situation)
  return {
    load: back?.hold.load,
    notAt: failed.length === 0 ? undefined : Math.min(...failed),
    after: back?.recoveredAfter,
    hysteresis: failed.length === 0 ? 0 : 1 - (back?.hold.load ?? 0) / saturation,
    isDegraded: again?.hold.verdict === 'saturated',
  }
}
