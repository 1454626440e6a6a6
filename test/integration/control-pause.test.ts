import { expect, it } from 'vitest'
import type { StartedRun } from '../../src/engine/index.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

const elapsed = (run: StartedRun, ms: number): Promise<unknown> =>
  waitFor(run.snapshots, (state) => state.elapsed >= ms)

it('starts no iteration in a pause of the closed model, lets those in flight end, and gives the time back', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '40ms', queue: 1000 })
  const counts: number[] = []
  const result = await runConfig(urlConfig(target.url, 2, [users(6, 2000)]), async (run) => {
    await elapsed(run, 800)
    run.send({ type: 'pause' }, 'key')
    await waitFor(
      run.snapshots,
      ({ scenarios, pausedSince }) => pausedSince !== undefined && scenarios[0]?.vusBusy === 0,
    )
    counts.push((await target.counts()).received)
    await elapsed(run, 2300)
    counts.push((await target.counts()).received)
    expect(run.snapshots.get()).toMatchObject({ phase: { kind: 'paused' }, plannedEnd: undefined })
    run.send({ type: 'resume' }, 'key')
  })
  const [paused, resumed] = result.events.filter(({ kind }) => kind === 'pause').map(({ at }) => at)
  const length = (resumed ?? 0) - (paused ?? 0)
  expect(counts[1]).toBe(counts[0])
  expect(result.run.pausedMs).toBeCloseTo(length, 3)
  expect(result.run.durationMs - length).toBeGreaterThanOrEqual(1999)
  expect(result.totals).toMatchObject({ interrupted: 0, dropped: 0 })
  // 6 VUs, 40 ms each, for 2 s: not one iteration for the time paused, which would have held 200.
  expect(result.totals.achieved).toBeLessThanOrEqual(6 * 50 + 30)
  const whole = result.windows.find(({ from, pausedFor }) => from > (paused ?? 0) && pausedFor === 1000)
  expect(whole ?? { started: 0 }).toMatchObject({ started: 0 })
})

it('leaves the time paused out of rates, shown and summed up', async () => {
  await using target = await forkTarget('null')
  const result = await runConfig(urlConfig(target.url, 1, [arrivals(100, 4000)]), async (run) => {
    await elapsed(run, 1400)
    run.send({ type: 'pause' }, 'key')
    await elapsed(run, run.snapshots.get().elapsed + 600)
    run.send({ type: 'resume' }, 'key')
  })
  expect(result.totals.offered).toBe(400)
  const { pausedMs, durationMs } = result.run
  expect(pausedMs).toBeGreaterThan(300)
  expect(result.metrics['iterations']?.values['rate']).toBeCloseTo(400 / ((durationMs - pausedMs) / 1000), 1)
  expect(result.windows.reduce((sum, { pausedFor }) => sum + pausedFor, 0)).toBeCloseTo(pausedMs, 3)
  for (const window of result.windows.filter(({ to, from, pausedFor }) => to - from - pausedFor > 300)) {
    const rate = (window.offered * 1000) / (window.to - window.from - window.pausedFor)
    expect(rate).toBeGreaterThan(40)
    expect(rate).toBeLessThan(250)
  }
})

it('waits before the run begins when it is told to, and takes loads meanwhile', async () => {
  await using target = await forkTarget('null')
  const config = { ...urlConfig(target.url, 2, [arrivals(100, 1000)]), paused: true }
  const result = await runConfig(config, async (run) => {
    await waitFor(run.snapshots, ({ phase }) => phase.kind === 'paused')
    expect(run.snapshots.get()).toMatchObject({ phase: { kind: 'paused', beforeStart: true }, elapsed: 0 })
    expect(run.send({ type: 'pause' }, 'key').accepted).toBe(false)
    expect(run.send({ type: 'set-rate', scenario: 'load', rate: 250 }, 'key').accepted).toBe(true)
    expect((await target.counts()).received).toBe(0)
    expect(run.send({ type: 'resume' }, 'key')).toEqual({ accepted: true, said: 'the run begins' })
  })
  expect(result.totals.offered).toBe(250)
  expect(result.run.pausedMs).toBe(0)
})

it('can be stopped before it has begun', async () => {
  const config = { ...urlConfig('http://127.0.0.1:1/', 1, [arrivals(100, 1000)]), paused: true }
  const ending = runConfig(config, async (run) => {
    await waitFor(run.snapshots, ({ phase }) => phase.kind === 'paused')
    run.send({ type: 'stop', graceful: true }, 'rest')
  })
  await expect(ending).rejects.toMatchObject({ code: 'STOPPED', exitCode: 103 })
})
