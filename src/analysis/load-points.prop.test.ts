import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadPoints, type LoadWindow } from './load-points.ts'

const windowsOf = fc
  .array(
    fc.record({
      load: fc.constantFrom(100, 200, 300),
      achieved: fc.nat(500),
      failed: fc.nat(100),
      pausedFor: fc.constantFrom(0, 0, 0, 0, 300),
      p95: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
    }),
    { maxLength: 80 },
  )
  .map((seconds): LoadWindow[] =>
    seconds.map(({ failed, ...second }, index) => ({
      ...second,
      from: index * 1000,
      to: (index + 1) * 1000,
      good: Math.max(0, second.achieved - failed),
      p50: second.p95,
    })),
  )

it('never counts an iteration twice and never invents one', () => {
  fc.assert(
    fc.property(windowsOf, (windows) => {
      const counted = loadPoints(windows).points.reduce((sum, { count }) => sum + count, 0)
      expect(counted).toBeLessThanOrEqual(windows.reduce((sum, { achieved }) => sum + achieved, 0))
    }),
  )
})

it('gives points a goodput that some window of that load had at least, and some at most', () => {
  fc.assert(
    fc.property(windowsOf, (windows) => {
      for (const { load, goodput, se, seconds, count } of loadPoints(windows).points) {
        const rates = windows.filter((window) => window.load === load).map(({ good }) => good)
        expect(goodput).toBeGreaterThanOrEqual(Math.min(...rates))
        expect(goodput).toBeLessThanOrEqual(Math.max(...rates))
        expect(se).toBeGreaterThanOrEqual(0)
        expect(seconds).toBeGreaterThanOrEqual(1.5)
        expect(count).toBeGreaterThanOrEqual(200)
      }
    }),
  )
})

it('keeps the points it has when more windows come: only the last one may still grow', () => {
  fc.assert(
    fc.property(windowsOf, fc.nat(80), (windows, cut) => {
      // The baseline that sets the settling time is then the same for both.
      const first = windows[0]
      if (first === undefined) return
      const fixed = [{ ...first, p95: 1 }, ...windows.slice(1)]
      const before = loadPoints(fixed.slice(0, cut)).points
      const after = loadPoints(fixed).points
      expect(after.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1))
    }),
  )
})

it('is a point exactly when nothing is missing', () => {
  fc.assert(
    fc.property(windowsOf, (windows) => {
      const { isCurrent, missingSeconds } = loadPoints(windows)
      expect(missingSeconds === 0).toBe(isCurrent)
    }),
  )
})
