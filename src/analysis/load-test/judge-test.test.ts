import { describe, expect, it } from 'vitest'
import { makePlan } from '../testing/make-plan.ts'
import { FRESH, testVirtually } from '../testing/test-virtually.ts'

/** 400/s at most. */
const eight = { ...FRESH, queue: 200 }

describe('a load test', () => {
  it('passes where the target carries its load', () => {
    const { view } = testVirtually('bounded', eight, makePlan('load', 300))
    expect(view.verdict.state).toBe('pass')
    expect(view.workloads[0]).toMatchObject({ state: 'pass', target: 300 })
    expect(Math.abs((view.workloads[0]?.achieved ?? 0) / 300 - 1)).toBeLessThan(0.02)
  })

  it('fails above, and says by what', () => {
    const { view } = testVirtually('bounded', eight, makePlan('load', 500))
    expect(view.verdict.state).toBe('fail')
    expect(view.workloads[0]?.decidedBy).toMatch(/success|response/)
  })

  it('claims nothing before its steady time is over', () => {
    const { view } = testVirtually('bounded', eight, makePlan('load', 300), { until: 50_000 })
    expect(view.verdict.state).toBe('undecided')
  })
})

it.each([
  [120, 'pass'],
  [180, 'fail'],
] as const)('a peak test at %d/s asks for three times as much: %s of 400/s', (target, state) => {
  expect(testVirtually('bounded', eight, makePlan('peak', target)).view.verdict.state).toBe(state)
})

it('a breakpoint test says how many times the target it was', () => {
  const { view } = testVirtually('bounded', eight, makePlan('breakpoint', 100))
  expect(view.verdict.state).toBe('pass')
  const times = Number(/([\d.]+) times the target/.exec(view.verdict.text)?.[1])
  expect(Math.abs(times - 4)).toBeLessThan(0.5)
})

describe('stress and spike', () => {
  it.each([
    ['spike', 'bistable', { queue: 1000 }, 100],
    ['spike', 'bistable', { queue: 300 }, 150],
    ['spike', 'slow-recovery', { recovery: 8000 }, 300],
    ['spike', 'slow-recovery', { recovery: 20_000 }, 250],
    ['spike', 'bounded', eight, 200],
    ['stress', 'bistable', { queue: 500 }, 190],
    ['stress', 'bounded', eight, 300],
  ] as const)('%s of %s %o: says when it was back within a second of the truth', (profile, target, params, load) => {
    const plan = makePlan(profile, load)
    const { view, backAfter } = testVirtually(target, params, plan)
    const said = /back after ([\d.]+) s/.exec(view.verdict.text)?.[1]
    expect(backAfter).toBeDefined()
    expect(Math.abs(Number(said) * 1000 - (backAfter ?? 0))).toBeLessThanOrEqual(1000)
  })

  it('fails when the target stays down', () => {
    // Tripped it carries 200/s only, which is less than what comes.
    const { view, backAfter } = testVirtually('bistable', {}, makePlan('spike', 300))
    expect(backAfter).toBeUndefined()
    expect(view.verdict.state).toBe('fail')
  })

  it('has nothing to come back to where it failed before', () => {
    expect(testVirtually('bounded', eight, makePlan('spike', 450)).view.verdict).toMatchObject({
      state: 'fail',
      text: expect.stringContaining('failed before the overload already') as string,
    })
  })

  it('is not stable where a half is refused', () => {
    const { view } = testVirtually('bounded', eight, makePlan('stress', 350))
    expect(view.verdict).toMatchObject({ state: 'fail' })
    expect(view.verdict.text).toContain('not stable at 525/s')
  })
})

describe('a soak test', () => {
  const plan = makePlan('soak', 100, { compress: 120 })
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
  const arrivals = { kind: 'poisson' } as const
  const statesOf = (target: string, params: Record<string, number>, until?: number) =>
    seeds.map(
      (seed) =>
        testVirtually(target, params, plan, { setup: { seed, arrivals }, ...(until === undefined ? {} : { until }) })
          .view.verdict,
    )

  it('finds the leak of a target that gets slower, in 19 of 20 at least', () => {
    const verdicts = statesOf('leak', { growth: 0.01 })
    expect(
      verdicts.filter(({ state, text }) => state === 'fail' && text.startsWith('it leaks')).length,
    ).toBeGreaterThan(18)
  })

  it('finds none in a healthy one, in 19 of 20 at least', () => {
    const states = statesOf('bounded', eight).map(({ state }) => state)
    expect(states.filter((state) => state === 'pass').length).toBeGreaterThan(18)
  })

  it('claims nothing when it was too short', () => {
    const states = [...statesOf('leak', { growth: 0.01 }, 60_000), ...statesOf('bounded', eight, 100_000)]
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['undecided']))
  })
})
