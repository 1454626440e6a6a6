import fc from 'fast-check'
import { expect, it } from 'vitest'
import { logTicks } from './log-ticks.ts'

it.each([
  [20, 1000, [20, 50, 100, 200, 500, 1000]],
  [51.1, 160, [60, 80, 100, 120, 140, 160]],
  [18, 35, [20, 25, 30, 35]],
  [21, 200, [30, 50, 70, 100, 200]],
  [0.01, 10_000, [0.01, 0.1, 1, 10, 100, 1000, 10_000]],
])('from %d to %d', (min, max, ticks) => {
  expect(logTicks(min, max)).toEqual(ticks)
})

it('are ascending, within the scale, and not too many, for any scale', () => {
  const scale = fc.tuple(
    fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    fc.double({ min: 1.05, max: 1e6, noNaN: true }),
  )
  fc.assert(
    fc.property(scale, ([min, ratio]) => {
      const ticks = logTicks(min, min * ratio)
      expect(ticks).toEqual([...new Set(ticks)].toSorted((a, b) => a - b))
      expect(ticks.every((tick) => tick >= min * 0.999 && tick <= min * ratio * 1.001)).toBe(true)
      expect(ticks.length).toBeLessThanOrEqual(16)
      expect(ticks.length).toBeGreaterThanOrEqual(1)
    }),
  )
})
