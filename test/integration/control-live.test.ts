import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Command, ScenarioView } from '../../src/engine/api.ts'
import type { ScenarioConfig } from '../../src/engine/config/scenario.ts'
import type { StartedRun } from '../../src/engine/index.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { areaOf, isInOrder, scenarioOf } from '../support/course.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

const THREADS = 2

interface Steered {
  readonly result: RunResult
  /** As it stood at the end: its course is what was asked for over the whole run. */
  readonly scenario: ScenarioView
}

/** Runs a scenario against a target that answers at once, and steers it. */
async function steered(config: ScenarioConfig, steer: (run: StartedRun) => Promise<void>): Promise<Steered> {
  await using target = await forkTarget('null')
  let scenario: ScenarioView | undefined
  const result = await runConfig(urlConfig(target.url, THREADS, [config]), async (run) => {
    await steer(run)
    await waitFor(run.snapshots, ({ phase }) => phase.kind === 'finished')
    scenario = scenarioOf(run)
  })
  if (scenario === undefined) throw new Error('the run was not seen to its end')
  return { result, scenario }
}

const elapsed = (run: StartedRun, ms: number): Promise<unknown> =>
  waitFor(run.snapshots, (state) => state.elapsed >= ms)

/** Some more time of the run, to the nearest snapshot. */
const longer = (run: StartedRun, ms: number): Promise<unknown> => elapsed(run, run.snapshots.get().elapsed + ms)

const accept = (run: StartedRun, command: Command): void => {
  expect(run.send(command, 'key')).toMatchObject({ accepted: true })
}

/** Every arrival that the course asks for is started or dropped: none lost and none extra, but one per worker. */
function expectExact({ result, scenario }: Steered): void {
  const { offered, started, dropped, achieved, interrupted } = result.totals
  expect(Math.abs(offered - areaOf(scenario.course))).toBeLessThanOrEqual(1 + THREADS)
  expect(started + dropped).toBe(offered)
  expect(achieved + interrupted).toBe(started)
  expect(isInOrder(result.events)).toBe(true)
}

const rate = (value: number, rampMs = 0): Command => ({ type: 'set-rate', scenario: 'load', rate: value, rampMs })

describe('a change of rate is exact', () => {
  it('in the middle of a ramp, by a ramp of its own, and back to the plan by another', async () => {
    const ramping: ScenarioConfig = {
      ...arrivals(1, 1),
      executor: 'ramping-arrival-rate',
      startRate: 0,
      stages: [{ duration: 5000, target: 500 }],
    }
    const run = await steered(ramping, async (run) => {
      await elapsed(run, 1500)
      accept(run, rate(600, 1000))
      await elapsed(run, 3000)
      accept(run, { type: 'follow-plan', scenario: 'load', rampMs: 700 })
    })
    expectExact(run)
    expect(run.result.totals.offered).toBeGreaterThan(1300)
  })

  it('in the middle of a pause, with the pause around it', async () => {
    const run = await steered(arrivals(200, 3000), async (run) => {
      await elapsed(run, 800)
      accept(run, { type: 'pause' })
      await longer(run, 800)
      accept(run, rate(400))
      await longer(run, 600)
      accept(run, { type: 'resume' })
    })
    expectExact(run)
    const { pausedMs, durationMs } = run.result.run
    expect(pausedMs).toBeGreaterThan(800)
    expect(durationMs - pausedMs).toBeGreaterThanOrEqual(2999)
  })

  it('in the last second, and is refused when nothing is left to change', async () => {
    const run = await steered(arrivals(300, 2500), async (run) => {
      await elapsed(run, 1500)
      accept(run, rate(900))
      await waitFor(run.snapshots, (state) => state.elapsed >= 2475 || state.phase.kind === 'finished')
      expect(run.send(rate(50), 'key').accepted).toBe(false)
    })
    expectExact(run)
  })

  it('at fifty changes a second for ten seconds', async () => {
    let sent = 0
    const run = await steered(arrivals(100, 11_500, { maxVUs: 400, preAllocatedVUs: 400 }), async (run) => {
      await elapsed(run, 500)
      while (run.snapshots.get().elapsed < 10_500) {
        accept(run, rate((sent * 37) % 500, sent % 3 === 0 ? 15 : 0))
        sent += 1
        await sleep(20 - (performance.now() % 20))
      }
    })
    expect(sent).toBeGreaterThan(200)
    expectExact(run)
    const changes = run.result.events.filter(({ kind }) => kind === 'load')
    expect(changes).toHaveLength(sent)
    changes.slice(1).forEach(({ from }, index) => {
      // Each goes on from where the one before had come to: its target, or somewhere on its ramp.
      const [low = 0, high = 0] = [changes[index]?.from, changes[index]?.to].map(Number).toSorted((a, b) => a - b)
      expect(from).toBeGreaterThanOrEqual(low - 1e-6)
      expect(from).toBeLessThanOrEqual(high + 1e-6)
    })
  })
})

it('changes nothing in gracefulStop, and says so', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '2500ms', queue: 1000 })
  const result = await runConfig(urlConfig(target.url, THREADS, [arrivals(50, 1500)]), async (run) => {
    const { elapsed: now } = await waitFor(run.snapshots, ({ scenarios }) => scenarios[0]?.state === 'stopping')
    expect(now).toBeGreaterThanOrEqual(1500)
    const commands: Command[] = [
      rate(500),
      { type: 'scale', scenario: undefined, factor: 2 },
      { type: 'set-stages', scenario: 'load', stages: [{ duration: 5000, target: 50 }] },
      { type: 'set-max-vus', scenario: 'load', maxVUs: 500 },
      { type: 'stop-scenario', scenario: 'load', graceful: true },
    ]
    for (const command of commands) {
      expect(run.send(command, 'key')).toEqual({
        accepted: false,
        said: 'load starts no more iterations, those in flight are ending: its load cannot change any more',
      })
    }
  })
  expect(result.totals.offered).toBe(75)
  expect(result.totals.achieved).toBe(75)
})

it('never has more VUs than were asked for, while they go up and down fifty times a second', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '3ms', queue: 1000 })
  let most = 0
  const result = await runConfig(urlConfig(target.url, THREADS, [users(10, 5000)]), async (run) => {
    await elapsed(run, 300)
    for (let sent = 0; run.snapshots.get().elapsed < 4000; sent += 1) {
      const vus = 1 + ((sent * 7) % 23)
      most = Math.max(most, vus)
      accept(run, { type: 'set-vus', scenario: 'load', vus })
      await sleep(20)
    }
  })
  expect(result.metrics['vus']?.values['max']).toBeLessThanOrEqual(most)
  expect(result.metrics['vus_max']?.values['max']).toBeLessThanOrEqual(most)
  expect(result.totals.achieved).toBe(result.totals.started)
  expect(result.totals.dropped).toBe(0)
})
