import { expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import type { Window } from '../../src/engine/api.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

const total = (result: RunResult, key: keyof Window): number =>
  result.windows.reduce((sum, window) => sum + Number(window[key]), 0)

it.each([1, 2])('loses no request and counts none twice over 20,000 iterations at %i threads', async (threads) => {
  await using target = await forkTarget('null')
  const result = await runConfig(urlConfig(target.url, threads, [arrivals(4000, 5000)]))
  const { received } = await target.counts()
  expect(result.totals.started + result.totals.dropped).toBe(20_000)
  expect(result.totals.requests).toBe(received)
  expect(result.metrics['http_reqs']?.values['count']).toBe(received)
  expect(result.totals.achieved).toBe(result.totals.started)
  const keys = ['offered', 'started', 'achieved', 'good', 'dropped', 'requests', 'failedRequests'] as const
  const sums = Object.fromEntries(keys.map((key) => [key, total(result, key)]))
  expect(sums).toEqual(Object.fromEntries(keys.map((key) => [key, result.totals[key]])))
})

it('starts or drops exactly 40,000 arrivals at 2,000/s over 20 s', async () => {
  await using target = await forkTarget('null')
  const result = await runConfig(urlConfig(target.url, 1, [arrivals(2000, 20_000)]))
  expect(result.totals.offered).toBe(40_000)
  expect(result.totals.started + result.totals.dropped).toBe(40_000)
  const lag = result.scenarios[0]?.startLag
  console.log(`start lag at 2,000/s: p50 ${lag?.p50?.toFixed(2)} ms, p99 ${lag?.p99?.toFixed(2)} ms`)
  expect(lag?.count).toBe(result.totals.started)
})

it.each([1, 2])(
  'follows a rate change from 500 to 1,500/s in mid-run at %i threads, the area right within a hundredth',
  async (threads) => {
    await using target = await forkTarget('null')
    const result = await runConfig(urlConfig(target.url, threads, [arrivals(500, 6000)]), async (run) => {
      await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 3000)
      expect(run.send({ type: 'set-rate', scenario: 'load', rate: 1500 }, 'key').accepted).toBe(true)
    })
    const change = result.events.find(({ kind }) => kind === 'load')
    const at = change?.at ?? Number.NaN
    const expected = (500 * at + 1500 * (6000 - at)) / 1000
    expect(Math.abs(result.totals.offered - expected) / expected).toBeLessThan(0.01)
    // The first whole second after the change is all at the new rate: nothing of the old one lingers.
    const after = result.windows.find(({ from }) => from >= at + 250)
    expect(after?.offered).toBeGreaterThan(1400)
    expect(after?.offered).toBeLessThan(1600)
  },
)

it('gives 10 VUs that wait for each other the rate that Little demands', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '100ms', queue: 1000 })
  const result = await runConfig(urlConfig(target.url, 2, [users(10, 5000)]))
  const { received } = await target.counts()
  expect(result.totals.requests).toBe(received)
  expect(result.totals.dropped).toBe(0)
  expect(result.metrics['vus']?.values['max']).toBe(10)
  // 10 VUs / 100 ms over 5 s; a busy machine answers later.
  expect(result.totals.achieved).toBeGreaterThan(350)
  expect(result.totals.achieved).toBeLessThanOrEqual(510)
})

it('sends nothing while paused, owes nothing afterwards, and says how long it was', async () => {
  await using target = await forkTarget('null')
  const result = await runConfig(urlConfig(target.url, 2, [arrivals(200, 3000)]), async (run) => {
    await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 1000)
    run.send({ type: 'pause' }, 'key')
    await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 3000)
    run.send({ type: 'resume' }, 'key')
  })
  expect(result.totals.offered).toBe(600)
  expect(result.run.pausedMs).toBeGreaterThan(1500)
  expect(result.run.durationMs).toBeGreaterThanOrEqual(3000 + result.run.pausedMs - 1)
  expect(total(result, 'pausedFor')).toBeCloseTo(result.run.pausedMs, 0)
})

it('counts failures by code and groups them, whatever their number', async () => {
  const result = await runConfig(urlConfig('http://127.0.0.1:1/', 1, [arrivals(500, 2000)]))
  expect(result.totals.failedRequests).toBe(1000)
  expect(result.totals.good).toBe(0)
  expect(result.problems).toHaveLength(1)
  expect(result.problems[0]).toMatchObject({ code: 1212, count: 1000 })
  expect(result.events.filter(({ kind }) => kind === 'error')).toHaveLength(1)
})

it('stops gracefully: no new iterations, those in flight end', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '500ms', queue: 1000 })
  const result = await runConfig(urlConfig(target.url, 2, [arrivals(100, 60_000)]), async (run) => {
    await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 1500)
    expect(run.send({ type: 'stop', graceful: true }, 'signal').accepted).toBe(true)
  })
  expect(result.exitCode).toBe(105)
  expect(result.totals.interrupted).toBe(0)
  expect(result.totals.achieved).toBe(result.totals.started)
})

it('stops at once when told twice, and counts what it cut off', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '20s', queue: 1000 })
  const result = await runConfig(urlConfig(target.url, 2, [arrivals(20, 60_000)]), async (run) => {
    await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 1000)
    run.send({ type: 'stop', graceful: true }, 'key')
    expect(run.snapshots.get().phase.kind).toBe('stopping')
    run.send({ type: 'stop', graceful: false }, 'key')
  })
  expect(result.exitCode).toBe(0)
  expect(result.totals.interrupted).toBe(result.totals.started)
})
