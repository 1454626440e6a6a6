import { expect, it } from 'vitest'
import type { ScenarioConfig } from '../../src/engine/config/scenario.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { arrivals, runConfig, urlConfig, users } from '../support/run-url.ts'
import { forkTarget, type TargetProcess } from '../support/target.ts'

const open = { preAllocatedVUs: 40, maxVUs: 40 }
const { duration: _, ...closed } = users(7, 1)
/** One of each way of dealing work out, side by side. */
const scenarios: readonly ScenarioConfig[] = [
  arrivals(333, 1500, { ...open, name: 'even' }),
  arrivals(33.3, 1500, { ...open, name: 'fractional' }),
  arrivals(200, 1500, { ...open, name: 'poisson', arrival: { kind: 'poisson', seed: 7 } }),
  {
    ...arrivals(1, 1, { ...open, name: 'ramping' }),
    executor: 'ramping-arrival-rate',
    startRate: 0,
    stages: [{ duration: 1500, target: 400 }],
  },
  { ...closed, name: 'shared', executor: 'shared-iterations', iterations: 101, maxDuration: 60_000 },
  { ...closed, name: 'each', executor: 'per-vu-iterations', iterations: 13, maxDuration: 60_000 },
]

const offeredBy = (results: readonly RunResult[]): Record<string, number> =>
  Object.fromEntries(
    scenarios.map(({ name }) => [
      name,
      results.flatMap((result) => result.scenarios).reduce((sum, it) => sum + (it.name === name ? it.offered : 0), 0),
    ]),
  )

/** Runs every segment at the same time, as several machines would, the first with two workers. */
const runSegments = (
  target: TargetProcess,
  list: readonly ScenarioConfig[],
  sequence: string,
): Promise<RunResult[]> => {
  const points = sequence.split(',')
  return Promise.all(
    points.slice(1).map((to, index) => {
      const config = urlConfig(target.url, index === 0 ? 2 : 1, list)
      const executionSegment = `${points[index]}:${to}`
      return runConfig({ ...config, executionSegment, executionSegmentSequence: sequence })
    }),
  )
}

/** What the whole does, for all tests. */
const whole = (async () => {
  await using target = await forkTarget('null')
  const result = await runConfig(urlConfig(target.url, 2, scenarios))
  return offeredBy([result])
})()

it('does as a whole what the scenarios say', async () => {
  expect(await whole).toMatchObject({ even: 500, fractional: 50, ramping: 300, shared: 101, each: 91 })
})

it.each(['0,1/3,2/3,1', '0,0.1,1'])('does in all segments of %s exactly what the whole does', async (sequence) => {
  await using target = await forkTarget('null')
  const parts = await runSegments(target, scenarios, sequence)
  expect(offeredBy(parts)).toEqual(await whole)
  const { received } = await target.counts()
  expect(received).toBe(parts.reduce((sum, { totals }) => sum + totals.started, 0))
})

it('deals out VUs without one too many', async () => {
  await using target = await forkTarget('bounded', { servers: 100, serviceTime: '50ms', queue: 100 })
  const parts = await runSegments(target, [users(7, 1500)], '0,1/3,2/3,1')
  const vus = parts.map(({ metrics }) => metrics['vus']?.values['max'] ?? 0)
  expect(vus).toEqual([3, 2, 2])
})
