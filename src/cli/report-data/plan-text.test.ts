import { expect, it } from 'vitest'
import type { ScenarioConfig } from '../../engine/config/scenario.ts'
import { planText } from './plan-text.ts'

const base = { name: 'it', startTime: 0, gracefulStop: 0, exec: 'default', env: {}, tags: {} }
const arrivals = { ...base, timeUnit: 60_000, preAllocatedVUs: 1, maxVUs: 1, arrival: { kind: 'even' } } as const

it.each<[ScenarioConfig, string]>([
  [{ ...arrivals, executor: 'constant-arrival-rate', rate: 600, duration: 90_000 }, '10/s for 1m30s, up to 1 VU'],
  [
    {
      ...arrivals,
      executor: 'ramping-arrival-rate',
      startRate: 60,
      stages: [
        { duration: 0, target: 120 },
        { duration: 5000, target: 120 },
        { duration: 5000, target: 600 },
      ],
    },
    '1 to 10/s in 2 stages for 10s, up to 1 VU',
  ],
  [{ ...base, executor: 'constant-vus', vus: 20, duration: Infinity, startTime: 5000 }, '20 VUs, open end, from 5s on'],
  [
    { ...base, executor: 'ramping-vus', startVUs: 5, stages: [{ duration: 1000, target: 5 }], gracefulRampDown: 0 },
    '5 VUs for 1s',
  ],
  [
    { ...base, executor: 'shared-iterations', vus: 2, iterations: 1000, maxDuration: 1 },
    '2 VUs, 1,000 iterations among them',
  ],
  [{ ...base, executor: 'per-vu-iterations', vus: 2, iterations: 3, maxDuration: 1 }, '2 VUs, 3 iterations each'],
  [{ ...base, executor: 'externally-controlled', vus: 2, maxVUs: 10, duration: 60_000 }, '2 VUs for 1m0s, up to 10'],
])('says what %o asks for', (config, text) => {
  expect(planText(config)).toBe(text)
})
