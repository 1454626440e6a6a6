import type { ScenarioConfig } from '../../config/scenario.ts'
import { LoadControl } from '../load-control.ts'

const base = { startTime: 0, gracefulStop: 5000, exec: 'default', env: {}, tags: {} }
const open = { timeUnit: 1000, preAllocatedVUs: 1, maxVUs: 10, arrival: { kind: 'even' } } as const
export const browse: ScenarioConfig = {
  ...base,
  ...open,
  name: 'browse',
  executor: 'constant-arrival-rate',
  rate: 100,
  duration: 60_000,
}
export const climb: ScenarioConfig = {
  ...base,
  ...open,
  name: 'climb',
  executor: 'ramping-arrival-rate',
  startRate: 0,
  stages: [
    { duration: 10_000, target: 100 },
    { duration: 10_000, target: 0 },
  ],
}
export const users: ScenarioConfig = { ...base, name: 'users', executor: 'constant-vus', vus: 10, duration: 30_000 }
export const shared: ScenarioConfig = {
  ...base,
  name: 'shared',
  executor: 'shared-iterations',
  vus: 2,
  iterations: 50,
  maxDuration: 9000,
}
export const fixed: ScenarioConfig = { ...shared, name: 'fixed', executor: 'per-vu-iterations' }
export const outside: ScenarioConfig = {
  ...base,
  name: 'outside',
  executor: 'externally-controlled',
  vus: 2,
  maxVUs: 20,
  duration: Infinity,
}
export const later: ScenarioConfig = { ...users, name: 'later', startTime: 20_000, duration: 10_000 }

export const controlOf = (...configs: ScenarioConfig[]): LoadControl => new LoadControl(configs)
export const all = (): LoadControl => controlOf(browse, climb, users, shared, fixed, outside, later)
