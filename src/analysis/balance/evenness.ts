import type { Share } from '../../base/units.ts'
import { chiSquareTail } from '../statistics/chi-square.ts'
import { sum } from '../statistics/summaries.ts'

/** Whether counts are what equal shares, each dealt by chance, would give: Pearson's chi-square test. */
export interface Evenness {
  readonly chiSquare: number
  readonly degrees: number
  /** The probability of counts that differ so much, were the shares equal. */
  readonly p: number
  /** How far the share furthest from even is from it, as a part of that: 0.5 = half as much again, or half. */
  readonly deviation: Share
}

/** Below this expected count the distribution is not the one of the test (Cochran's rule). */
const leastExpected = 5

/** Undefined for a single count, and for counts too small to tell. */
export function testEvenness(counts: readonly number[]): Evenness | undefined {
  const expected = sum(counts) / counts.length
  if (counts.length < 2 || expected < leastExpected) return undefined
  const chiSquare = sum(counts.map((count) => (count - expected) ** 2)) / expected
  const degrees = counts.length - 1
  const deviation = Math.max(...counts.map((count) => Math.abs(count / expected - 1)))
  return { chiSquare, degrees, p: chiSquareTail(chiSquare, degrees), deviation }
}

/** So rare that it is no accident, and so large that it matters: of many requests any deviation is no accident. */
const rare = 0.01
const matters: Share = 0.1

export const isUneven = ({ p, deviation }: Evenness): boolean => p < rare && deviation >= matters
