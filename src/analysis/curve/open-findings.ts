import { type Hold, slowdownOf, type Unloaded } from '../hold/hold.ts'
import { aroundBy, type Interval } from '../statistics/interval.ts'
import { type Findings, peersOf, plateauLevel, shapeOf } from './findings.ts'
import { limiterOf } from './limiter.ts'
import { mergeHolds, noiseOf } from './merge-holds.ts'
import { peakBetween } from './peak-between.ts'

/** Open model: the ramp is the line goodput = load (less the failures that are there anyway), and each hold has a verdict. */
export function openFindings(holds: readonly Hold[], unloaded: Unloaded | undefined): Findings {
  const usable = holds.filter(({ limitedBy }) => limitedBy === undefined)
  const overloads = usable.filter(
    (hold) => hold.verdict === 'saturated' && !isRefuted(hold, usable) && !wasCold(hold, usable, unloaded),
  )
  const noise = noiseOf(overloads)
  const saturated = mergeHolds(overloads, noise)
  const hi = saturated[0]
  const limited = limiterOf(saturated, unloaded)
  const peers = limited ?? peersOf(saturated)
  // What a limiter let through above its rate was on credit.
  const most = limited === undefined ? Infinity : onCredit * plateauLevel(limited).value
  const lo = highestOnRamp(usable, Math.min(most, hi?.load ?? Infinity))
  const shape = shapeOf(lo, saturated, peers)
  const perLoad = aroundBy(1 - (unloaded?.errorShare ?? 0), 0)
  const curve = { lo, hi, saturated, noise, peers, shape, perLoad }
  return { ...curve, capacity: capacityOf(curve, usable) }
}

/** More than its rate, by this, a limiter carries only for as long as its bucket lasts. */
const onCredit = 1.02

/** A later hold refutes an earlier one if it is this long compared with it. */
const aboutAsLong = 0.8

/**
 * A hold without a fall is refuted by a later one, about as long and at no lower load, that was carried: it was too short, or the
 * target has grown meanwhile, warmed up or started more servers.
 */
const isRefuted = (hold: Hold, all: readonly Hold[]): boolean =>
  hold.fall === undefined &&
  all.some(
    (other) =>
      other.verdict === 'sustained' &&
      other.from > hold.from &&
      other.load >= 0.995 * hold.load &&
      other.seconds >= aboutAsLong * hold.seconds,
  )

/** Answers that come this much sooner than without load come from another target than the one that was cold. */
const warmer = 0.7

/** A hold without a fall says nothing of a target that has warmed up since: it carries more now, faster than with nothing to do before. */
const wasCold = (hold: Hold, all: readonly Hold[], unloaded: Unloaded | undefined): boolean =>
  hold.fall === undefined &&
  (slowdownOf(hold, unloaded) ?? 0) >= 1 &&
  all.some(
    (other) =>
      other.verdict === 'sustained' &&
      other.from > hold.from &&
      other.goodput.value > hold.goodput.value &&
      (slowdownOf(other, unloaded) ?? Infinity) < warmer,
  )

/** Loses too little to say. */
const passedDeficit = 0.04

/** What was not decided but lost next to nothing counts until a longer hold says otherwise. */
export const isPassed = ({ verdict, deficit }: Hold): boolean =>
  verdict === 'sustained' || (verdict === 'undecided' && deficit.value < passedDeficit)

/** Of several holds of the same load the longest counts. */
const highestOnRamp = (holds: readonly Hold[], below: number): Hold | undefined =>
  holds
    .filter((hold) => hold.load < below && isPassed(hold))
    .toSorted((a, b) => b.load - a.load || b.seconds - a.seconds)[0]

function capacityOf(findings: Omit<Findings, 'capacity'>, usable: readonly Hold[]): Interval | undefined {
  const { lo, hi, shape, peers } = findings
  if (hi === undefined) return undefined
  if (shape !== 'peak') return plateauLevel(peers)
  return lo === undefined ? undefined : peakBetween({ ...findings, lo, hi }, usable)
}
