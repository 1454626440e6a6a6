import type { Share } from '../../base/units.ts'
import { median } from '../statistics/summaries.ts'
import { holm } from './holm.ts'
import { independentShift, pairedShift, type Shift } from './rank-shift.ts'

/** One number of two runs, taken from spans of equal length, in the order of time. */
export interface Measure {
  readonly name: string
  /** `share` is compared by its difference, the others by their ratio. */
  readonly unit: 'ms' | '/s' | 'share' | 'count'
  readonly better: 'lower' | 'higher'
  readonly a: readonly number[]
  readonly b: readonly number[]
}

export type ComparisonVerdict =
  | 'better'
  | 'worse'
  /** The interval lies within what is too small to matter. */
  | 'same'
  /** No difference was shown, but one that matters may be there. */
  | 'undecided'
  /** Too few spans. */
  | 'too-short'

export interface Compared extends Pick<Measure, 'name' | 'unit' | 'better'> {
  /** Medians of the spans; undefined without any. */
  readonly a: number | undefined
  readonly b: number | undefined
  /** From a to b: a share of a (0.1 = 10 % more), or, for shares, their difference. The ends are those of the 95 % interval. */
  readonly change: { readonly value: number; readonly low: number; readonly high: number } | undefined
  /** Adjusted for the number of measures. */
  readonly p: Share | undefined
  readonly verdict: ComparisonVerdict
}

export interface ComparisonOptions {
  /** Spans of both runs stand for the same moments of the same plan. */
  readonly isPaired: boolean
  /** Smaller changes do not matter; of shares, a hundredth of it counts as much (0.02: 2 %, or 0.02 points of a share). */
  readonly leastChange: Share
}

/** Fewer spans than this say nothing. */
export const FEWEST_SPANS = 10
const SIGNIFICANT = 0.05

/** Compares measure by measure; all verdicts together are wrong in no more than 5 of 100 comparisons of equal runs. */
export function compareRuns(measures: readonly Measure[], options: ComparisonOptions): Compared[] {
  const shifts = measures.map((measure) => shiftOf(measure, options))
  const tested = shifts.filter((shift, index) => shift !== undefined && canDiffer(measures[index]))
  const adjusted = holm(tested.map((shift) => shift?.p ?? 1))
  return measures.map((measure, index) => {
    const shift = shifts[index]
    return comparedBy(measure, shift, adjusted[tested.indexOf(shift)] ?? shift?.p, options)
  })
}

/**
 * What is the same in every span of both runs can never differ significantly, so it does not count among the tests that may be wrong
 * (Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990): no errors in either run cost no power.
 */
export const canDiffer = (measure: Measure | undefined): boolean =>
  measure !== undefined && new Set([...measure.a, ...measure.b]).size > 1

function comparedBy(
  measure: Measure,
  shift: Shift | undefined,
  p: Share | undefined,
  { leastChange }: ComparisonOptions,
): Compared {
  const { name, unit, better, a, b } = measure
  const medians = { name, unit, better, a: median(a), b: median(b) }
  if (shift === undefined || p === undefined) return { ...medians, change: undefined, p, verdict: 'too-short' }
  const change = isRatio(measure) ? ratioOf(shift) : { value: shift.value, low: shift.low, high: shift.high }
  const least = isRatio(measure) ? leastChange : leastChange / 100
  return { ...medians, change, p, verdict: verdictOf({ change, p, better }, least) }
}

function verdictOf(
  { change, p, better }: Pick<Compared, 'better'> & { change: NonNullable<Compared['change']>; p: Share },
  least: number,
): ComparisonVerdict {
  if (p < SIGNIFICANT && Math.abs(change.value) >= least) {
    return change.value < 0 === (better === 'lower') ? 'better' : 'worse'
  }
  return change.low > -least && change.high < least ? 'same' : 'undecided'
}

function shiftOf(measure: Measure, { isPaired }: ComparisonOptions): Shift | undefined {
  const { a, b } = measure
  const length = Math.min(a.length, b.length)
  if (length < FEWEST_SPANS) return undefined
  const scale = isRatio(measure) ? Math.log : (value: number): number => value
  return isPaired
    ? pairedShift(a.slice(0, length).map(scale), b.slice(0, length).map(scale))
    : independentShift(a.map(scale), b.map(scale))
}

/** What can be 0 has no ratio. */
const isRatio = ({ unit, a, b }: Measure): boolean => unit !== 'share' && [...a, ...b].every((value) => value > 0)

const ratioOf = ({ value, low, high }: Shift): NonNullable<Compared['change']> => ({
  value: Math.expm1(value),
  low: Math.expm1(low),
  high: Math.expm1(high),
})
