import { describe, expect, it } from 'vitest'
import { onlyScenario, oneScenario, problemsWith, warningsOf } from './testing/consolidated.ts'

describe('shortcuts', () => {
  it.each<[string, object, object]>([
    ['nothing at all', {}, { executor: 'per-vu-iterations', vus: 1, iterations: 1, maxDuration: 600_000 }],
    ['duration', { duration: '30s' }, { executor: 'constant-vus', vus: 1, duration: 30_000 }],
    ['duration and vus', { duration: '30s', vus: 5 }, { executor: 'constant-vus', vus: 5, duration: 30_000 }],
    ['iterations', { iterations: 5 }, { executor: 'shared-iterations', vus: 1, iterations: 5, maxDuration: 600_000 }],
    [
      'iterations, vus and duration',
      { iterations: 50, vus: 5, duration: '1m' },
      { executor: 'shared-iterations', vus: 5, iterations: 50, maxDuration: 60_000 },
    ],
    ['vus alone', { vus: 7 }, { executor: 'shared-iterations', vus: 7, iterations: 7 }],
    [
      'stages',
      { stages: [{ duration: '10s', target: 5 }] },
      { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: 10_000, target: 5 }], gracefulRampDown: 30_000 },
    ],
    ['stages and vus', { vus: 0, stages: [{ duration: '10s', target: 5 }] }, { executor: 'ramping-vus', startVUs: 0 }],
    ['no stages', { stages: [] }, { executor: 'per-vu-iterations' }],
    ['no scenarios', { scenarios: {} }, { executor: 'per-vu-iterations' }],
  ])('makes a scenario of %s', (_what, script, scenario) => {
    expect(onlyScenario({ script })).toMatchObject({ name: 'default', gracefulStop: 30_000, ...scenario })
  })

  it.each<[object, string]>([
    [
      { iterations: 1, stages: [{ duration: 1, target: 1 }] },
      'using `iterations` and `stages` options simultaneously is not allowed',
    ],
    [
      { iterations: 1, scenarios: oneScenario },
      'using `iterations` and `scenarios` options simultaneously is not allowed',
    ],
    [
      { duration: '1s', stages: [{ duration: 1, target: 1 }] },
      'using `duration` and `stages` options simultaneously is not allowed',
    ],
    [
      { duration: '1s', scenarios: oneScenario },
      'using `duration` and `scenarios` options simultaneously is not allowed',
    ],
    [
      { stages: [{ duration: 1, target: 1 }], scenarios: oneScenario },
      'using `stages` and `scenarios` options simultaneously is not allowed',
    ],
    [{ duration: 0 }, 'duration must be more than 0, for a run without an end use the externally-controlled executor'],
    [{ duration: '500ms' }, 'duration must be 1s or more, got 500ms'],
    [{ vus: 0 }, 'vus must be more than 0, got 0'],
    [{ vus: 10, iterations: 5 }, 'iterations must be at least the number of VUs (10), got 5'],
    [{ vus: 0, stages: [{ duration: '1s', target: 0 }] }, 'stages must have a target above 0 when the VUs start at 0'],
    [{ stages: [{ duration: '1s' }] }, 'stages[0].target is required'],
  ])('refuses %j', (script, problem) => {
    expect(problemsWith({ script })).toContain(problem)
  })

  it.each<[object, string]>([
    [{ stages: [] }, '`stages` was explicitly set to an empty value, running the script with 1 iteration in 1 VU'],
    [
      { scenarios: {} },
      '`scenarios` was explicitly set to an empty value, running the script with 1 iteration in 1 VU',
    ],
    [{ vus: 4, scenarios: oneScenario }, '`vus=4` overrides scenarios configuration'],
    [{ stages: [{ target: 9 }, { duration: '1s', target: 5 }] }, 'stages[0] has no duration and is left out'],
  ])('warns of %j', (script, warning) => {
    expect(warningsOf({ script })).toEqual([warning])
  })

  it('lets iterations and duration stand together with empty stages', () => {
    expect(onlyScenario({ script: { iterations: 3, duration: '5s', stages: [] } })).toMatchObject({ iterations: 3 })
  })
})
