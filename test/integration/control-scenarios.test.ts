import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/engine/api.ts'
import type { PerVuIterations, RampingVus, ScenarioConfig, SharedIterations } from '../../src/engine/config/scenario.ts'
import type { StartedRun } from '../../src/engine/index.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { areaOf, isInOrder, scenarioOf } from '../support/course.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

/** A target that answers after `serviceTime`, however many ask. */
const slow = (serviceTime: string) => forkTarget('bounded', { servers: 500, serviceTime, queue: 1000 })

const elapsed = (run: StartedRun, ms: number): Promise<unknown> =>
  waitFor(run.snapshots, (state) => state.elapsed >= ms)

const say = (run: StartedRun, command: Command): string => {
  const { accepted, said } = run.send(command, 'key')
  expect({ accepted, said }).toMatchObject({ accepted: true })
  return said
}

const named = <S extends ScenarioConfig>(config: S, name: string, more: Partial<S> = {}): S => ({
  ...config,
  name,
  ...more,
})

const of = (result: RunResult, name: string) => {
  const scenario = result.scenarios.find((candidate) => candidate.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario
}

describe('several scenarios', () => {
  it('begin when they are to, or when they are told to, and end one by one', async () => {
    await using target = await forkTarget('null')
    const configs = [
      named(arrivals(100, 60_000), 'first'),
      named(arrivals(50, 1500), 'second', { startTime: 1000 }),
      named(arrivals(20, 60_000), 'third', { startTime: 50_000 }),
    ]
    const result = await runConfig(urlConfig(target.url, 2, configs), async (run) => {
      expect(run.snapshots.get().scenarios.map(({ startsAt }) => startsAt)).toEqual([0, 1000, 50_000])
      await elapsed(run, 1800)
      expect(say(run, { type: 'start-scenario', scenario: 'third' })).toBe('third begins now')
      await elapsed(run, 2900)
      say(run, { type: 'stop-scenario', scenario: 'third', graceful: true })
      await waitFor(run.snapshots, () => scenarioOf(run, 'third').state === 'done')
      expect(scenarioOf(run, 'second').state).toBe('done')
      expect(scenarioOf(run, 'first').state).toBe('running')
      say(run, { type: 'stop-scenario', scenario: 'first', graceful: true })
    })
    expect(of(result, 'second').offered).toBe(75)
    expect(result.windows[0]?.load).toMatchObject({ first: 100, second: 0 })
    const [begun = 0, stopped = 0] = result.events.filter(({ scenario }) => scenario === 'third').map(({ at }) => at)
    expect(Math.abs(of(result, 'third').offered - ((stopped - begun) / 1000) * 20)).toBeLessThanOrEqual(2)
    const firstEnd = result.events.find(({ scenario }) => scenario === 'first')?.at ?? 0
    expect(Math.abs(of(result, 'first').offered - (firstEnd / 1000) * 100)).toBeLessThanOrEqual(2)
    expect(result.run.durationMs).toBeLessThan(30_000)
    expect(isInOrder(result.events)).toBe(true)
  })

  it('are scaled together and taken back together', async () => {
    await using target = await forkTarget('null')
    let course = 0
    const configs = [named(arrivals(100, 60_000), 'open'), named(users(4, 60_000), 'closed')]
    const result = await runConfig(urlConfig(target.url, 2, configs), async (run) => {
      await elapsed(run, 800)
      expect(say(run, { type: 'scale', scenario: undefined, factor: 2 })).toBe(
        'load open 100 -> 200/s, load closed 4 -> 8 VUs',
      )
      await waitFor(run.snapshots, ({ scenarios }) => scenarios[1]?.vusAllocated === 8)
      say(run, { type: 'undo' })
      await waitFor(run.snapshots, ({ scenarios }) => scenarios[1]?.vusAllocated === 4)
      for (const scenario of ['open', 'closed']) say(run, { type: 'stop-scenario', scenario, graceful: true })
      course = areaOf(scenarioOf(run, 'open').course)
    })
    expect(Math.abs(of(result, 'open').offered - course)).toBeLessThanOrEqual(3)
    expect(result.events.filter(({ text }) => text.startsWith('load '))).toHaveLength(4)
  })
})

it('stops one scenario at once and counts what that cuts off', async () => {
  await using target = await slow('5s')
  const configs = [named(users(3, 60_000), 'slow'), named(arrivals(1, 2000), 'other', { gracefulStop: 0 })]
  const result = await runConfig(urlConfig(target.url, 2, configs), async (run) => {
    await waitFor(run.snapshots, ({ scenarios }) => scenarios.some(({ vusBusy }) => vusBusy === 3))
    say(run, { type: 'stop-scenario', scenario: 'slow', graceful: false })
  })
  expect(of(result, 'slow')).toMatchObject({ started: 3, iterations: 0, interrupted: 3 })
  expect(of(result, 'other')).toMatchObject({ offered: 2, started: 2, iterations: 0, interrupted: 2 })
})

it('goes on by other stages, and ends with them', async () => {
  await using target = await forkTarget('null')
  let course = 0
  const result = await runConfig(urlConfig(target.url, 2, [arrivals(100, 60_000)]), async (run) => {
    await elapsed(run, 1000)
    const stages = [
      { duration: 1000, target: 300 },
      { duration: 500, target: 300 },
      { duration: 500, target: 0 },
    ]
    say(run, { type: 'set-stages', scenario: 'load', stages })
    course = areaOf(scenarioOf(run).course)
    expect(run.snapshots.get().plannedEnd).toBeLessThan(30_000)
  })
  expect(Math.abs(result.totals.offered - course)).toBeLessThanOrEqual(3)
  expect(result.totals.offered).toBeGreaterThan(500)
})

it('lets an arrival-rate scenario have more VUs, and takes them back when they have nothing to do', async () => {
  await using target = await slow('200ms')
  const config = arrivals(100, 5000, { preAllocatedVUs: 2, maxVUs: 2 })
  const result = await runConfig(urlConfig(target.url, 2, [config]), async (run) => {
    await waitFor(run.snapshots, ({ totals }) => totals.dropped > 50)
    expect(say(run, { type: 'set-max-vus', scenario: 'load', maxVUs: 60 })).toBe('maxVUs of load 2 -> 60')
    await waitFor(run.snapshots, ({ scenarios }) => (scenarios[0]?.vusAllocated ?? 0) >= 20)
    expect(scenarioOf(run).vusMax).toBe(60)
    say(run, { type: 'set-max-vus', scenario: 'load', maxVUs: 4 })
    await waitFor(run.snapshots, ({ scenarios }) => scenarios[0]?.vusAllocated === 4)
  })
  expect(result.totals.offered).toBe(500)
  expect(result.totals.started + result.totals.dropped).toBe(500)
  expect(result.totals.interrupted).toBe(0)
})

it('shares iterations among as many VUs as there are told to be, and does each once', async () => {
  await using target = await slow('20ms')
  const { duration: _, ...base } = users(2, 1)
  const shared: SharedIterations = {
    ...base,
    executor: 'shared-iterations',
    iterations: 2500,
    maxDuration: 60_000,
  }
  const result = await runConfig(urlConfig(target.url, 2, [shared]), async (run) => {
    await waitFor(run.snapshots, ({ totals }) => totals.achieved > 30)
    say(run, { type: 'set-vus', scenario: 'load', vus: 20 })
    await waitFor(run.snapshots, ({ scenarios }) => scenarios[0]?.vusAllocated === 20)
    say(run, { type: 'set-vus', scenario: 'load', vus: 12 })
  })
  expect(result.totals.achieved).toBe(2500)
  expect((await target.counts()).received).toBe(2500)
})

describe('a VU that a ramp takes away', () => {
  const ramping = (gracefulRampDown: number): RampingVus => {
    const { duration: _, vus: __, ...base } = users(1, 1)
    return {
      ...base,
      gracefulRampDown,
      executor: 'ramping-vus',
      gracefulStop: 5000,
      startVUs: 4,
      stages: [
        { duration: 500, target: 4 },
        { duration: 0, target: 1 },
        { duration: 500, target: 1 },
      ],
    }
  }

  it.each([
    ['ends its iteration within gracefulRampDown', 3000, 0],
    ['is interrupted when gracefulRampDown is over', 50, 3],
    ['is interrupted at once without one', 0, 3],
  ])('%s', async (_, gracefulRampDown, interrupted) => {
    await using target = await slow('1500ms')
    const result = await runConfig(urlConfig(target.url, 2, [ramping(gracefulRampDown)]))
    expect(result.totals.interrupted).toBe(interrupted)
    expect(result.totals.achieved + interrupted).toBe(result.totals.started)
  })
})

it('interrupts what is not over at the end of gracefulStop, and counts it as no iteration', async () => {
  await using target = await slow('30s')
  const result = await runConfig(urlConfig(target.url, 1, [{ ...users(5, 1000), gracefulStop: 500 }]))
  expect(result.totals).toMatchObject({ started: 5, achieved: 0, interrupted: 5 })
  expect(result.metrics['iterations']?.values['count'] ?? 0).toBe(0)
  expect(result.run.durationMs).toBeLessThan(20_000)
})

it('keeps a VU for minIterationDuration, which is no part of iteration_duration', async () => {
  await using target = await forkTarget('null')
  const { duration: _, ...base } = users(4, 1)
  const each: PerVuIterations = { ...base, executor: 'per-vu-iterations', iterations: 3, maxDuration: 60_000 }
  const result = await runConfig({ ...urlConfig(target.url, 2, [each]), minIterationDuration: 500 })
  expect(result.totals).toMatchObject({ started: 12, achieved: 12, interrupted: 0, dropped: 0 })
  expect(result.run.durationMs).toBeGreaterThanOrEqual(3 * 500)
  expect(result.metrics['iteration_duration']?.values['med']).toBeLessThan(500)
})

it('begins no iteration after the end, however late a VU is free again', async () => {
  await using target = await forkTarget('null')
  const config = urlConfig(target.url, 2, [users(4, 1000)])
  const result = await runConfig({ ...config, minIterationDuration: 250 })
  // Each VU begins at 0, 250, 500 and 750 ms at the earliest.
  expect(result.totals.started).toBeLessThanOrEqual(16)
  expect(result.totals.achieved).toBe(result.totals.started)
})

it('keeps to rps over all workers', async () => {
  await using target = await forkTarget('null')
  const config = urlConfig(target.url, 2, [{ ...users(10, 3000), gracefulStop: 2000 }])
  const result = await runConfig({ ...config, http: { ...config.http, rps: 40 } })
  expect(result.totals.requests).toBeGreaterThan(60)
  expect(result.totals.requests).toBeLessThanOrEqual((40 * result.run.durationMs) / 1000 + 10)
})
