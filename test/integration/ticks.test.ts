import { expect, it } from 'vitest'
import type { Tick } from '../../src/engine/api.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

const sumOf = (ticks: readonly Tick[], key: 'started' | 'good' | 'failed' | 'dropped'): number =>
  ticks.reduce((sum, tick) => sum + tick[key], 0)

it.each([1, 2])('closes ticks of 250 ms that add up to the run and know the load, at %i threads', async (threads) => {
  await using target = await forkTarget('null')
  let ticks: readonly Tick[] = []
  const result = await runConfig(urlConfig(target.url, threads, [arrivals(400, 4000)]), async (run) => {
    run.ticks.subscribe(() => {
      ticks = run.ticks.get()
    })
    await waitFor(run.ticks, (list) => (list.at(-1)?.to ?? 0) >= 2000)
    expect(run.send({ type: 'set-rate', scenario: 'load', rate: 800 }, 'explorer', 'for a test').accepted).toBe(true)
  })
  for (const [index, { from }] of ticks.entries()) expect(from).toBe(ticks[index - 1]?.to ?? 0)
  expect(ticks.every(({ from, to }) => to > from && to % 250 === 0)).toBe(true)
  expect(ticks.at(-1)?.to).toBeGreaterThanOrEqual(3750)
  const change = result.events.find(({ kind }) => kind === 'load')
  expect(change).toMatchObject({ by: 'explorer', because: 'for a test', from: 400, to: 800 })
  expect(ticks.map(({ load }) => load['load'])).toEqual(ticks.map(({ to }) => (to - 1 < (change?.at ?? 0) ? 400 : 800)))
  // What began after the end of the last tick is in the totals only.
  const sum = sumOf(ticks, 'started')
  expect(sum).toBeLessThanOrEqual(result.totals.started)
  expect(sum).toBeGreaterThanOrEqual(result.totals.started - 800 * 0.25 - 1)
  expect(sumOf(ticks, 'good')).toBeGreaterThan(0.9 * sum)
  expect(sumOf(ticks, 'failed') + sumOf(ticks, 'dropped')).toBe(0)
  expect(ticks.every(({ response }) => response.count === 0 || response.p50 !== undefined)).toBe(true)
})

it('counts responses from a limit on, and keeps no more than a minute', async () => {
  await using target = await forkTarget('bounded', { servers: 2, serviceTime: '50ms', queue: 100 })
  let ticks: readonly Tick[] = []
  await runConfig(
    urlConfig(target.url, 1, [users(4, 2000)]),
    async (run) => {
      run.ticks.subscribe(() => {
        ticks = run.ticks.get()
      })
    },
    { slowFrom: 75 },
  )
  // Four users at two servers: each waits for another one, 100 ms in all, but for the first two.
  const slow = ticks.reduce((sum, tick) => sum + (tick.slow ?? 0), 0)
  expect(slow).toBeGreaterThan(0.8 * ticks.reduce((sum, { response }) => sum + response.count, 0))
  expect(ticks.every(({ load, inFlight }) => load['load'] === 4 && inFlight <= 4)).toBe(true)
})

/** Of the steps between what is told, in ms: how many are of about 250, how many of about a second. */
const stepsOf = (times: readonly number[]): { ticks: number; seconds: number } => {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  return {
    ticks: steps.filter((step) => step < 900).length,
    seconds: steps.filter((step) => step >= 900).length,
  }
}

it('is as quick with very many series, though all that is measured comes once a second then', async () => {
  await using target = await forkTarget('null')
  // 150 scenarios of some 20 series: more than a delta of 250 ms may have.
  const scenarios = Array.from({ length: 150 }, (_, at) =>
    arrivals(4, 4000, { name: `s${at}`, startTime: at, preAllocatedVUs: 2, maxVUs: 2 }),
  )
  const ends: number[] = []
  let ticks: readonly Tick[] = []
  const result = await runConfig(
    urlConfig(target.url, 1, scenarios),
    async (run) => {
      run.ticks.subscribe(() => {
        ticks = run.ticks.get()
      })
    },
    { observers: [{ measured: ({ to }) => ends.push(to) }] },
  )
  expect(stepsOf(ends).seconds).toBeGreaterThanOrEqual(2)
  expect(stepsOf(ticks.map(({ to }) => to)).ticks).toBeGreaterThanOrEqual(8)
  expect(sumOf(ticks, 'started')).toBeGreaterThan(0.8 * result.totals.started)
  expect(sumOf(ticks, 'started')).toBeLessThanOrEqual(result.totals.started)
  expect(result.windows.reduce((sum, { started }) => sum + started, 0)).toBe(result.totals.started)
  expect(Object.keys(ticks.at(-1)?.load ?? {})).toHaveLength(150)
})
