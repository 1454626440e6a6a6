import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../base/result.ts'
import { readScenarios } from './scenarios.ts'

const stages = [{ duration: '10s', target: 10 }]
/** One complete scenario of each executor. */
const whole = {
  'constant-vus': { executor: 'constant-vus', duration: '30s' },
  'ramping-vus': { executor: 'ramping-vus', stages },
  'shared-iterations': { executor: 'shared-iterations' },
  'per-vu-iterations': { executor: 'per-vu-iterations' },
  'constant-arrival-rate': { executor: 'constant-arrival-rate', rate: 10, duration: '30s', preAllocatedVUs: 5 },
  'ramping-arrival-rate': { executor: 'ramping-arrival-rate', stages, preAllocatedVUs: 5 },
  'externally-controlled': { executor: 'externally-controlled', duration: '30s' },
}
type Executor = keyof typeof whole

const shared = { startTime: 0, gracefulStop: 30_000, exec: 'default', env: {}, tags: {} }
const readOne = (fields: object): unknown => {
  const read = readScenarios({ it: fields })
  return read.ok ? read.value[0]?.config : read.problems
}
const problemsWith = (executor: Executor, fields: object): readonly string[] =>
  problemsOf(readScenarios({ checkout: { ...whole[executor], ...fields } }))

describe('defaults', () => {
  it.each<[Executor, object]>([
    ['constant-vus', { vus: 1, duration: 30_000 }],
    ['ramping-vus', { startVUs: 1, stages: [{ duration: 10_000, target: 10 }], gracefulRampDown: 30_000 }],
    ['shared-iterations', { vus: 1, iterations: 1, maxDuration: 600_000 }],
    ['per-vu-iterations', { vus: 1, iterations: 1, maxDuration: 600_000 }],
    [
      'constant-arrival-rate',
      { rate: 10, timeUnit: 1000, duration: 30_000, preAllocatedVUs: 5, maxVUs: 5, arrival: { kind: 'even' } },
    ],
    [
      'ramping-arrival-rate',
      {
        startRate: 0,
        timeUnit: 1000,
        stages: [{ duration: 10_000, target: 10 }],
        preAllocatedVUs: 5,
        maxVUs: 5,
        arrival: { kind: 'even' },
      },
    ],
    ['externally-controlled', { vus: 1, maxVUs: 1, duration: 30_000, gracefulStop: 0 }],
  ])('gives %s what it was not told', (executor, own) => {
    expect(readOne(whole[executor])).toEqual({ name: 'it', executor, ...shared, ...own })
  })
})

describe('values', () => {
  it.each<[string, Executor, object, object]>([
    ['digits in a text are numbers', 'constant-vus', { vus: '7' }, { vus: 7 }],
    [
      'durations are milliseconds or text',
      'constant-vus',
      { duration: 1500, startTime: '1m' },
      { duration: 1500, startTime: 60_000 },
    ],
    ['null is not given', 'constant-vus', { vus: null, gracefulStop: null }, { vus: 1, gracefulStop: 30_000 }],
    [
      'shared fields',
      'constant-vus',
      { exec: 'browse', env: { A: 'b' }, tags: { c: 'd' } },
      { exec: 'browse', env: { A: 'b' }, tags: { c: 'd' } },
    ],
    ['empty options', 'constant-vus', { options: {} }, {}],
    ['no gracefulStop', 'constant-vus', { gracefulStop: '0s' }, { gracefulStop: 0 }],
    ['a jump', 'ramping-vus', { stages: [{ duration: 0, target: 5 }] }, { stages: [{ duration: 0, target: 5 }] }],
    ['start at none', 'ramping-vus', { startVUs: 0 }, { startVUs: 0 }],
    ['a fractional rate', 'constant-arrival-rate', { rate: 0.5 }, { rate: 0.5 }],
    [
      'fractional rates in stages',
      'ramping-arrival-rate',
      { stages: [{ duration: '1s', target: 0.5 }] },
      { stages: [{ duration: 1000, target: 0.5 }] },
    ],
    ['VUs to spare', 'constant-arrival-rate', { maxVUs: 50 }, { preAllocatedVUs: 5, maxVUs: 50 }],
    ['even arrivals by name', 'constant-arrival-rate', { arrival: 'even' }, { arrival: { kind: 'even' } }],
    [
      'random arrivals',
      'ramping-arrival-rate',
      { arrival: 'poisson', seed: 7 },
      { arrival: { kind: 'poisson', seed: 7 } },
    ],
    ['0 has no end', 'externally-controlled', { duration: 0 }, { duration: Infinity }],
    ['VUs set from outside', 'externally-controlled', { vus: 3, maxVUs: 9 }, { vus: 3, maxVUs: 9 }],
  ])('reads %s', (_what, executor, given, expected) => {
    expect(readOne({ ...whole[executor], ...given })).toMatchObject(expected)
  })

  it('gives each scenario a random stream of its own, the same in every run', () => {
    const seeds = ['a', 'b', 'a'].map((name) => {
      const read = readScenarios({ [name]: { ...whole['constant-arrival-rate'], arrival: 'poisson' } })
      const config = read.ok ? read.value[0]?.config : undefined
      return config?.executor === 'constant-arrival-rate' && config.arrival.kind === 'poisson' && config.arrival.seed
    })
    expect(seeds[0]).toBe(seeds[2])
    expect(seeds[0]).not.toBe(seeds[1])
  })
})

describe('rules', () => {
  it.each<[Executor, object, string]>([
    ['constant-vus', { startTime: '-1s' }, 'startTime must be 0 or more, got -1s'],
    [
      'constant-vus',
      { startTime: 'soon' },
      'startTime must be a duration such as 30s, 1m30s or 1.5h, or a number of milliseconds, got "soon"',
    ],
    ['constant-vus', { gracefulStop: -1 }, 'gracefulStop must be 0 or more, got -1ms'],
    ['constant-vus', { exec: '' }, 'exec must be a text of at least one character, got ""'],
    ['constant-vus', { exec: 5 }, 'exec must be a text, got 5'],
    ['constant-vus', { env: 'A=b' }, 'env must be an object, got "A=b"'],
    ['constant-vus', { env: { A: 1 } }, 'env["A"] must be a text, got 1'],
    ['constant-vus', { tags: { a: true } }, 'tags["a"] must be a text, got true'],
    [
      'constant-vus',
      { options: { browser: { type: 'chromium' } } },
      'options.browser is not supported: kneepoint drives no browsers; run this scenario with k6',
    ],
    ['constant-vus', { options: { brwoser: {} } }, 'options.brwoser is not a known field; did you mean "browser"?'],
    ['constant-vus', { options: 5 }, 'options must be an object, got 5'],
    ['constant-vus', { vus: 0 }, 'vus must be more than 0, got 0'],
    ['constant-vus', { vus: 1.5 }, 'vus must be a whole number, got 1.5'],
    ['constant-vus', { vus: 'ten' }, 'vus must be a whole number, got "ten"'],
    ['constant-vus', { duration: undefined }, 'duration is required'],
    ['constant-vus', { duration: '999ms' }, 'duration must be 1s or more, got 999ms'],
    ['ramping-vus', { startVUs: -1 }, 'startVUs must be from 0 to 100000000, got -1'],
    ['ramping-vus', { startVUs: 100_000_001 }, 'startVUs must be from 0 to 100000000, got 100000001'],
    ['ramping-vus', { stages: undefined }, 'stages is required'],
    ['ramping-vus', { stages: [] }, 'stages must have at least one stage'],
    ['ramping-vus', { stages: '10s:5' }, 'stages must be a list, got "10s:5"'],
    ['ramping-vus', { stages: [5] }, 'stages[0] must be {duration, target}, got 5'],
    ['ramping-vus', { stages: [{ target: 5 }] }, 'stages[0].duration is required'],
    ['ramping-vus', { stages: [{ duration: '1s' }] }, 'stages[0].target is required'],
    ['ramping-vus', { stages: [{ duration: '-1s', target: 5 }] }, 'stages[0].duration must be 0 or more, got -1s'],
    [
      'ramping-vus',
      { stages: [...stages, { duration: '1s', target: -5 }] },
      'stages[1].target must be from 0 to 100000000, got -5',
    ],
    [
      'ramping-vus',
      { stages: [{ duration: '1s', target: 5, tagret: 1 }] },
      'stages[0].tagret is not a known field; did you mean "target"?',
    ],
    [
      'ramping-vus',
      { startVUs: 0, stages: [{ duration: '1s', target: 0 }] },
      'stages must have a target above 0 when the VUs start at 0',
    ],
    ['ramping-vus', { gracefulRampDown: '-1s' }, 'gracefulRampDown must be 0 or more, got -1s'],
    ['shared-iterations', { vus: 0, iterations: 1 }, 'vus must be more than 0, got 0'],
    ['shared-iterations', { vus: 10, iterations: 9 }, 'iterations must be at least the number of VUs (10), got 9'],
    ['shared-iterations', { iterations: 'x' }, 'iterations must be a whole number, got "x"'],
    ['shared-iterations', { maxDuration: '0.5s' }, 'maxDuration must be 1s or more, got 500ms'],
    ['per-vu-iterations', { vus: -1 }, 'vus must be more than 0, got -1'],
    ['per-vu-iterations', { iterations: 0 }, 'iterations must be more than 0, got 0'],
    ['per-vu-iterations', { maxDuration: 0 }, 'maxDuration must be 1s or more, got 0s'],
    ['constant-arrival-rate', { rate: undefined }, 'rate is required'],
    ['constant-arrival-rate', { rate: 0 }, 'rate must be more than 0, got 0'],
    ['constant-arrival-rate', { rate: 'fast' }, 'rate must be a number, got "fast"'],
    ['constant-arrival-rate', { timeUnit: '0s' }, 'timeUnit must be more than 0, got 0s'],
    ['constant-arrival-rate', { duration: null }, 'duration is required'],
    ['constant-arrival-rate', { duration: 500 }, 'duration must be 1s or more, got 500ms'],
    ['constant-arrival-rate', { preAllocatedVUs: undefined }, 'preAllocatedVUs is required'],
    ['constant-arrival-rate', { preAllocatedVUs: -1 }, 'preAllocatedVUs must be 0 or more, got -1'],
    ['constant-arrival-rate', { maxVUs: 4 }, 'maxVUs must be at least preAllocatedVUs (5), got 4'],
    [
      'constant-arrival-rate',
      { arrival: 'poison' },
      'arrival must be one of "even", "poisson", got "poison"; did you mean "poisson"?',
    ],
    ['constant-arrival-rate', { seed: 1 }, "seed needs arrival: 'poisson'"],
    ['constant-arrival-rate', { arrival: 'poisson', seed: -1 }, 'seed must be 0 or more, got -1'],
    ['ramping-arrival-rate', { startRate: -1 }, 'startRate must be 0 or more, got -1'],
    ['ramping-arrival-rate', { timeUnit: -1 }, 'timeUnit must be more than 0, got -1ms'],
    ['ramping-arrival-rate', { stages: [] }, 'stages must have at least one stage'],
    [
      'ramping-arrival-rate',
      { stages: [{ duration: 1, target: -0.5 }] },
      'stages[0].target must be 0 or more, got -0.5',
    ],
    ['ramping-arrival-rate', { preAllocatedVUs: null }, 'preAllocatedVUs is required'],
    ['ramping-arrival-rate', { maxVUs: 1 }, 'maxVUs must be at least preAllocatedVUs (5), got 1'],
    ['constant-vus', { vus: 1e12 }, 'vus must be at most 100000000, got 1000000000000'],
    ['constant-arrival-rate', { rate: 1e9 }, 'rate must come to at most 10000000/s, got 1000000000 per 1s'],
    ['constant-arrival-rate', { maxVUs: 1e9 }, 'maxVUs must be at most 100000000, got 1000000000'],
    [
      'ramping-arrival-rate',
      { stages: [{ duration: '1s', target: 1e6 }], timeUnit: '10ms' },
      'stages[0].target must come to at most 10000000/s, got 1000000 per 10ms',
    ],
    ['externally-controlled', { duration: undefined }, 'duration is required'],
    ['externally-controlled', { duration: '-1s' }, 'duration must be 0 or more, got -1s'],
    ['externally-controlled', { vus: -1 }, 'vus must be 0 or more, got -1'],
    ['externally-controlled', { vus: 5, maxVUs: 4 }, 'maxVUs must be at least vus (5), got 4'],
    [
      'externally-controlled',
      { gracefulStop: '1s' },
      'gracefulStop is not supported by the externally-controlled executor',
    ],
    ['constant-vus', { preAllocatedVus: 5 }, 'preAllocatedVus is not a known field'],
    [
      'constant-arrival-rate',
      { preAllocatedVus: 5 },
      'preAllocatedVus is not a known field; did you mean "preAllocatedVUs"?',
    ],
  ])('refuses %s %j', (executor, fields, problem) => {
    expect(problemsWith(executor, fields)).toEqual([`scenario "checkout": ${problem}`])
  })

  it.each<[string, unknown, string]>([
    [
      'it',
      {},
      'scenario "it": executor is required: one of constant-vus, ramping-vus, shared-iterations, per-vu-iterations, constant-arrival-rate, ramping-arrival-rate, externally-controlled',
    ],
    [
      'it',
      { executor: 'constant-vu' },
      'scenario "it": executor must be one of constant-vus, ramping-vus, shared-iterations, per-vu-iterations, constant-arrival-rate, ramping-arrival-rate, externally-controlled, got "constant-vu"; did you mean "constant-vus"?',
    ],
    ['it', 5, 'scenario "it" must be an object, got 5'],
    [
      'my test',
      whole['constant-vus'],
      'scenario "my test": a name may only hold the letters a-z and A-Z, digits, underscores and dashes',
    ],
    [
      '',
      whole['constant-vus'],
      'scenario "": a name may only hold the letters a-z and A-Z, digits, underscores and dashes',
    ],
  ])('refuses scenario %j of %j', (name, fields, problem) => {
    expect(problemsOf(readScenarios({ [name]: fields }))).toEqual([problem])
  })

  it('reports the problems of all scenarios, those of one in the order of its fields, unknown fields last', () => {
    const read = readScenarios({
      late: { executor: 'constant-vus', durration: '1s', vus: 0 },
      early: { executor: 'per-vu-iterations', iterations: -2, startTime: 'x' },
    })
    expect(problemsOf(read).map((problem) => problem.split(' ').slice(0, 3).join(' '))).toEqual([
      'scenario "early": startTime',
      'scenario "early": iterations',
      'scenario "late": vus',
      'scenario "late": duration',
      'scenario "late": durration',
    ])
  })
})

it('sorts scenarios by start time, then by name', () => {
  const at = (startTime: string): object => ({ ...whole['constant-vus'], startTime })
  const read = readScenarios({ c: at('0s'), b: at('5s'), d: at('5s'), a: at('10s') })
  expect(read.ok && read.value.map(({ config }) => config.name)).toEqual(['c', 'b', 'd', 'a'])
})

it('keeps what was given in the form k6 prints, null for the rest', () => {
  const read = readScenarios({ it: { executor: 'ramping-vus', stages: [{ duration: 90_000, target: 5 }], exec: 'go' } })
  expect(read.ok && read.value[0]?.json).toEqual({
    executor: 'ramping-vus',
    startTime: null,
    gracefulStop: null,
    env: null,
    exec: 'go',
    tags: null,
    startVUs: null,
    stages: [{ duration: '1m30s', target: 5 }],
    gracefulRampDown: null,
  })
})
