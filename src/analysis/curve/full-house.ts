import type { PerSecond } from '../../base/units.ts'
import { type Hold, slowdownOf, type Unloaded } from '../hold/hold.ts'
import { lossShare } from '../statistics/erlang.ts'
import { type Interval, relativeHalf } from '../statistics/interval.ts'
import { sum } from '../statistics/summaries.ts'
import { isSettled } from './findings.ts'

/** A target with so many places and nowhere to wait: what finds all of them taken is refused at once. */
export interface FullHouse {
  /** Good answers per second, were all places always taken: more and more load comes near to it. Undefined: not known well enough. */
  readonly capacity: Interval | undefined
  /** The highest load that was held, and what came back. */
  readonly most: Hold
}

/** Overloads must be this many, and this far apart. */
const leastHolds = 3
const leastSpan = 1.5
/** With fewer places what was held tells little of the rest; with more the corner is sharp and the plateau itself the answer. */
const fewest = 3
const mostPlaces = 200
/** Holds differ by this share besides noise. */
const betweenHolds = 0.003
/** chi^2 per degree of freedom of a curve that does not go through its points. */
const worstFit = 4
/** 95 % of one parameter. */
const within = 3.84
/** What is beyond all that was held is known no better than this share of the way there. */
const unseen = { below: 0.2, above: 0.5 }
const widest = 0.15

/**
 * A place that gets free stays free until the next arrival, so throughput comes near to places / time only far beyond it: 8 places
 * and random arrivals bring 89 % of it at twice that load, 95 % at three times. The load that is lost is Erlang's formula; arrivals
 * that are more even lose less, as if there were more places (Hayward, in Fredericks, BSTJ 59, 1980): G(L) = L (1 - B(m, m L / C)),
 * where m and C are fitted. Undefined when the target is something else, or too little is known.
 */
export function fullHouseOf(saturated: readonly Hold[], unloaded: Unloaded | undefined): FullHouse | undefined {
  const holds = saturated.filter((hold) => isSettled(hold) && hold.fall === undefined)
  const most = holds.at(-1)
  if (unloaded === undefined || most === undefined || !isRefusing(holds, most, unloaded)) return undefined
  const fits = fitsOf(holds)
  if (fits === undefined) return undefined
  const capacity = intervalOf(fits, most)
  const isKnown = relativeHalf(capacity) < widest && (capacity.value * unloaded.p50) / 1000 > fewest
  return { capacity: isKnown ? capacity : undefined, most }
}

/** So much is refused at the highest load, while what is let in is as fast as without load; few answers tell a p(95) too low. */
const refusedShare = 0.05
const asFast = { p50: 1.3, p95: 2.5 }

function isRefusing(holds: readonly Hold[], most: Hold, unloaded: Unloaded): boolean {
  const isEnough = holds.length >= leastHolds && most.load >= leastSpan * (holds[0]?.load ?? Infinity)
  return isEnough && most.errorShare >= refusedShare && holds.every((hold) => isUnhindered(hold, unloaded))
}

function isUnhindered(hold: Hold, unloaded: Unloaded): boolean {
  const { response, p95 = Infinity } = hold
  return (
    (slowdownOf(hold, unloaded) ?? Infinity) < asFast.p50 && (response.p95 ?? p95) < asFast.p95 * unloaded.response.p95
  )
}

/** By a fifth more each. */
const places: readonly number[] = Array.from({ length: 33 }, (_, index) => 1.2 ** index)

interface Fit {
  readonly m: number
  readonly capacity: PerSecond
  /** chi^2. */
  readonly misfit: number
}

interface Fits {
  readonly best: Fit
  /** All that chance could have made of it. */
  readonly likely: readonly Fit[]
}

/** Undefined when no curve goes through the holds, or a sharp corner does as well. */
function fitsOf(holds: readonly Hold[]): Fits | undefined {
  const fits = places.map((m) => fitOf(m, holds))
  const best = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a))
  const spread = Math.max(1, best.misfit / (holds.length - 2))
  const most = best.misfit + within * spread
  const isRound = best.m <= mostPlaces && (fits.at(-1)?.misfit ?? 0) > most
  return isRound && spread <= worstFit ? { best, likely: fits.filter(({ misfit }) => misfit <= most) } : undefined
}

const halvings = 30
const golden = (Math.sqrt(5) - 1) / 2

/** The capacity that suits so many places best, by golden section. */
function fitOf(m: number, holds: readonly Hold[]): Fit {
  const top = Math.max(...holds.map(({ goodput }) => goodput.value))
  const misfitOf = (capacity: PerSecond): number => sum(holds.map((hold) => missOf(hold, capacity, m) ** 2))
  let [low, high] = [0.9 * top, 2.5 * top]
  for (let n = 0; n < halvings; n += 1) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (misfitOf(left) < misfitOf(right)) high = right
    else low = left
  }
  const capacity = (low + high) / 2
  return { m, capacity, misfit: misfitOf(capacity) }
}

/** In standard errors. */
function missOf({ load, goodput }: Hold, capacity: PerSecond, m: number): number {
  const expected = load * (1 - lossShare(m, (m * load) / capacity))
  return (goodput.value - expected) / Math.hypot(goodput.se, betweenHolds * goodput.value)
}

function intervalOf({ best, likely }: Fits, { goodput }: Hold): Interval {
  const value = best.capacity
  const way = Math.max(0, value - goodput.value)
  const capacities = likely.map(({ capacity }) => capacity)
  return {
    value,
    low: Math.min(...capacities, 0.99 * value) - unseen.below * way,
    high: Math.max(...capacities, 1.01 * value) + unseen.above * way,
  }
}
