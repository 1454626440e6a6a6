import type { Hold } from '../hold/hold.ts'
import { type Interval, pool } from '../statistics/interval.ts'
import { z95 } from '../statistics/student.ts'
import { sum } from '../statistics/summaries.ts'

/**
 * `rising`: the highest load brought the most. `flat`: loads far apart brought the same. `peak`: less comes back on either side
 * of the best.
 */
export type Shape = 'unknown' | 'rising' | 'flat' | 'peak'

/** What the holds so far say about the ramp and the plateau. */
export interface Findings {
  /** The highest load that is still on the ramp, and the lowest above it that is not. */
  readonly lo: Hold | undefined
  readonly hi: Hold | undefined
  /** Holds past the ramp, by load. */
  readonly saturated: readonly Hold[]
  /** How noisy their goodput is: variance times time, per s. */
  readonly noise: number
  /** Those of them that brought as much as the best of them. */
  readonly peers: readonly Hold[]
  readonly shape: Shape
  /** Goodput that one unit of load brings on the ramp, per second. */
  readonly perLoad: Interval | undefined
  /** The highest steady goodput, per second. */
  readonly capacity: Interval | undefined
}

/** A plateau must be this wide to be one. */
export const plateauWidth = 1.25
/** A goodput that is less well known than this had not settled. */
const unsettledShare = 0.15

/** Next to nothing is settled too, whatever share of it is uncertain. */
export const isSettled = ({ goodput, offered }: Hold): boolean =>
  goodput.half < unsettledShare * Math.max(goodput.value, 0.2 * offered)

/** A level before a fall that is known less well than this was on its way already. */
const levelShare = 0.02

/** The plateau that a hold has seen: before its fall, if it stood on one. */
export function levelOf(hold: Hold): Hold[] {
  const { fall } = hold
  if (fall?.wasSaturated === true && fall.before.half <= levelShare * fall.before.value) {
    return [{ ...hold, goodput: fall.before, seconds: fall.after, fall: undefined }]
  }
  return isSettled(hold) && hold.goodput.value > 0 ? [hold] : []
}

/** Where a target was seen in several states at one load, the best of them. */
const bestStates = (holds: readonly Hold[]): Hold[] =>
  holds.filter((hold, index) => holds.findIndex(({ load }) => Math.abs(load - hold.load) < 0.01 * load) === index)

const byLoadThenBest = (a: Hold, b: Hold): number =>
  Math.abs(a.load - b.load) < 0.01 * a.load ? b.goodput.value - a.goodput.value : a.load - b.load

/** Further apart than this many standard errors, and 1 %, two goodputs are not the same. */
const sameErrors = 2.5
const sameShare = 0.01

/**
 * The plateau: from the hold that is surely the best (by value less 2 SE) on to either side, as long as the next hold brings the
 * same as all of them so far together. Comparing with the mean and not with the best keeps luck out of it. What then still falls or
 * rises with the load is not a plateau over all of its length.
 */
export function peersOf(saturated: readonly Hold[]): Hold[] {
  const settled = bestStates(saturated.flatMap(levelOf).toSorted(byLoadThenBest))
  const floors = settled.map(({ goodput }) => goodput.value - 2 * goodput.se)
  const best = floors.indexOf(Math.max(...floors))
  let [begin, end] = [best, best + 1]
  for (;;) {
    const inside = settled.slice(begin, end)
    const grows = { down: isSame(settled[begin - 1], inside), up: isSame(settled[end], inside) }
    if (!grows.down && !grows.up) return withoutTrend(inside)
    if (grows.down) begin -= 1
    if (grows.up) end += 1
  }
}

/** A trend must be this many standard errors to be one. */
const trendErrors = 3

function withoutTrend(peers: readonly Hold[]): Hold[] {
  if (peers.length < 3) return [...peers]
  const trend = weightedTrend(peers)
  if (Math.abs(trend) < trendErrors) return [...peers]
  return withoutTrend(trend < 0 ? peers.slice(0, -1) : peers.slice(1))
}

/** Slope of goodput over the logarithm of the load, by weighted least squares, in standard errors. */
function weightedTrend(peers: readonly Hold[]): number {
  const points = peers.map(({ load, goodput }) => ({
    x: Math.log(load),
    y: goodput.value,
    weight: 1 / (goodput.se ** 2 + (0.003 * goodput.value) ** 2),
  }))
  const total = sum(points.map(({ weight }) => weight))
  const center = sum(points.map(({ x, weight }) => x * weight)) / total
  const spread = sum(points.map(({ x, weight }) => weight * (x - center) ** 2))
  const slope = sum(points.map(({ x, y, weight }) => weight * (x - center) * y)) / spread
  return slope * Math.sqrt(spread)
}

function isSame(next: Hold | undefined, inside: readonly Hold[]): boolean {
  if (next === undefined || inside.length === 0) return false
  const { value, high } = plateauLevel(inside)
  const slack = sameErrors * Math.hypot((high - value) / z95, next.goodput.se) + sameShare * value
  return Math.abs(next.goodput.value - value) <= slack
}

/** Over all peers together. */
export const plateauLevel = (peers: readonly Hold[]): Interval => pool(peers.map(({ goodput }) => goodput))

export function shapeOf(lo: Hold | undefined, saturated: readonly Hold[], peers: readonly Hold[]): Shape {
  const [first, last] = [peers[0], peers.at(-1)]
  if (first === undefined || last === undefined) return saturated.length > 0 ? 'peak' : 'unknown'
  if (lo !== undefined && (isAbove(lo, peers) || isNotBetter(peers, lo))) return 'peak'
  if (last.load >= plateauWidth * first.load) return 'flat'
  return saturated.some(({ load }) => load > last.load) ? 'peak' : 'rising'
}

/** A single overload, far up, that brought no more than the ramp did. */
const isNotBetter = ([only, ...others]: readonly Hold[], lo: Hold): boolean =>
  only !== undefined &&
  others.length === 0 &&
  only.load > plateauWidth * lo.load &&
  lo.goodput.value >= only.goodput.value

function isAbove(lo: Hold, peers: readonly Hold[]): boolean {
  const { high } = plateauLevel(peers)
  return lo.goodput.value - 2 * lo.goodput.se > high
}
