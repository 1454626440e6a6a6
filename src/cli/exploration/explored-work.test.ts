import { describe, expect, it } from 'vitest'
import type { ConstantVus, RampingArrivalRate, ScenarioConfig } from '../../engine/config/scenario.ts'
import { exploredScenarios } from './explored-work.ts'

const base = { startTime: 0, gracefulStop: 0, exec: 'default', env: {}, tags: {} }
const arrivals = (name: string, peak: number): RampingArrivalRate => ({
  ...base,
  name,
  executor: 'ramping-arrival-rate',
  startRate: 60,
  timeUnit: 60_000,
  stages: [{ duration: 1000, target: peak * 60 }],
  preAllocatedVUs: 1,
  maxVUs: 1,
  arrival: { kind: 'even' },
})
const users = (name: string, vus: number): ConstantVus => ({
  ...base,
  name,
  executor: 'constant-vus',
  vus,
  duration: 1,
})

const sharesOf = (scenarios: readonly ScenarioConfig[], names?: readonly string[]): [string, number][] =>
  exploredScenarios(scenarios, names).parts.map(({ explored, share }) => [explored.name, share])

describe('the scenarios of a script', () => {
  it('are explored in proportion to the most load that each is planned to have', () => {
    expect(sharesOf([arrivals('browse', 30), arrivals('buy', 10)])).toEqual([
      ['browse', 0.75],
      ['buy', 0.25],
    ])
    expect(exploredScenarios([users('a', 3)], undefined).model).toBe('closed')
  })

  it('may be chosen by name, also from both models', () => {
    expect(sharesOf([arrivals('browse', 30), users('watch', 5)], ['watch'])).toEqual([['watch', 1]])
  })

  it('are refused together when their loads are not of one unit', () => {
    expect(() => sharesOf([arrivals('browse', 30), users('watch', 5)])).toThrow('cannot be scaled together')
  })

  it('are named when there is none of that name', () => {
    expect(() => sharesOf([arrivals('browse', 30)], ['brows'])).toThrow('did you mean "browse"?')
    expect(() => sharesOf([], ['x'])).toThrow('no scenario "x"')
  })
})
