import type { PerSecond } from '../../base/units.ts'
import { isRefusing } from '../curve/limiter.ts'
import { medianNoise } from '../curve/merge-holds.ts'
import { plateauLevel } from '../curve/findings.ts'
import { type Hold, slowdownOf } from '../hold/hold.ts'
import type { Interval } from '../statistics/interval.ts'
import { t95 } from '../statistics/student.ts'
import { isCarried } from './rules/confirm.ts'
import type { Situation } from './situation.ts'

/** Goodput that surely came back, the load that brings it, and for how long it did, in s. */
export interface LowerBound {
  readonly goodput: PerSecond
  readonly load: number
  readonly dwell: number
}

/** Errors are known from few batches, as in `pool`. */
const width = t95(6)

/**
 * The most that was shown to come back: at the highest load that was carried, or out of all that was asked for beyond. A target that is
 * busy all the time is sometimes faster by chance, so there the lower end of the 95 % interval counts, and no hold is taken to be less
 * noisy than the overloads are.
 */
export function lowerBoundOf(situation: Situation): LowerBound {
  const candidates = [...carriedBound(situation), ...overloadBound(situation)]
  return candidates.toSorted((a, b) => b.goodput - a.goodput)[0] ?? { goodput: 0, load: 0, dwell: 0 }
}

const overloadNoise = ({ findings }: Situation): number =>
  medianNoise(findings.saturated.filter(({ fall }) => fall === undefined))

/** Response times this much above those without load: the target may be at its limit. */
const felt = 1.25

function carriedBound(situation: Situation): LowerBound[] {
  const { lo, perLoad } = situation.findings
  if (lo === undefined || isOnCredit(lo, situation)) return []
  const { value, half } = lo.goodput
  const error = isEasy(lo, situation) ? 0 : Math.max(half, width * Math.sqrt(overloadNoise(situation) / lo.seconds))
  const ramp = (perLoad?.value ?? 1) * lo.load
  const goodput = Math.max(0, Math.min(value - error, situation.options.model === 'open' ? ramp : Infinity))
  return [{ goodput, load: Math.min(lo.load, loadFor(goodput, perLoad)), dwell: lo.dwell }]
}

/** The load that brings this goodput on the ramp. */
const loadFor = (goodput: PerSecond, perLoad: Interval | undefined): number => goodput / (perLoad?.value ?? Infinity)

/** Held more briefly it may have been luck, in s. */
const carriedSeconds = 3
/** Users who bring nearly what they would bring alone hardly wait. */
const unhindered = 0.95

function isEasy(lo: Hold, { findings, unloaded, options }: Situation): boolean {
  if ((slowdownOf(lo, unloaded) ?? Infinity) >= felt) return false
  if (options.model === 'open') return isCarried(lo, carriedSeconds)
  return lo.goodput.value >= unhindered * lo.load * (findings.perLoad?.value ?? Infinity)
}

/** A limiter's rate is below what was carried by more than chance; far below it is no limiter's rate, but a collapse. */
const aboveRate = 1.03
const collapsedShare = 0.6

/** What is refused without waiting shows a limiter, which carries more than its rate for as long as its bucket lasts. */
export const isOnCredit = (lo: Hold | undefined, { findings, unloaded }: Situation): boolean =>
  lo !== undefined &&
  unloaded !== undefined &&
  findings.saturated.some(
    (hold) =>
      isRefusing(hold, unloaded) &&
      aboveRate * hold.goodput.value < lo.goodput.value &&
      hold.goodput.value > collapsedShare * lo.goodput.value,
  )

function overloadBound(situation: Situation): LowerBound[] {
  const { peers, perLoad } = situation.findings
  const [longest] = peers.toSorted((a, b) => b.dwell - a.dwell)
  if (longest === undefined) return []
  const goodput = Math.max(0, surePlateau(situation).low)
  return [{ goodput, load: loadFor(goodput, perLoad), dwell: longest.dwell }]
}

/** The plateau, with no hold taken to be less noisy than the overloads are together. */
export function surePlateau(situation: Situation): Interval {
  const noise = overloadNoise(situation)
  const least = ({ period, seconds }: Hold): number => (period === undefined ? Math.sqrt(noise / seconds) : 0)
  return plateauLevel(
    situation.findings.peers.map((peer) => ({
      ...peer,
      goodput: { ...peer.goodput, se: Math.max(peer.goodput.se, least(peer)) },
    })),
  )
}
