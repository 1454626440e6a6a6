import { expect, it } from 'vitest'
import type { ScenarioConfig } from '../config/scenario.ts'
import { LoadControl } from './load-control.ts'

const base = { startTime: 0, gracefulStop: 0, exec: 'default', env: {}, tags: {} }
const browse: ScenarioConfig = {
  ...base,
  name: 'browse',
  executor: 'constant-arrival-rate',
  rate: 100,
  timeUnit: 1000,
  duration: 60_000,
  preAllocatedVUs: 1,
  maxVUs: 10,
  arrival: { kind: 'even' },
}
const users: ScenarioConfig = { ...base, name: 'users', executor: 'constant-vus', vus: 10, duration: 30_000 }
const fixed: ScenarioConfig = {
  ...base,
  name: 'fixed',
  executor: 'shared-iterations',
  vus: 1,
  iterations: 1,
  maxDuration: 1000,
}

const controlOf = (...configs: ScenarioConfig[]): LoadControl => new LoadControl(configs)

it('orders a rate for every worker at one instant, and says what became of the load', () => {
  const decision = controlOf(browse, users).decide({ type: 'set-rate', scenario: 'browse', rate: 120 }, 5000)
  expect(decision).toEqual({
    answer: { accepted: true, said: 'load browse 100 -> 120/s' },
    orders: [{ scenario: 'browse', change: { type: 'set-rate', rate: 120, ramp: 0 }, at: 5000 }],
    scenario: 'browse',
    from: 100,
    to: 120,
  })
})

it.each([
  [{ type: 'set-rate', scenario: 'users', rate: 5 }, 'users is constant-vus: its load is a number of VUs, not a rate'],
  [
    { type: 'set-vus', scenario: 'browse', vus: 5 },
    'browse is constant-arrival-rate: its load is a rate, not a number of VUs',
  ],
  [{ type: 'set-rate', scenario: 'browse', rate: -1 }, 'a rate is a number from 0 to 10000000, not -1'],
  [{ type: 'set-vus', scenario: 'users', vus: 1.5 }, 'VUs are a whole number from 0 to 100000000, not 1.5'],
  [{ type: 'set-rate', scenario: 'brows', rate: 5 }, "there is no scenario 'brows'; there is browse, users, fixed"],
  [{ type: 'follow-plan', scenario: undefined }, 'every scenario already follows its plan'],
  [{ type: 'resume' }, 'not paused'],
  [{ type: 'undo' }, 'nothing to undo'],
] as const)('refuses %j with the reason', (command, said) => {
  expect(controlOf(browse, users, fixed).decide(command, 1000)).toEqual({
    answer: { accepted: false, said },
    orders: [],
  })
})

it('refuses VUs of iterations that are shared out', () => {
  const { answer } = controlOf(fixed).decide({ type: 'set-vus', scenario: 'fixed', vus: 2 }, 0)
  expect(answer.accepted).toBe(false)
})

it('refuses changes of a scenario that is over', () => {
  const control = controlOf(browse)
  control.markOver('browse')
  expect(control.decide({ type: 'set-rate', scenario: 'browse', rate: 5 }, 0).answer.said).toContain('is over')
})

it('undoes changes one by one, down to the plan', () => {
  const control = controlOf(browse)
  control.decide({ type: 'set-rate', scenario: 'browse', rate: 120 }, 1000)
  control.decide({ type: 'set-rate', scenario: 'browse', rate: 150 }, 2000)
  expect(control.decide({ type: 'undo' }, 3000).answer.said).toBe('load browse 150 -> 120/s')
  expect(control.loadOf('browse', 3000)).toEqual({ now: 120, planned: 100, overridden: true })
  expect(control.decide({ type: 'undo' }, 4000).answer.said).toBe('load browse 120 -> 100/s (by the plan)')
  expect(control.loadOf('browse', 4000)).toEqual({ now: 100, planned: 100, overridden: false })
  expect(control.decide({ type: 'undo' }, 5000).answer).toEqual({ accepted: false, said: 'nothing to undo' })
})

it('follows the plan again', () => {
  const control = controlOf(browse, users)
  control.decide({ type: 'set-vus', scenario: 'users', vus: 20 }, 1000)
  expect(control.decide({ type: 'follow-plan', scenario: 'users' }, 2000).answer.said).toBe(
    'load users 20 -> 10 VUs (by the plan)',
  )
})

it('moves the end by the time paused and keeps that time', () => {
  const control = controlOf(browse, users)
  expect(control.plannedEnd()).toBe(60_000)
  control.decide({ type: 'pause' }, 10_000)
  expect(control.isPaused).toBe(true)
  expect(control.pausedBy(12_000)).toBe(2000)
  expect(control.plannedEnd()).toBeUndefined()
  const { orders } = control.decide({ type: 'resume' }, 15_000)
  expect(orders.map(({ scenario }) => scenario)).toEqual(['browse', 'users'])
  expect(control.pausedBy(20_000)).toBe(5000)
  expect(control.plannedEnd()).toBe(65_000)
})

it('keeps a rate set while paused for when it goes on', () => {
  const control = controlOf(browse)
  control.decide({ type: 'pause' }, 1000)
  control.decide({ type: 'set-rate', scenario: 'browse', rate: 30 }, 2000)
  control.decide({ type: 'resume' }, 3000)
  expect(control.loadOf('browse', 3001).now).toBe(30)
})
