import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxVUs, totalDuration } from './requirements.ts'
import type { ConstantVus, RampingVus, ScenarioConfig } from './scenario.ts'

const base = { name: 's', startTime: 0, gracefulStop: 30_000, exec: 'default', env: {}, tags: {} }
const constant = (fields: Partial<ConstantVus>): ConstantVus => ({
  ...base,
  executor: 'constant-vus',
  vus: 1,
  duration: 10_000,
  ...fields,
})
/** Stages as [seconds, target]. */
const ramping = (stages: readonly (readonly [number, number])[], fields: Partial<RampingVus> = {}): RampingVus => ({
  ...base,
  executor: 'ramping-vus',
  startVUs: 1,
  gracefulRampDown: 30_000,
  stages: stages.map(([seconds, target]) => ({ duration: seconds * 1000, target })),
  ...fields,
})
const arrival = { timeUnit: 1000, preAllocatedVUs: 5, maxVUs: 20, arrival: { kind: 'even' } } as const

describe('one scenario', () => {
  it.each<[string, ScenarioConfig, number, number]>([
    ['constant-vus', constant({ vus: 7 }), 40, 7],
    ['constant-vus that starts later', constant({ startTime: 5000, gracefulStop: 0 }), 15, 1],
    [
      'shared-iterations',
      { ...base, executor: 'shared-iterations', vus: 3, iterations: 9, maxDuration: 600_000 },
      630,
      3,
    ],
    ['per-vu-iterations', { ...base, executor: 'per-vu-iterations', vus: 4, iterations: 9, maxDuration: 1000 }, 31, 4],
    [
      'constant-arrival-rate',
      { ...base, ...arrival, executor: 'constant-arrival-rate', rate: 9, duration: 10_000 },
      40,
      20,
    ],
    [
      'ramping-arrival-rate',
      { ...base, ...arrival, executor: 'ramping-arrival-rate', startRate: 0, stages: [{ duration: 5000, target: 9 }] },
      35,
      20,
    ],
    [
      'externally-controlled',
      { ...base, executor: 'externally-controlled', gracefulStop: 0, vus: 2, maxVUs: 9, duration: 10_000 },
      10,
      9,
    ],
    ['an open end', constant({ duration: Infinity }), Infinity, 1],
    ['a ramp up', ramping([[10, 5]]), 40, 5],
    [
      'a ramp that ends at none, held by gracefulStop',
      ramping([
        [10, 5],
        [10, 0],
      ]),
      50,
      5,
    ],
    [
      'a ramp that ends at none, held by gracefulRampDown',
      ramping(
        [
          [10, 5],
          [10, 0],
        ],
        { gracefulRampDown: 5000 },
      ),
      25,
      5,
    ],
    [
      'none at the end for long',
      ramping(
        [
          [10, 5],
          [0, 0],
          [20, 0],
        ],
        { gracefulRampDown: 5000 },
      ),
      15,
      5,
    ],
    [
      'no grace at all',
      ramping(
        [
          [10, 5],
          [10, 0],
        ],
        { gracefulRampDown: 0, gracefulStop: 0 },
      ),
      20,
      5,
    ],
    [
      'a jump that is taken back at once',
      ramping([
        [4, 8],
        [0, 2],
        [4, 6],
      ]),
      38,
      8,
    ],
    ['starts above all targets', ramping([[10, 2]], { startVUs: 9 }), 40, 9],
  ])('%s', (_what, scenario, seconds, vus) => {
    expect(totalDuration({ scenarios: [scenario] }) / 1000).toBe(seconds)
    expect(maxVUs({ scenarios: [scenario] })).toBe(vus)
  })
})

describe('several scenarios', () => {
  it('adds those that overlap', () => {
    const scenarios = [constant({ vus: 10 }), constant({ vus: 5, startTime: 39_000 })]
    expect(maxVUs({ scenarios })).toBe(15)
    expect(totalDuration({ scenarios })).toBe(79_000)
  })

  it('gives the VUs of one to the next that starts when it ends', () => {
    expect(maxVUs({ scenarios: [constant({ vus: 10 }), constant({ vus: 5, startTime: 40_000 })] })).toBe(10)
  })

  it('counts a ramp down until its VUs may have ended their iterations', () => {
    const down = ramping([[10, 0]], { startVUs: 10, gracefulRampDown: 3000 })
    const at = (startTime: number): number => maxVUs({ scenarios: [down, constant({ vus: 10, startTime })] })
    expect([at(4000), at(4001), at(8001)]).toEqual([19, 19, 15])
  })
})

it('counts only the share of an execution segment', () => {
  const half = (vus: number): number => Math.ceil(vus / 2)
  expect(maxVUs({ scenarios: [constant({ vus: 7 }), constant({ vus: 2 })] }, half)).toBe(5)
})

it('needs nothing for no scenarios', () => {
  expect([totalDuration({ scenarios: [] }), maxVUs({ scenarios: [] })]).toEqual([0, 0])
})

it('needs for one ramp its highest point, and for several no more than the highest points together', () => {
  const stage = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }))
  const grace = fc.nat({ max: 9000 })
  const ramp = fc
    .tuple(fc.array(stage, { minLength: 1, maxLength: 6 }), fc.nat({ max: 9 }), fc.tuple(grace, grace, grace))
    .map(([stages, startVUs, [startTime, gracefulStop, gracefulRampDown]]) =>
      ramping(stages, { startVUs, startTime, gracefulStop, gracefulRampDown }),
    )
  const peak = ({ startVUs, stages }: RampingVus): number => Math.max(startVUs, ...stages.map(({ target }) => target))
  fc.assert(
    fc.property(fc.array(ramp, { minLength: 1, maxLength: 4 }), (scenarios) => {
      for (const scenario of scenarios) expect(maxVUs({ scenarios: [scenario] })).toBe(peak(scenario))
      expect(maxVUs({ scenarios })).toBeLessThanOrEqual(scenarios.map(peak).reduce((a, b) => a + b))
      expect(maxVUs({ scenarios })).toBeGreaterThanOrEqual(Math.max(...scenarios.map(peak)))
    }),
  )
})
