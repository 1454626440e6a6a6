import { describe, expect, it } from 'vitest'
import type { Command } from '../api.ts'
import type { LoadCommand } from './load-control.ts'
import { all, browse, controlOf, users } from './testing/scenarios.ts'

describe('refuses, with the reason and the way out', () => {
  const rate = { type: 'set-rate', scenario: 'browse' } as const
  const stages = (...list: [number, number][]): LoadCommand => ({
    type: 'set-stages',
    scenario: 'browse',
    stages: list.map(([duration, target]) => ({ duration, target })),
  })
  const cases: [LoadCommand, string][] = [
    [
      { ...rate, scenario: 'users', rate: 5 },
      'users is constant-vus: its load is a number of VUs, not a rate; use set-vus',
    ],
    [
      { type: 'set-vus', scenario: 'browse', vus: 5 },
      'browse is constant-arrival-rate: its load is a rate, not a number of VUs; use set-rate, or set-max-vus for the most VUs it may take',
    ],
    [{ ...rate, rate: -1 }, 'a rate is a number from 0 to 10000000, not -1'],
    [{ ...rate, rate: NaN }, 'a rate is a number from 0 to 10000000, not NaN'],
    [{ ...rate, rate: 1e12 }, 'a rate is a number from 0 to 10000000, not 1000000000000'],
    [{ ...rate, rate: 1, rampMs: -5 }, 'a ramp takes from 0 ms to a year (31536000000 ms), not -5 ms'],
    [{ type: 'set-vus', scenario: 'users', vus: 1.5 }, 'VUs are a whole number from 0 to 100000000, not 1.5'],
    [
      { type: 'set-vus', scenario: 'fixed', vus: 3 },
      'fixed is per-vu-iterations: its VUs are fixed, as each has 50 iterations of its own; pause it, or end it with stop-scenario',
    ],
    [
      { type: 'set-vus', scenario: 'outside', vus: 21 },
      'outside would come to 21 VUs with maxVUs 20: set fewer VUs or more maxVUs first',
    ],
    [
      { type: 'set-max-vus', scenario: 'outside', maxVUs: 1 },
      'outside would come to 2 VUs with maxVUs 1: set fewer VUs or more maxVUs first',
    ],
    [{ type: 'set-max-vus', scenario: 'users', maxVUs: 5 }, 'users is constant-vus: it has no maxVUs; use set-vus'],
    [
      { type: 'set-max-vus', scenario: 'browse', maxVUs: 0 },
      'maxVUs is a whole number from 1 to 100000000, not 0; to start nothing, pause',
    ],
    [{ type: 'set-ramp', rampMs: Infinity }, 'a ramp takes from 0 ms to a year (31536000000 ms), not Infinity ms'],
    [
      { type: 'scale', scenario: undefined, factor: 0 },
      'a factor is a number above 0 and up to 1000, not 0; to start nothing, pause',
    ],
    [
      { type: 'scale', scenario: undefined, factor: 11 },
      'outside would come to 22 VUs with maxVUs 20: set fewer VUs or more maxVUs first',
    ],
    [stages(), 'stages are 1 to 1000, not 0'],
    [stages([1000, -1]), 'stages[0].target is a number from 0 to 10000000, not -1'],
    [stages([1000, 1], [-1, 1]), 'stages[1].duration is from 0 to 31536000000 ms, not -1'],
    [stages([0, 1]), 'stages of no time at all would end the scenario: use stop-scenario for that'],
    [
      { type: 'set-stages', scenario: 'users', stages: [{ duration: 1000, target: 2.5 }] },
      'stages[0].target: VUs are a whole number from 0 to 100000000, not 2.5',
    ],
    [
      { type: 'set-stages', scenario: 'shared', stages: [{ duration: 1000, target: 2 }] },
      'shared is shared-iterations: it ends with its iterations, not with stages; use set-vus',
    ],
    [{ type: 'start-scenario', scenario: 'users' }, 'users has begun already'],
    [
      { ...rate, scenario: 'brows', rate: 5 },
      "there is no scenario 'brows'; there is browse, climb, users, shared, fixed, outside, later",
    ],
    [{ type: 'follow-plan', scenario: undefined }, 'every scenario already follows its plan'],
    [{ type: 'resume' }, 'not paused'],
    [{ type: 'undo' }, 'nothing to undo'],
  ]
  it.each(cases)('%j', (command, said) => {
    expect(all().decide(command, 1000)).toEqual({ answer: { accepted: false, said }, orders: [], events: [] })
  })

  it('changes of a scenario that is over, or whose schedule has ended', () => {
    const control = controlOf(users, browse)
    const change: Command = { type: 'set-vus', scenario: 'users', vus: 5 }
    expect(control.decide(change, 30_000).answer.said).toContain('those in flight are ending')
    control.markOver('users', 31_000)
    expect(control.decide(change, 30_000).answer.said).toContain('is over')
  })

  it('to make a scenario go on that ends before every worker can know', () => {
    const { answer } = controlOf(users).decide(
      { type: 'set-stages', scenario: 'users', stages: [{ duration: 5000, target: 3 }] },
      29_900,
    )
    expect(answer.said).toBe('users ends in 100 ms: too late to make it go on')
  })

  it('to go back to a course that is over', () => {
    const control = controlOf(users)
    control.decide({ type: 'set-stages', scenario: 'users', stages: [{ duration: 60_000, target: 3 }] }, 1000)
    const { answer } = control.decide({ type: 'follow-plan', scenario: 'users' }, 40_000)
    expect(answer.said).toBe('the course that users would go back to is over already: to end it, use stop-scenario')
  })
})
