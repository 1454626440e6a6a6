import type { PerSecond } from '../../base/units.ts'
import type { Hold } from '../hold/hold.ts'
import { type Interval, pool } from '../statistics/interval.ts'
import { type Findings, isSettled, levelOf } from './findings.ts'

export interface Peak extends Pick<Findings, 'saturated' | 'peers'> {
  readonly lo: Hold
  readonly hi: Hold
}

/** A goodput on its way down is not known well enough to be a level. */
const levelShare = 0.03
/** A target that falls by chance may have carried more than the lowest load that it fell from, for so long. */
const carriedSeconds = 3
/** What was carried for so long counts before what was carried briefly. */
const longSeconds = 7

/** More than the best that was seen, less than the lowest load that was too much (goodput cannot be above the load). */
export function peakBetween(peak: Peak, usable: readonly Hold[]): Interval {
  const { hi, saturated, peers } = peak
  const carried = usable.filter(({ verdict, seconds }) => verdict === 'sustained' && seconds >= carriedSeconds)
  const most = Math.max(hi.load, ...carried.map(({ load }) => load))
  const lo = most > hi.load ? heldLong(carried, peak) : peak.lo
  const levels = peers.filter(({ goodput }) => goodput.half < levelShare * goodput.value)
  const low = Math.max(lo.goodput.value, ...levels.map(({ goodput }) => goodput.value))
  const high = Math.max(hi.load, low)
  const guess = levelAt(lo, hi, saturated) ?? beforeFalls(saturated) ?? inside(tailOf(saturated)?.crossing, low, high)
  const value = Math.min(high, Math.max(low, guess ?? low + (high - low) / 3))
  const isChancy = isNoisy(lo) && hi.goodput.value < collapsedShare * lo.goodput.value
  const least = (isChancy ? longerShare : 1) * low
  return { value, low: Math.min(least, 0.99 * value), high: Math.max(high, most, 1.01 * value) }
}

/** Where a load was carried once and was too much another time, chance decides, and only a long hold says that it is carried. */
const heldLong = (carried: readonly Hold[], { lo, hi }: Peak): Hold =>
  carried
    .filter(({ seconds, load }) => seconds >= longSeconds && load < hi.load)
    .toSorted((a, b) => b.load - a.load)[0] ?? lo

/** Goodput that scatters more than this share of a Poisson count's variance lets a target fall off a cliff by chance. */
const noisyShare = 0.1
const collapsedShare = 0.8
/** Such a target may fall from a somewhat lower load if that is held for long (first passage times, src/targets/usl-collapse.ts). */
const longerShare = 0.95

const isNoisy = ({ plainError, seconds, goodput }: Hold): boolean =>
  plainError ** 2 * seconds > noisyShare * goodput.value

const inside = (value: number | undefined, low: number, high: number): number | undefined =>
  value !== undefined && value >= low && value <= high ? value : undefined

/** A steeper fall than this is a cliff, not a line that could be followed back. */
const steepest = -0.6

/** If the lowest load that was too much brought as much as the ramp, the peak is there: between that goodput and the straight tail. */
function levelAt(lo: Hold, hi: Hold, saturated: readonly Hold[]): PerSecond | undefined {
  if (!isSettled(hi) || hi.fall !== undefined || hi.goodput.value < 0.99 * lo.goodput.value) return undefined
  const tail = tailOf(saturated)
  if (tail === undefined || tail.slope < steepest) return hi.goodput.value
  return (hi.goodput.value + Math.min(hi.load, tail.crossing)) / 2
}

/** What came back right before goodput fell, with more asked for already: the plateau, for as long as it lasted. */
function beforeFalls(saturated: readonly Hold[]): PerSecond | undefined {
  const fallen = saturated.filter(({ fall }) => fall?.wasSaturated === true).flatMap(levelOf)
  return fallen.length === 0 ? undefined : pool(fallen.map(({ goodput }) => goodput)).value
}

/** Closer loads tell nothing about a slope. */
const distinctLoads = 1.02

interface Tail {
  readonly slope: number
  /** Where it meets goodput = load: the peak, when the fall is straight. */
  readonly crossing: PerSecond
}

/** The line through the two lowest saturated holds. */
function tailOf(saturated: readonly Hold[]): Tail | undefined {
  const [a] = saturated
  const b = saturated.find(({ load }) => load > distinctLoads * (a?.load ?? 0))
  if (a === undefined || b === undefined) return undefined
  const slope = (b.goodput.value - a.goodput.value) / (b.load - a.load)
  return slope < 0 ? { slope, crossing: (a.goodput.value - slope * a.load) / (1 - slope) } : undefined
}
