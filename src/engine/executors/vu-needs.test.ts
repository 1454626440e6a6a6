import { expect, it } from 'vitest'
import type { RampingVus, ScenarioConfig } from '../config/scenario.ts'
import { parseSegmentation, type Segmentation, wholeTest } from '../schedule/segment.ts'
import { instanceStripe } from '../schedule/segment.ts'
import { planOf } from './plans.ts'
import { requirementsOf, vuNeedsOf } from './vu-needs.ts'

const base = { startTime: 0, gracefulStop: 30_000, exec: 'default', env: {}, tags: {} }
const arrival = { timeUnit: 1000, arrival: { kind: 'even' } } as const

/** k6's own example of graceful ramp-downs. */
const example: RampingVus = {
  ...base,
  name: 'hills',
  executor: 'ramping-vus',
  startVUs: 4,
  gracefulRampDown: 30_000,
  stages: [
    { duration: 2000, target: 6 },
    { duration: 5000, target: 1 },
    { duration: 4000, target: 5 },
    { duration: 4000, target: 1 },
    { duration: 3000, target: 4 },
    { duration: 2000, target: 4 },
    { duration: 0, target: 1 },
    { duration: 3000, target: 1 },
  ],
}

function oneThird(): Segmentation {
  const result = parseSegmentation('0:1/3', undefined)
  if (!result.ok) throw new Error(result.problems.join())
  return result.value
}

const needs = (config: ScenarioConfig, segmentation: Segmentation): [number, number][] =>
  vuNeedsOf(planOf(config), instanceStripe(segmentation)).map(({ at, planned }) => [at / 1000, planned])

it.each<[string, Partial<RampingVus>, [number, number][]]>([
  [
    'by default',
    {},
    [
      [0, 4],
      [1, 5],
      [2, 6],
      [33, 5],
      [42, 4],
      [50, 1],
      [53, 0],
    ],
  ],
  [
    'with a longer gracefulStop',
    { gracefulStop: 80_000 },
    [
      [0, 4],
      [1, 5],
      [2, 6],
      [33, 5],
      [42, 4],
      [50, 1],
      [103, 0],
    ],
  ],
  [
    'with a shorter gracefulStop',
    { gracefulStop: 3000 },
    [
      [0, 4],
      [1, 5],
      [2, 6],
      [26, 0],
    ],
  ],
  [
    'without gracefulStop',
    { gracefulStop: 0 },
    [
      [0, 4],
      [1, 5],
      [2, 6],
      [23, 0],
    ],
  ],
])('keeps VUs for those still ramping down %s', (_, change, expected) => {
  expect(needs({ ...example, ...change }, wholeTest)).toEqual(expected)
})

it.each<[string, Partial<RampingVus>, [number, number][]]>([
  [
    'by default',
    {},
    [
      [0, 1],
      [1, 2],
      [42, 1],
      [50, 0],
    ],
  ],
  [
    'with a shorter gracefulStop',
    { gracefulStop: 3000 },
    [
      [0, 1],
      [1, 2],
      [26, 0],
    ],
  ],
  [
    'without gracefulStop',
    { gracefulStop: 0 },
    [
      [0, 1],
      [1, 2],
      [23, 0],
    ],
  ],
])('keeps a third of the VUs for its third of the test %s', (_, change, expected) => {
  expect(needs({ ...example, ...change }, oneThird())).toEqual(expected)
})

it('follows the steps exactly when there is no grace', () => {
  const steps = needs({ ...example, gracefulStop: 0, gracefulRampDown: 0 }, wholeTest)
  expect(steps.map(([at]) => at)).toEqual([...Array(19).keys(), 20, 23])
  expect(steps.map(([, vus]) => vus)).toEqual([4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4, 1, 0])
})

const browse: ScenarioConfig = { ...base, name: 'browse', executor: 'constant-vus', vus: 10, duration: 60_000 }
const order: ScenarioConfig = {
  ...base,
  ...arrival,
  name: 'order',
  executor: 'constant-arrival-rate',
  rate: 5,
  duration: 20_000,
  preAllocatedVUs: 3,
  maxVUs: 8,
}
const admin: ScenarioConfig = {
  ...base,
  gracefulStop: 0,
  name: 'admin',
  executor: 'externally-controlled',
  vus: 1,
  maxVUs: 4,
  duration: 10_000,
}

it.each<[string, readonly ScenarioConfig[], number, number]>([
  ['nothing', [], 0, 0],
  ['one scenario', [browse], 90_000, 10],
  ['VUs that may have to be made', [order], 50_000, 8],
  ['all maxVUs of an externally controlled one', [admin], 10_000, 4],
  ['scenarios side by side', [browse, order], 90_000, 18],
  ['scenarios one after the other', [browse, { ...order, startTime: 90_000 }], 140_000, 10],
  ['scenarios that overlap in their grace', [browse, { ...order, startTime: 89_999 }], 139_999, 18],
])('adds up the VUs of %s', (_, configs, totalDuration, maxVUs) => {
  expect(
    requirementsOf(
      configs.map((config) => planOf(config)),
      wholeTest,
    ),
  ).toEqual({ totalDuration, maxVUs })
})

it('needs a third of the VUs for a third of the test', () => {
  expect(requirementsOf([planOf(browse), planOf(order)], oneThird())).toEqual({ totalDuration: 90_000, maxVUs: 6 })
})
