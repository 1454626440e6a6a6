import { describe, expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { compareRuns, type ComparisonOptions, type Measure } from './compare-runs.ts'
import { holm } from './holm.ts'
import { studentTwoSided } from '../statistics/normal.ts'
import { independentShift, pairedShift } from './rank-shift.ts'

const rng = seededRng(11)
/** About normal: the sum of twelve uniforms (central limit). */
const noise = (): number => Array.from({ length: 12 }, rng).reduce((sum, value) => sum + value, -6)
/** Follows the one before by `r`. */
function series(length: number, mean: number, sd: number, r = 0): number[] {
  let last = noise()
  return Array.from({ length }, () => {
    last = r * last + Math.sqrt(1 - r * r) * noise()
    return mean + sd * last
  })
}

const options: ComparisonOptions = { isPaired: false, leastChange: 0.02 }
const latency = (a: readonly number[], b: readonly number[]): Measure => ({
  name: 'p95',
  unit: 'ms',
  better: 'lower',
  a,
  b,
})

/** No two neighbours are alike. */
const mixed = [3, 9, 1, 7, 5, 10, 2, 8, 4, 6]

describe('a shift', () => {
  it('is the median of all differences, with an interval around it', () => {
    const { value, low, high, p } = independentShift(
      mixed,
      mixed.map((value) => value + 10),
    )
    expect(value).toBe(10)
    expect(low).toBeGreaterThan(5)
    expect(high).toBeLessThan(15)
    expect(p).toBeLessThan(0.01)
  })

  it('counts as Mann and Whitney do', () => {
    // By hand: 71 of 100 pairs have b above a; sd = sqrt(10 * 10 * 21 / 12) = 13.23; p of t = 20.5 / 13.23 with 18 degrees.
    const other = mixed.map((value) => value + 2.5)
    const above = mixed.flatMap((x) => other.filter((y) => y > x)).length
    const { p } = independentShift(mixed, other)
    expect(p).toBeCloseTo(studentTwoSided((above - 50.5) / Math.sqrt(175), 18), 5)
  })

  it('of pairs ignores what both have in common', () => {
    const trend = [1, 20, 3, 40, 5, 60, 7, 80, 9, 100]
    const later = trend.map((each, index) => each + 2 + (mixed[index] ?? 0) / 100)
    const { value, p } = pairedShift(trend, later)
    expect(value).toBeCloseTo(2.055, 2)
    expect(p).toBeLessThan(0.03)
    expect(independentShift(trend, later).p).toBeGreaterThan(0.3)
  })

  it('is none between values that are all the same', () => {
    expect(independentShift([5, 5, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5])).toEqual({
      value: 0,
      low: 0,
      high: 0,
      p: expect.closeTo(1),
    })
  })

  it('is surely there between constants that differ', () => {
    expect(independentShift([5, 5, 5, 5, 5, 5, 5], [6, 6, 6, 6, 6, 6, 6])).toMatchObject({ value: 1, low: 1, high: 1 })
    expect(independentShift([5, 5, 5, 5, 5, 5, 5], [6, 6, 6, 6, 6, 6, 6]).p).toBeLessThan(0.02)
  })

  it.each([0, 0.5])('holds the truth in about 95 of 100 intervals when neighbours correlate by %d', (r) => {
    const hits = Array.from({ length: 300 }, () => {
      const { low, high } = independentShift(series(40, 0, 1, r), series(40, 0.5, 1, r))
      return low <= 0.5 && high >= 0.5
    })
    expect(hits.filter(Boolean).length / 300).toBeGreaterThan(0.88)
  })
})

describe('two runs', () => {
  it('of the same build differ in fewer than 5 of 100 comparisons of nine measures', () => {
    const wrong = Array.from({ length: 300 }, () => {
      const measures = Array.from({ length: 9 }, () => latency(series(40, 100, 8, 0.3), series(40, 100, 8, 0.3)))
      return compareRuns(measures, options).some(({ verdict }) => verdict === 'better' || verdict === 'worse')
    })
    expect(wrong.filter(Boolean).length / 300).toBeLessThan(0.06)
  })

  it('of which one is 10 % slower differ in more than 95 of 100', () => {
    const found = Array.from({ length: 200 }, () => {
      const measures = Array.from({ length: 9 }, (_, index) =>
        latency(series(40, 100, 5, 0.3), series(40, index === 0 ? 110 : 100, 5, 0.3)),
      )
      return compareRuns(measures, options)[0]?.verdict === 'worse'
    })
    expect(found.filter(Boolean).length / 200).toBeGreaterThan(0.95)
  })

  it.each([
    ['lower', 80, 'better'],
    ['lower', 125, 'worse'],
    ['higher', 80, 'worse'],
    ['higher', 125, 'better'],
  ] as const)('are judged by what is better: %s, from 100 to %d', (better, mean, verdict) => {
    const measure: Measure = { name: 'x', unit: 'ms', better, a: series(12, 100, 1), b: series(12, mean, 1) }
    const [compared] = compareRuns([measure], options)
    expect(compared?.verdict).toBe(verdict)
    expect(compared?.change?.value).toBeCloseTo(mean / 100 - 1, 1)
  })

  it('are the same only when a difference that matters is out of the question', () => {
    const close = compareRuns([latency(series(20, 100, 0.5), series(20, 100.1, 0.5))], options)
    const wide = compareRuns([latency(series(12, 100, 30), series(12, 100, 30))], options)
    expect([close[0]?.verdict, wide[0]?.verdict]).toEqual(['same', 'undecided'])
  })

  it('are not called different for what is too small to matter, however sure', () => {
    const [compared] = compareRuns([latency(series(40, 100, 0.1), series(40, 101, 0.1))], options)
    expect(compared).toMatchObject({ verdict: 'same' })
    expect(compared?.p).toBeLessThan(0.001)
  })

  it('compare shares by their difference, since they may be 0', () => {
    const none = Array.from({ length: 20 }, () => 0)
    const measure: Measure = { name: 'errors', unit: 'share', better: 'lower', a: none, b: series(20, 0.05, 0.001) }
    const [compared] = compareRuns([measure], options)
    expect(compared?.verdict).toBe('worse')
    expect(compared?.change?.value).toBeCloseTo(0.05, 2)
  })

  it('do not count what is the same everywhere among the tests', () => {
    const slower = latency(series(12, 100, 5), series(12, 107, 5))
    const none = Array.from({ length: 12 }, () => 0)
    const errors: Measure = { name: 'errors', unit: 'share', better: 'lower', a: none, b: none }
    const [alone] = compareRuns([slower], options)
    const [among, without] = compareRuns([slower, errors, errors], options)
    expect(among?.p).toBe(alone?.p)
    expect(without?.verdict).toBe('same')
  })

  it('say nothing of runs that are too short', () => {
    expect(compareRuns([latency([1, 2, 3], [4, 5, 6])], options)[0]).toMatchObject({
      verdict: 'too-short',
      p: undefined,
    })
  })
})

it.each([
  [[0.01], [0.01]],
  [
    [0.04, 0.01, 0.03],
    [0.06, 0.03, 0.06],
  ],
  [
    [0.9, 0.9],
    [1, 1],
  ],
])('adjusts %j to %j', (probabilities, adjusted) => {
  for (const [index, p] of holm(probabilities).entries()) expect(p).toBeCloseTo(adjusted[index] ?? 0)
})
