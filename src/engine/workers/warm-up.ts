import { monotonicClock } from '../../base/clock.ts'
import type { PerSecond } from '../../base/units.ts'
import { dnsDefaults, optionDefaults } from '../config/option-defaults.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { SharedIterations } from '../config/scenario.ts'
import { planOf } from '../executors/plans.ts'
import { BlockingCall } from '../modules/blocking.ts'
import type { ModuleFactory } from '../modules/vu.ts'
import { rateAt } from '../schedule/arrivals.ts'
import { requestBody } from './request-body.ts'
import { SharedCounters, sharedCountersSize } from './shared-counters.ts'
import type { VirtualUser, VuBody } from './virtual-user.ts'
import { startWarmUpServer } from './warm-up-server.ts'
import { WorkerRuntime } from './worker-runtime.ts'

/** Arrivals per second of one worker, from which on code that still has to get hot makes them late. */
const HIGH_RATE: PerSecond = 1000
const VUS = 20
/** Most of what a cold request takes more is gone after so many; they take some 50 ms. */
export const REQUESTS = 400

/** Whether this worker's share of the arrivals is high from the first moment on. Ramps that begin low warm up by themselves. */
export function isWorthWarming({ scenarios, threads }: RunConfig): boolean {
  const rates = scenarios.map((scenario) => {
    const plan = planOf(scenario)
    return plan.kind === 'arrivals' && plan.startTime === 0 ? rateAt(plan.schedule, 1) : 0
  })
  return rates.reduce((sum, rate) => sum + rate, 0) / threads >= HIGH_RATE
}

/**
 * Sends requests to a server within this thread, by the code that will send those of the run, before the run begins. The target hears
 * nothing of it, and what is measured goes nowhere. `http`: the module by which the script sends; undefined without a script. Resolves with how
 * many requests were sent.
 */
export async function warmUp(config: RunConfig, http: ModuleFactory | undefined): Promise<number> {
  using server = await startWarmUpServer()
  const warm = warmConfig(config, server.url)
  const { promise, resolve } = Promise.withResolvers<void>()
  const runtime = new WorkerRuntime({
    place: { worker: 0, workers: 1 },
    config: warm,
    keepsSamples: false,
    toldApart: { selectors: [], hasParts: false },
    counters: new SharedCounters(new SharedArrayBuffer(sharedCountersSize(1, 1)), [scenario.name], 0),
    scriptDir: '',
    sharedArrays: new Map(),
    makeBody: (vu) => bodyOf(vu, warm, http),
    post: ({ type }) => {
      if (type === 'finished') resolve()
    },
  })
  runtime.prepare()
  runtime.start(monotonicClock().now())
  await promise
  return server.answered()
}

const scenario: SharedIterations = {
  name: 'warm-up',
  executor: 'shared-iterations',
  exec: 'default',
  startTime: 0,
  gracefulStop: 0,
  vus: VUS,
  iterations: REQUESTS,
  maxDuration: 1000,
  env: {},
  tags: {},
}

/** Nothing of the run's own HTTP options: they may be about other hosts, limits and addresses. */
function warmConfig(config: RunConfig, url: string): RunConfig {
  return {
    ...config,
    scenarios: [scenario],
    threads: 1,
    http: { ...optionDefaults, dns: dnsDefaults, userAgent: config.http.userAgent },
    work: { kind: 'request', request: { method: 'GET', url, headers: {}, body: undefined } },
    minIterationDuration: 0,
    executionSegment: undefined,
    executionSegmentSequence: undefined,
  }
}

function bodyOf(vu: VirtualUser, { work }: RunConfig, http: ModuleFactory | undefined): VuBody {
  if (work.kind !== 'request') throw new Error('the warm-up sends requests only')
  const body = requestBody(vu, work.request)
  if (http === undefined) return body
  const get = http(vu)['get'] as (url: string) => unknown
  return {
    ...body,
    run: (_exec, waiter) => {
      const call = get(work.request.url)
      if (call instanceof BlockingCall) call.start(waiter)
      else waiter.resume(call)
    },
  }
}
