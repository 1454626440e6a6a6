import { describe, expect, it } from 'vitest'
import { linearAxis, logAxis, positionOn } from './axis.ts'

describe('a linear axis', () => {
  it.each([
    [0, 13, [0, 0.25, 0.5, 0.75, 1]],
    [7, 13, [0, 2, 4, 6, 8]],
    [400, 10, [0, 200, 400, 600]],
    [401, 19, [0, 100, 200, 300, 400, 500, 600]],
    [520, 10, [0, 200, 400, 600]],
    [0.3, 13, [0, 0.1, 0.2, 0.3, 0.4]],
    [98_000, 16, [0, 25_000, 50_000, 75_000, 100_000, 125_000]],
  ])('up to %s over %s rows has ticks at %j', (max, rows, ticks) => {
    expect(linearAxis(max, rows, 3).ticks).toEqual(ticks)
  })

  it('does not change while the largest value moves by a little around a round number', () => {
    expect(linearAxis(398, 16, 3)).toEqual(linearAxis(403, 16, 3))
  })
})

describe('a log axis', () => {
  it.each([
    [12, 900, 25, [10, 20, 50, 100, 200, 500, 1000]],
    [12, 90_000, 13, [10, 100, 1000, 10_000, 100_000]],
    [3, 4, 13, [2, 5, 10, 20]],
  ])('from %s to %s over %s rows has ticks at %j', (min, max, rows, ticks) => {
    expect(logAxis(min, max, rows, 3).ticks).toEqual(ticks)
  })

  it('gives each factor of ten the same length', () => {
    const axis = logAxis(1, 1000, 10, 3)
    expect([1, 10, 100, 1000].map((value) => positionOn(axis, value))).toEqual([
      0,
      expect.closeTo(1 / 3),
      expect.closeTo(2 / 3),
      1,
    ])
  })
})

it('puts values outside at the nearer end', () => {
  const axis = linearAxis(100, 13, 3)
  expect([-5, 1e9].map((value) => positionOn(axis, value))).toEqual([0, 1])
  expect(positionOn(logAxis(1, 100, 7, 3), 0)).toBe(0)
})
