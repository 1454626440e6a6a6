import { describe, expect, it } from 'vitest'
import { loadPoints, type LoadWindow } from './load-points.ts'

interface Second {
  readonly load: number
  readonly good: number
  readonly pausedFor?: number
  readonly p95?: number
}

/** One-second windows in a row. */
const windows = (seconds: readonly Second[]): LoadWindow[] =>
  seconds.map(({ load, good, pausedFor = 0, p95 = 30 }, index) => ({
    from: index * 1000,
    to: (index + 1) * 1000,
    load,
    achieved: good,
    good,
    pausedFor,
    p50: 20,
    p95,
  }))

const hold = (load: number, seconds: number, good = load): Second[] =>
  Array.from({ length: seconds }, () => ({ load, good }))

describe('a hold', () => {
  it('becomes one point, without the window of the change and what came before it settled', () => {
    const { points, isCurrent } = loadPoints(windows(hold(200, 6)))
    expect(points).toMatchObject([{ load: 200, goodput: 200, seconds: 4, count: 800, p50: 20, p95: 30 }])
    expect(isCurrent).toBe(true)
  })

  it('is told apart from the next by the commanded load alone', () => {
    const { points } = loadPoints(windows([...hold(200, 6), ...hold(430, 6, 400), ...hold(520, 6, 400)]))
    expect(points.map(({ load, goodput }) => [load, goodput])).toEqual([
      [200, 200],
      [430, 400],
      [520, 400],
    ])
  })

  it.each([
    ['needs two settled windows', hold(200, 3), 0],
    ['needs 200 iterations', hold(20, 11), 0],
    ['with 200 iterations counts', hold(20, 12), 1],
  ])('%s', (_, seconds, expected) => {
    expect(loadPoints(windows(seconds)).points).toHaveLength(expected)
  })

  it('begins anew after a pause, and what was paused never counts', () => {
    const seconds = [...hold(200, 6), { load: 200, good: 90, pausedFor: 500 }, ...hold(200, 6)]
    const { points } = loadPoints(windows(seconds))
    expect(points.map(({ goodput, seconds }) => [goodput, seconds])).toEqual([
      [200, 4],
      [200, 4],
    ])
  })

  it('of a slow target takes longer to settle: three times its p95, at most three seconds', () => {
    const slow = hold(200, 6).map((second) => ({ ...second, p95: 800 }))
    expect(loadPoints(windows(slow)).points[0]?.seconds).toBe(2)
    const verySlow = hold(200, 6).map((second) => ({ ...second, p95: 9000 }))
    expect(loadPoints(windows(verySlow)).points[0]?.seconds).toBe(2)
  })

  it('never comes from a ramp', () => {
    const ramp = Array.from({ length: 60 }, (_, second) => ({ load: second * 10, good: second * 10 }))
    expect(loadPoints(windows(ramp)).points).toEqual([])
  })
})

describe('the present load', () => {
  it.each([
    ['nothing was seen yet', [], 2],
    ['it was just changed', [...hold(200, 6), ...hold(300, 1)], 3],
    ['it has not settled', [...hold(200, 6), ...hold(300, 2)], 2],
    ['half of it is there', [...hold(200, 6), ...hold(300, 3)], 1],
    ['it is a point', [...hold(200, 6), ...hold(300, 4)], 0],
    ['the load is so low that the count is what lacks', hold(20, 7), 5],
    ['nothing comes back', hold(20, 7, 0), Infinity],
  ])('says how many seconds are missing when %s', (_, seconds, missing) => {
    const found = loadPoints(windows(seconds))
    expect(found.missingSeconds).toBe(missing)
    expect(found.isCurrent).toBe(missing === 0)
  })
})

describe('the standard error', () => {
  const seOf = (good: readonly number[]): number =>
    loadPoints(windows([...hold(400, 2), ...good.map((rate) => ({ load: 400, good: rate }))])).points[0]?.se ??
    Number.NaN

  it('is sd / sqrt(n), widened by Student for few windows', () => {
    const sd = Math.sqrt((8 * 100) / 7)
    expect(seOf([390, 410, 390, 410, 390, 410, 390, 410])).toBeCloseTo((sd / Math.sqrt(8)) * (2.36 / 1.96))
    expect(seOf([390, 410])).toBeCloseTo(10 * (12.71 / 1.96))
  })

  it('is wider when neighbours resemble each other', () => {
    const drifting = seOf([390, 390, 390, 390, 410, 410, 410, 410])
    const jumping = seOf([390, 410, 390, 410, 390, 410, 390, 410])
    expect(drifting).toBeGreaterThan(1.5 * jumping)
  })

  it('is never zero: the hold begins and ends in the middle of an iteration', () => {
    expect(seOf([400, 400, 400, 400])).toBeCloseTo(Math.sqrt(1 / 6) / 4)
  })
})
