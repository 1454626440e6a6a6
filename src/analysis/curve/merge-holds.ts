import type { Hold } from '../hold/hold.ts'
import { t95 } from '../statistics/student.ts'
import { sum } from '../statistics/summaries.ts'
import { isSettled } from './findings.ts'

/** Loads this close are the same load. */
const sameLoad = 1.01
/** A merged hold is judged as if it had this many batches. */
const freedom = 12

/**
 * Holds of the same load become one: goodput is the mean over all of their time. Holds whose goodput did not settle or fell are
 * another story and stay what they are.
 */
export function mergeHolds(holds: readonly Hold[], noise: number): Hold[] {
  const groups: Hold[][] = []
  for (const hold of holds.toSorted((a, b) => a.load - b.load)) {
    const group = groups.find(([first]) => first !== undefined && isMergeable(first, hold))
    if (group === undefined) groups.push([hold])
    else group.push(hold)
  }
  return groups.map((group) => mergeGroup(group, noise))
}

const isMergeable = (a: Hold, b: Hold): boolean =>
  b.load <= sameLoad * a.load && a.verdict === b.verdict && isPlain(a) && isPlain(b)

const isPlain = (hold: Hold): boolean => hold.fall === undefined && isSettled(hold)

/**
 * Variance of the goodput times the time it is the mean of, s^-1: how noisy the target is, a property it has at any load above
 * saturation. A single hold does not know it well, and one that ended as soon as it seemed precise knows it too low; so no hold is
 * taken to be less noisy than all of them together are, by time.
 */
export function noiseOf(holds: readonly Hold[]): number {
  const plain = holds.filter(isPlain)
  const total = sum(plain.map(({ seconds }) => seconds))
  return total === 0 ? 0 : sum(plain.map(({ plainError, seconds }) => (plainError * seconds) ** 2)) / total
}

function mergeGroup(group: readonly Hold[], noise: number): Hold {
  const longest = group.toSorted((a, b) => b.seconds - a.seconds)[0] as Hold
  if (!isPlain(longest)) return longest
  const seconds = sum(group.map((hold) => hold.seconds))
  const value = sum(group.map((hold) => hold.goodput.value * hold.seconds)) / seconds
  const own = Math.sqrt(sum(group.map((hold) => (hold.goodput.se * hold.seconds) ** 2))) / seconds
  // Over whole periods the mean does not depend on where they begin.
  const se = longest.period === undefined ? Math.max(own, Math.sqrt(noise / seconds)) : own
  return {
    ...longest,
    seconds,
    goodput: { value, se, half: Math.max(t95(freedom) * se, longest.goodput.half * (group.length > 1 ? 0 : 1)) },
  }
}
