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
  /** The backlog at which goodput fell within a hold: any load above capacity gets there, sooner or later. */
  readonly criticalBacklog: number | undefined
  /** Undefined as long as it is not known well enough. */
  readonly load: Interval | undefined
}

export function buckleOf(findings: Findings, accumulates: boolean): BuckleFindings | undefined {
  const { capacity, saturated } = findings
  if (capacity === undefined) return undefined
  const threshold = (1 - buckleShare) * capacity.value
  const best = bestLoad(findings)
  const beyond = saturated.filter(({ load }) => load > best)
  const isShown = beyond.some((hold) => isSurelyBelow(hold, threshold))
  const buckled = isShown ? beyond.find((hold) => isBelow(hold, threshold)) : undefined
  const criticalBacklog = accumulates && buckled !== undefined ? leastBacklog(beyond, threshold) : undefined
  const upright = saturated.findLast(
    (hold) =>
      hold.load < (buckled?.load ?? Infinity) &&
      hold.load >= best &&
      isSettled(hold) &&
      hold.goodput.value >= threshold &&
      (!accumulates || isConclusive(hold, criticalBacklog, capacity.value)),
  )
  const known = { threshold, buckled, beyond, upright, criticalBacklog }
  return { ...known, load: loadOf(known, findings) }
}

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
  isSurelyBelow(hold, threshold) || (isSettled(hold) && hold.goodput.value < threshold)

/** The lowest load that brought the most: what comes back below it is the ramp, not a fall. */
function bestLoad({ lo, saturated, peers, capacity }: Findings): number {
  const enough = 0.98 * (capacity?.value ?? 0)
  if (lo !== undefined && lo.goodput.value >= enough) return lo.load
  return peers.find(({ goodput }) => goodput.value >= enough)?.load ?? saturated[0]?.load ?? 0
}

function leastBacklog(saturated: readonly Hold[], threshold: PerSecond): number | undefined {
  const falls = saturated.flatMap(({ fall, goodput }) =>
    fall?.wasSaturated === true && fall.before.value >= 0.95 * threshold && goodput.value < threshold
      ? [fall.backlog]
      : [],
  )
  return falls.length === 0 ? undefined : Math.min(...falls)
}

/** What grows on has not shown its end, unless it grew well beyond where others fell. */
const longer = 1.3

const isConclusive = (hold: Hold, criticalBacklog: number | undefined, capacity: PerSecond): boolean =>
  hold.drift < 0.25 * (hold.offered - hold.goodput.value) ||
  hold.dwell * (hold.offered - capacity) > longer * (criticalBacklog ?? Infinity)

/** A bracket this narrow needs no more probes. */
export const buckleWidth = 1.12
/** A fall so little above capacity, after a backlog, is a fall at capacity: below it nothing piles up. */
export const nextToCapacity = 1.2

type Known = Omit<BuckleFindings, 'load'>

function loadOf(
  { threshold, buckled, beyond, upright, criticalBacklog }: Known,
  { lo, capacity, perLoad }: Findings,
): Interval | undefined {
  if (buckled === undefined || capacity === undefined || perLoad === undefined) return undefined
  const saturation = capacity.value / perLoad.value
  if (upright !== undefined && upright.load > saturation) {
    return buckled.load <= buckleWidth * upright.load ? crossing(upright, buckled, threshold) : undefined
  }
  const tail = straightTail(beyond, { load: saturation, goodput: capacity.value })
  if (tail !== undefined) return crossing(tail, buckled, threshold)
  if (buckled.load > (criticalBacklog === undefined ? buckleWidth : nextToCapacity) * saturation) return undefined
  const low = Math.min(lo?.load ?? saturation, capacity.low / perLoad.high)
  return { value: Math.min(saturation, buckled.load), low, high: buckled.load }
}

/** A straight tail that starts at the knee meets it this closely, and falls. */
const knownKnee = 0.07
const leastSlope = -0.1

/**
 * Goodput that falls in a straight line from the knee on, as when refusals cost work, and not off a cliff: then the line through
 * two overloads far apart meets the ramp at capacity. A cliff has the same goodput at both.
 */
function straightTail(beyond: readonly Hold[], knee: { load: number; goodput: number }): Point | undefined {
  const fallen = beyond.filter((hold) => isSettled(hold) && hold.goodput.value < (1 - buckleShare) * knee.goodput)
  const [a] = fallen
  const b = fallen.find(({ load }) => load > 1.1 * (a?.load ?? Infinity))
  if (a === undefined || b === undefined) return undefined
  const fall = a.goodput.value - b.goodput.value
  if (fall < 4 * Math.hypot(a.goodput.se, b.goodput.se)) return undefined
  const slope = -fall / (b.load - a.load)
  const meets = (a.goodput.value - slope * a.load) / (knee.goodput / knee.load - slope)
  if (slope > leastSlope || Math.abs(meets - knee.load) > knownKnee * knee.load) return undefined
  return { load: knee.load, goodput: { value: knee.goodput, se: 0 } }
}

interface Point {
  readonly load: number
  readonly goodput: { readonly value: number; readonly se: number }
}

/** Straight between the two holds; the interval takes in the error of both, as far as the holds allow. */
export function crossing(upright: Point, buckled: Point, threshold: PerSecond): Interval {
  const slope = (upright.goodput.value - buckled.goodput.value) / (buckled.load - upright.load)
  const value = upright.load + (upright.goodput.value - threshold) / slope
  const error = (2 * Math.hypot(upright.goodput.se, buckled.goodput.se, 0.01 * threshold)) / slope
  return {
    value,
    low: Math.max(upright.load, value - error),
    high: Math.min(buckled.load, value + error),
  }
}
