import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chooseCover } from './choose-cover.ts'
import type { RouteFacts } from './log-facts.ts'

const routesOf = (counts: readonly number[]): RouteFacts[] => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts
    .toSorted((a, b) => b - a)
    .map((requests) => ({
      method: 'GET',
      template: '/',
      requests,
      share: requests / total,
      failedShare: 0,
      tps: { average: 1, 'peak-hour': 1, 'peak-minute': 1 },
      response: undefined,
      interval: undefined,
      samples: [],
    }))
}

it('covers what was asked for, and with one route less it would not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 100 }),
      (counts, percent) => {
        const { chosen, covered } = chooseCover(routesOf(counts), percent / 100)
        expect(covered).toBeGreaterThanOrEqual(percent / 100 - 1e-6)
        expect(covered - (chosen.at(-1)?.share ?? 0)).toBeLessThan(percent / 100)
      },
    ),
  )
})
