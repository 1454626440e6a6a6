import { expect, it } from 'vitest'
import type { ThresholdConfig } from '../../src/engine/config/run-config.ts'
import type { StartedRun } from '../../src/engine/index.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { arrivals, runConfig, urlConfig } from '../support/run-url.ts'
import { forkTarget } from '../support/target.ts'
import { waitFor } from '../support/wait-for.ts'

type Written = string | ({ threshold: string } & Partial<ThresholdConfig>)

const read = (written: Written): ThresholdConfig => ({
  abortOnFail: false,
  delayAbortEval: 0,
  window: undefined,
  ...(typeof written === 'string' ? { threshold: written } : written),
})

interface Load {
  readonly rate: number
  readonly duration: number
  readonly serviceTime?: string
  readonly more?: { readonly noThresholds?: boolean }
}

/** Sends GETs to a target that takes a known time for each, with thresholds. */
async function judge(
  thresholds: Readonly<Record<string, readonly Written[]>>,
  { rate, duration, serviceTime = '20ms', more = {} }: Load,
  during?: (run: StartedRun) => Promise<void>,
): Promise<RunResult> {
  await using target = await forkTarget('bounded', { servers: 200, serviceTime, queue: 1000 })
  const config = urlConfig(target.url, 1, [arrivals(rate, duration)])
  const configs = Object.entries(thresholds).map(([metric, list]) => [metric, list.map(read)] as const)
  return await runConfig({ ...config, ...more, thresholds: Object.fromEntries(configs) }, during)
}

const short: Load = { rate: 100, duration: 1000 }

it('ends with 0 when all are kept, and says what each came to', async () => {
  const { exitCode, thresholds } = await judge(
    {
      http_reqs: ['count===100', 'rate>50'],
      http_req_failed: ['rate<0.01'],
      http_req_duration: ['p(99)<2000', 'min>=19'],
      'http_req_duration{expected_response:true}': ['max<2000'],
      vus: ['value>=0'],
    },
    short,
  )
  expect(exitCode).toBe(0)
  expect(thresholds.map(({ failed }) => failed)).toEqual(Array.from({ length: 7 }, () => false))
  expect(thresholds[0]).toMatchObject({ metric: 'http_reqs', source: 'count===100', value: 100, limit: 100, ok: true })
})

it('ends with 99 when one is crossed, but not before its time', async () => {
  const { exitCode, thresholds, totals } = await judge({ http_req_duration: ['avg<5000', 'max<5'] }, short)
  expect(exitCode).toBe(99)
  expect(thresholds.map(({ ok }) => ok)).toEqual([true, false])
  expect(totals.achieved).toBe(100)
})

it('judges nothing when they are off', async () => {
  const { exitCode, thresholds } = await judge(
    { http_req_duration: ['max<5'], nothing_like_it: ['count>1'] },
    { ...short, more: { noThresholds: true } },
  )
  expect(exitCode).toBe(0)
  expect(thresholds).toEqual([])
})

it('shows live that one is crossed, since when, and that it is kept again', async () => {
  const result = await judge({ iterations: ['count>250'] }, { rate: 100, duration: 5000 }, async (run) => {
    const crossed = await waitFor(run.snapshots, ({ thresholds: [first] }) => first?.ok === false)
    expect(crossed.thresholds[0]).toMatchObject({ metric: 'iterations', limit: 250, failed: true })
    expect(crossed.thresholds[0]?.value).toBeLessThanOrEqual(250)
    expect(crossed.thresholds[0]?.crossedAt).toBeGreaterThanOrEqual(2000)
    const kept = await waitFor(run.snapshots, ({ thresholds: [first] }) => first?.ok === true)
    expect(kept.thresholds[0]).toMatchObject({ crossedAt: undefined, failed: false })
  })
  expect(result.exitCode).toBe(0)
  const turns = result.events.filter(({ kind }) => kind === 'threshold').map(({ text }) => text)
  expect(turns).toHaveLength(2)
  expect(turns[0]).toMatch(/^threshold crossed: iterations count>250, now \d+$/)
  expect(turns[1]).toMatch(/^threshold kept again: iterations count>250, now \d+$/)
})

it('ends the run at once with abortOnFail, cutting iterations off', async () => {
  const { exitCode, run, totals, events } = await judge(
    { http_reqs: [{ threshold: 'count<100', abortOnFail: true }] },
    { rate: 100, duration: 60_000, serviceTime: '300ms' },
  )
  expect(exitCode).toBe(99)
  expect(run.durationMs).toBeGreaterThanOrEqual(2000)
  expect(run.durationMs).toBeLessThan(20_000)
  expect(totals.interrupted).toBeGreaterThan(0)
  expect(events.map(({ text }) => text).join()).toContain('abortOnFail')
})

it('lets the run be for delayAbortEval', async () => {
  const { exitCode, run } = await judge(
    { http_reqs: [{ threshold: 'count<1', abortOnFail: true, delayAbortEval: 3000 }] },
    { rate: 50, duration: 60_000 },
  )
  expect(exitCode).toBe(99)
  expect(run.durationMs).toBeGreaterThanOrEqual(4000)
})

it('fails a run by a window that crossed, though the whole run kept the same condition', async () => {
  const result = await judge(
    { iterations: ['rate>40', { threshold: 'rate>40', window: 2000 }] },
    { rate: 200, duration: 8000 },
    async (run) => {
      await waitFor(run.snapshots, ({ elapsed }) => elapsed >= 2000)
      run.send({ type: 'set-rate', scenario: 'load', rate: 5 }, 'key')
      await waitFor(run.snapshots, ({ thresholds }) => thresholds.some(({ ok }) => !ok))
      run.send({ type: 'set-rate', scenario: 'load', rate: 200 }, 'key')
    },
  )
  expect(result.exitCode).toBe(99)
  const [whole, recent] = result.thresholds
  expect(whole).toMatchObject({ ok: true, failed: false })
  expect(recent).toMatchObject({ window: 2000, failed: true })
  expect(recent?.worst).toBeLessThan(40)
})

it.each([
  ['http_req_duratoin', 'avg<1', 'did you mean "http_req_duration"?'],
  ['http_reqs', 'p(95)<1', 'http_reqs is a counter'],
])('refuses %s %s before the run, with 104', async (metric, source, said) => {
  const failing = judge({ [metric]: [source] }, short)
  await expect(failing).rejects.toMatchObject({ exitCode: 104, message: expect.stringContaining(said) as string })
})
