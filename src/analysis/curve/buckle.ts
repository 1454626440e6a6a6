import type { PerSecond } from '../../base/units.ts'
import type { Hold } from '../hold/hold.ts'
import type { Interval } from '../statistics/interval.ts'
import { type Findings, isSettled } from './findings.ts'

/** epsilon of saturation.md 0: a smaller fall below capacity is no buckling. */
export const buckleShare = 0.1

/** What the holds say about where goodput falls. */
export interface BuckleFindings {
  /** (1 - epsilon) capacity. */
  readonly threshold: PerSecond
  /** The lowest load that buckled. */
  readonly buckled: Hold | undefined
  /** Overloaded holds above the load that brought the most. */
  readonly beyond: readonly Hold[]
  /** The highest load below it that surely did not. */
  readonly upright: Hold | undefined
  /** What was owed when goodput fell within a hold: any load above capacity gets there, sooner or later. */
  readonly criticalDebt: number | undefined
  /** Undefined as long as it is not known well enough. */
  readonly load: Interval | undefined
}

export function buckleOf(findings: Findings, accumulates: boolean): BuckleFindings | undefined {
  const { capacity, saturated } = findings
  if (capacity === undefined) return undefined
  const threshold = (1 - buckleShare) * capacity.value
  const best = bestLoad(findings)
  const beyond = saturated
    .filter(({ load, fall }) => load > best || (load === best && fall !== undefined))
    .filter((hold) => !isOutdated(hold, saturated, threshold))
  const isShown = beyond.some((hold) => isSurelyBelow(hold, threshold))
  const buckled = isShown ? beyond.find((hold) => isBelow(hold, threshold)) : undefined
  const criticalDebt = accumulates && buckled !== undefined ? leastDebt(beyond, threshold) : undefined
  const upright = saturated.findLast(
    (hold) =>
      hold.load < otherLoad * (buckled?.load ?? Infinity) &&
      hold.load >= best &&
      isSettled(hold) &&
      hold.goodput.value >= threshold &&
      (!accumulates || isConclusive(hold, criticalDebt, capacity.value)),
  )
  const known = { threshold, buckled, beyond, upright, criticalDebt }
  return { ...known, load: loadOf(known, findings) }
}

/** A target that later stood upright at no lower load has not buckled: it has grown meanwhile. */
const isOutdated = (hold: Hold, saturated: readonly Hold[], threshold: PerSecond): boolean =>
  hold.goodput.value < threshold &&
  saturated.some(
    (other) =>
      other.from > hold.from &&
      other.load >= hold.load &&
      other.fall === undefined &&
      isSettled(other) &&
      other.goodput.value - 2 * other.goodput.se > threshold,
  )

/** A small fall, seen this briefly, may be chance, whatever its error seems to be. */
const surelySeconds = 5
const surelyErrors = 8
const collapsedShare = 0.7

const isSurelyBelow = ({ goodput, seconds }: Hold, threshold: PerSecond): boolean =>
  goodput.value + 2 * goodput.se < threshold &&
  (seconds >= surelySeconds ||
    goodput.value + surelyErrors * goodput.se < threshold ||
    goodput.value < collapsedShare * threshold)

/** Once it is beyond doubt that it buckles, where it begins is told by the values as they are. */
const isBelow = (hold: Hold, threshold: PerSecond): boolean =>
  isSurelyBelow(hold, threshold) || hold.goodput.value + (isSettled(hold) ? 0 : hold.goodput.se) < threshold

/** The lowest load that brought the most: what comes back below it is the ramp, not a fall. */
function bestLoad({ lo, saturated, peers, capacity }: Findings): number {
  const enough = 0.98 * (capacity?.value ?? 0)
  if (lo !== undefined && lo.goodput.value >= enough) return lo.load
  return peers.find(({ goodput }) => goodput.value >= enough)?.load ?? saturated[0]?.load ?? 0
}

function leastDebt(saturated: readonly Hold[], threshold: PerSecond): number | undefined {
  const falls = saturated.flatMap(({ fall, goodput }) =>
    fall?.wasSaturated === true && fall.before.value >= 0.95 * threshold && goodput.value < threshold
      ? [fall.owed]
      : [],
  )
  return falls.length === 0 ? undefined : Math.min(...falls)
}

/** Closer loads are the same load. */
const otherLoad = 0.99

/** What grows on has not shown its end, unless it grew well beyond where others fell. */
const longer = 1.3

const isConclusive = (hold: Hold, criticalDebt: number | undefined, capacity: PerSecond): boolean =>
  (hold.drift < 0.25 * (hold.offered - hold.goodput.value) && hold.seconds > (1.3 * (hold.p95 ?? 0)) / 1000) ||
  hold.dwell * (hold.offered - capacity) > longer * (criticalDebt ?? Infinity)

/** A bracket this narrow needs no more probes. */
export const buckleWidth = 1.12
/** A fall so little above capacity, after a backlog, is a fall at capacity: below it nothing piles up. */
export const nextToCapacity = 1.2

type Known = Omit<BuckleFindings, 'load'>

function loadOf(known: Known, findings: Findings): Interval | undefined {
  const { threshold, buckled, upright, beyond } = known
  const { capacity, perLoad } = findings
  if (buckled === undefined || capacity === undefined || perLoad === undefined) return undefined
  const knee = { load: capacity.value / perLoad.value, goodput: { value: capacity.value, se: 0 } }
  if (upright !== undefined && upright.load > knee.load) {
    return buckled.load <= buckleWidth * upright.load ? crossing(upright, buckled, threshold) : undefined
  }
  if (isStraightTail(beyond, knee)) return crossing(knee, buckled, threshold)
  if (!isAtKnee(known, knee)) return undefined
  // What was carried tells more than what was asked for: a little loss is tolerated.
  const carried = findings.lo?.goodput.value ?? capacity.value
  const low = Math.min(carried, capacity.low) / perLoad.high
  return { value: Math.min(knee.load, buckled.load), low, high: buckled.load }
}

/** Whether goodput falls where it stops growing, as far as the loads held so far can tell. */
function isAtKnee({ buckled, beyond, criticalDebt }: Known, knee: Point): boolean {
  if (buckled === undefined) return false
  if (criticalDebt === undefined) return buckled.load <= buckleWidth * knee.load
  return buckled.load <= nextToCapacity * knee.load || isCliff(beyond, knee.goodput.value)
}

/** A straight tail that starts at the knee meets it this closely, and falls. */
const knownKnee = 0.07
const leastSlope = -0.1

/**
 * Goodput that falls in a straight line from the knee on, as when refusals cost work, and not off a cliff: then the line through
 * two overloads far apart meets the ramp at capacity. A cliff has the same goodput at both.
 */
function isStraightTail(beyond: readonly Hold[], knee: Point): boolean {
  const fallen = beyond.filter((hold) => isSettled(hold) && hold.goodput.value < (1 - buckleShare) * knee.goodput.value)
  const [a] = fallen
  const b = fallen.find(({ load }) => load > 1.1 * (a?.load ?? Infinity))
  if (a === undefined || b === undefined) return false
  const fall = a.goodput.value - b.goodput.value
  if (fall < 4 * Math.hypot(a.goodput.se, b.goodput.se)) return false
  const slope = -fall / (b.load - a.load)
  const meets = (a.goodput.value - slope * a.load) / (knee.goodput.value / knee.load - slope)
  return slope <= leastSlope && Math.abs(meets - knee.load) <= knownKnee * knee.load
}

/** Levels after a fall that differ by less than this share of capacity are the same. */
const sameLevel = 0.05
/** Loads this far apart would show a slope. */
const apart = 1.15

/**
 * Two loads far apart fell to the same level, the lower one with no more owed than the higher: then any load above capacity gets
 * there, after debt / (load - capacity), and goodput falls at capacity itself.
 */
function isCliff(beyond: readonly Hold[], capacity: PerSecond): boolean {
  const fallen = beyond.filter(
    ({ fall, goodput }) => fall?.wasSaturated === true && goodput.value < capacity * (1 - buckleShare),
  )
  const [a] = fallen
  const b = fallen.find(({ load }) => load >= apart * (a?.load ?? Infinity))
  if (a?.fall === undefined || b?.fall === undefined) return false
  return Math.abs(a.goodput.value - b.goodput.value) < sameLevel * capacity && a.fall.owed <= apart * b.fall.owed
}

interface Point {
  readonly load: number
  readonly goodput: { readonly value: number; readonly se: number }
}

/** What goodputs of different holds differ by besides noise, and the threshold with capacity, as a share. */
const otherError = 0.007

/** Straight between the two holds. How it goes between them is not known, so the interval takes in both, and their errors. */
export function crossing(upright: Point, buckled: Point, threshold: PerSecond): Interval {
  const slope = (upright.goodput.value - buckled.goodput.value) / (buckled.load - upright.load)
  const value = upright.load + (upright.goodput.value - threshold) / slope
  const error = (2 * Math.hypot(upright.goodput.se, buckled.goodput.se, otherError * threshold)) / slope
  return { value, low: Math.min(upright.load, value - error), high: Math.max(buckled.load, value + error) }
}
