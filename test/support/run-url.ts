import { consolidate } from '../../src/engine/config/consolidate.ts'
import type { RunConfig } from '../../src/engine/config/run-config.ts'
import type { ArrivalBase, ConstantArrivalRate, ConstantVus, ScenarioConfig } from '../../src/engine/config/scenario.ts'
import { createEngine, type StartedRun, type StartOptions } from '../../src/engine/index.ts'
import { resultOf, type RunResult } from '../../src/engine/result.ts'

const base = { startTime: 0, gracefulStop: 10_000, exec: 'default', env: {}, tags: {} }
const open: Omit<ArrivalBase, keyof typeof base | 'name'> = {
  timeUnit: 1000,
  preAllocatedVUs: 200,
  maxVUs: 200,
  arrival: { kind: 'even' },
}

export const arrivals = (
  rate: number,
  duration: number,
  more: Partial<ConstantArrivalRate> = {},
): ConstantArrivalRate => ({
  ...base,
  ...open,
  name: 'load',
  executor: 'constant-arrival-rate',
  rate,
  duration,
  ...more,
})

export const users = (vus: number, duration: number): ConstantVus => ({
  ...base,
  name: 'load',
  executor: 'constant-vus',
  vus,
  duration,
})

/** The configuration of a run that sends GETs to `url`. */
export function urlConfig(url: string, threads: number, scenarios: readonly ScenarioConfig[]): RunConfig {
  const consolidated = consolidate({
    work: { kind: 'request', request: { method: 'GET', url, headers: {}, body: undefined } },
    threads,
    userAgent: 'kneepoint-test',
    scenarios,
    runtime: {
      env: {},
      noThresholds: false,
      summaryMode: 'compact',
      summaryExport: undefined,
      compatibilityMode: 'extended',
      testType: undefined,
    },
  })
  if (!consolidated.ok) throw new Error(consolidated.problems.join('; '))
  return consolidated.value.config
}

/** Runs it on real worker threads; `during` may steer it. */
export async function runConfig(
  config: RunConfig,
  during: (run: StartedRun) => Promise<void> = async () => undefined,
  more: Partial<StartOptions> = {},
): Promise<RunResult> {
  const engine = createEngine(config.threads, () => undefined)
  try {
    const run = engine.start({ config, script: undefined, target: 'test', onLog: () => undefined, ...more })
    const [end] = await Promise.all([run.end, during(run)])
    const host = { cpus: 0, memoryBytes: 0, platform: '', node: '' }
    return resultOf(end, { id: 'test', script: '', version: '0', host, capacity: null })
  } finally {
    await engine.close()
  }
}
