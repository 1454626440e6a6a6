import { expect, it } from 'vitest'
import type { RunConfig } from '../../config/run-config.ts'
import { fakeVu } from '../testing/fake-vu.ts'
import { checksOf, load } from './testing/load.ts'

it.each<[string, unknown[], unknown]>([
  ['findBetween', ['<b>one</b><b>two</b>', '<b>', '</b>'], 'one'],
  ['findBetween', ['<b>one</b><b>two</b>', '<b>', '</b>', true], ['one', 'two']],
  ['findBetween', ['nothing', '<b>', '</b>'], null],
  ['findBetween', ['<b>open', '<b>', '</b>', true], null],
  ['parseDuration', ['1h30m10.5s'], 5_410_500],
  ['parseDuration', ['1d2ms'], 86_400_002],
  ['parseDuration', ['250'], 250],
  ['randomItem', [['only']], 'only'],
  ['randomIntBetween', [7, 7], 7],
  ['randomString', [4, 'x'], 'xxxx'],
  [
    'normalDistributionStages',
    [10, 60, 2],
    [
      { duration: '10s', target: 1 },
      { duration: '20s', target: 10 },
      { duration: '20s', target: 1 },
      { duration: '10s', target: 0 },
    ],
  ],
])('k6-utils: %s(%j)', async (name, args, result) => {
  const { call } = await load('k6-utils')
  expect(call(name, ...args)).toEqual(result)
})

it.each([
  ['', 'str is empty'],
  ['5x', 'x is an unsupported time unit'],
  ['1s1s', 's time unit is provided multiple times'],
])('k6-utils refuses %j as a duration', async (text, message) => {
  const { call } = await load('k6-utils')
  expect(() => call('parseDuration', text)).toThrow(message)
})

it('k6-utils draws within bounds, and makes UUIDs', async () => {
  const { call } = await load('k6-utils')
  const draws = Array.from({ length: 200 }, () => call('randomIntBetween', 1, 3))
  expect(new Set(draws)).toEqual(new Set([1, 2, 3]))
  for (const secure of [true, false]) {
    expect(call('uuidv4', secure)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  }
})

it('k6-utils checks promises and async predicates', async () => {
  const { call, vu } = await load('k6-utils')
  expect(call('check', 5, { five: (n: unknown) => n === 5, value: 0 })).toBe(false)
  expect(await call('check', Promise.resolve(5), { five: async (n: unknown) => n === 5 }, { kind: 'async' })).toBe(true)
  expect(checksOf(vu)).toEqual([
    ['five', true],
    ['value', false],
    ['five', true],
  ])
})

it('k6-utils tells the stage and tags with it', async () => {
  const stages = [
    { duration: '10s', target: 5 },
    { duration: '10s', target: 5 },
    { duration: '10s', target: 0 },
  ]
  const config = {
    scriptOptions: { scenarios: { ramp: { stages } } },
    scenarios: [],
  } as Partial<RunConfig> as RunConfig
  const scenario = {
    name: 'ramp',
    executor: 'ramping-vus',
    startedAt: 0,
    startTime: 0,
    tags: {},
    env: {},
    progress: () => 0,
  } as const
  const vu = fakeVu({ worker: { config }, vu: { scenario } })
  const { call } = await load('k6-utils', {}, vu)
  const seen: unknown[] = []
  for (const at of [4_000, 11_000, 11_000, 99_000]) {
    vu.clock.advance(at - vu.clock.now())
    call('tagWithCurrentStageIndex')
    call('tagWithCurrentStageProfile')
    const { tagSets } = vu.worker.shard
    seen.push([tagSets.valueOf(vu.tags, 'stage'), tagSets.valueOf(vu.tags, 'stage_profile')])
    vu.scenario = { ...scenario }
  }
  expect(seen).toEqual([
    ['0', 'ramp-up'],
    ['1', 'steady'],
    ['1', 'steady'],
    ['2', 'ramp-down'],
  ])
})
