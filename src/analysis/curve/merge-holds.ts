import type { Hold } from '../hold/hold.ts'
import { t95 } from '../statistics/student.ts'
import { sum } from '../statistics/summaries.ts'
import { isSettled } from './findings.ts'

/** Loads this close are the same load. */
const sameLoad = 1.01
/** Goodputs at the same load that differ by this share, and by so many standard errors, are two states of the target. */
const otherState = 0.05
const otherErrors = 4
/** How much of the noise of other holds is believed against a hold's own. */
const leastNoise = 1
/** A merged hold is judged as if it had this many batches. */
const freedom = 12

/**
 * Holds of the same load become one: goodput is the mean over all of their time. Holds whose goodput did not settle or fell are
 * another story and stay what they are, and so do two states of the target at one load; the better one comes first.
 */
export function mergeHolds(holds: readonly Hold[], noise: number): Hold[] {
  const groups: Hold[][] = []
  for (const hold of holds.toSorted((a, b) => a.load - b.load)) {
    const group = groups.find(([first]) => first !== undefined && isMergeable(first, hold))
    if (group === undefined) groups.push([hold])
    else group.push(hold)
  }
  const merged = groups.map((group) => mergeGroup(group, noise))
  return merged.toSorted((a, b) => (isSameLoad(a, b) ? b.goodput.value - a.goodput.value : a.load - b.load))
}

export const isSameLoad = (a: Hold, b: Hold): boolean => a.load <= sameLoad * b.load && b.load <= sameLoad * a.load

const isMergeable = (a: Hold, b: Hold): boolean =>
  isSameLoad(a, b) && a.verdict === b.verdict && isPlain(a) && isPlain(b) && isSameState(a, b)

function isSameState(a: Hold, b: Hold): boolean {
  const difference = Math.abs(a.goodput.value - b.goodput.value)
  const isFar = difference > otherState * Math.max(a.goodput.value, b.goodput.value)
  return !isFar || difference < otherErrors * Math.hypot(a.goodput.se, b.goodput.se)
}

const isPlain = (hold: Hold): boolean => hold.fall === undefined && isSettled(hold)

/**
 * Variance of the goodput times the time it is the mean of, s^-1: how noisy the target is, a property it has at any load above
 * saturation. A single hold does not know it well, and one that ended as soon as it seemed precise knows it too low; so no hold is
 * taken to be less noisy than all of them together are: the median, weighted by time.
 */
export const noiseOf = (holds: readonly Hold[]): number => medianNoise(holds.filter(isPlain))

export function medianNoise(holds: readonly Hold[]): number {
  const known = holds
    .map(({ plainError, seconds }) => ({ variance: plainError ** 2 * seconds, seconds }))
    .toSorted((a, b) => a.variance - b.variance)
  const half = sum(known.map(({ seconds }) => seconds)) / 2
  let passed = 0
  return known.find(({ seconds }) => (passed += seconds) >= half)?.variance ?? 0
}

function mergeGroup(group: readonly Hold[], noise: number): Hold {
  const longest = group.toSorted((a, b) => b.seconds - a.seconds)[0] as Hold
  if (!isPlain(longest)) return longest
  const seconds = sum(group.map((hold) => hold.seconds))
  const value = sum(group.map((hold) => hold.goodput.value * hold.seconds)) / seconds
  const own = Math.sqrt(sum(group.map((hold) => (hold.goodput.se * hold.seconds) ** 2))) / seconds
  // Over whole periods the mean does not depend on where they begin.
  const se = longest.period === undefined ? Math.max(own, leastNoise * Math.sqrt(noise / seconds)) : own
  const half = group.length > 1 ? t95(freedom) * se : Math.max(t95(freedom) * se, longest.goodput.half)
  return { ...longest, seconds, goodput: { value, se, half } }
}
