import { expect, it } from 'vitest'
import { analysePassively } from '../../analysis/passive/passive-analyser.ts'
import { lasting, makeTicks } from '../../analysis/testing/make-ticks.ts'
import { explorationText } from './exploration-text.ts'

const settings = { model: 'open', inFlightCap: 1000, maxLoad: Infinity, serviceLevel: undefined } as const
const textOf = (loads: readonly number[]): string =>
  explorationText(
    analysePassively(
      makeTicks(
        loads.flatMap((load) => lasting({ load, good: Math.min(400, load), failed: Math.max(0, load - 400) }, 6)),
      ),
      settings,
    ),
  )

it('shows the loads that were held, the answer and what it rests on', () => {
  expect(textOf([500, 100, 300, 800])).toMatchInlineSnapshot(`
    "
      █ THROUGHPUT BY LOAD

         load   good /s (95 %)   p50 ms   p95 ms   failed    held
        100/s      100.0 ± 0.0     20.0     22.0    0.0 %   5.3 s
        300/s      300.0 ± 0.0     20.0     22.0    0.0 %   5.3 s
        500/s      400.0 ± 0.0     20.0     22.0   20.0 %   5.3 s
        800/s      400.0 ± 0.0     20.0     22.0   50.0 %   5.3 s

      █ LIMITS

        capacity    400/s             396 to 404 good iterations, held for up to 5.8 s
        saturation  400/s             396 to 404 arrivals, held for up to 5.8 s
        buckle      none up to 800/s  held for up to 5.8 s

        at 500/s, 20 % fewer came back than were sent: saturated
        from 500/s to 800/s the same comes back: throughput no longer grows
        300/s was carried for 5.8 s
        a loss below 2 % (delta) is called none, a fall of less than 10 % of capacity (epsilon) no buckling; intervals are of 95 %
    "
  `)
})

it('says nothing when nothing was held', () => {
  expect(textOf([])).toBe('')
})
