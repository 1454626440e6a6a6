/**
 * Arrivals that can be trusted: how late iterations start at a constant rate, and what that costs, for an iteration that does
 * nothing and for one HTTP request, beside autocannon at the same rate. Start lag is what the generator says of itself; the
 * lateness at the server is measured there, in the same way for everybody: how much later than an even schedule requests came.
 * And 10,000 VUs that sleep: what one takes of memory, and whether they wake when they should.
 */
import { spawnSync } from 'node:child_process'
import type { RunResult } from '../src/engine/result.ts'
import { type ArrivalServer, startArrivalServer } from './support/arrival-server.ts'
import type { Bench, BenchCase, Figures } from './support/bench.ts'
import { runAutocannon } from './support/run-autocannon.ts'
import { type HeadlessRun, runKneepoint } from './support/run-kneepoint.ts'

const RATES = [1000, 10_000, 30_000]
/** Enough for every rate as long as answers come within 20 ms. */
const VUS = 600
const SLEEPERS = 10_000

export const bench: Bench = {
  about:
    'arrivals: how late iterations start at 1k, 10k, 30k/s, what that costs, and 10,000 VUs that sleep (one worker thread)',
  repetitions: 3,
  columns: [
    { name: 'achieved', unit: '/s', digits: 0 },
    { name: 'dropped', unit: '%', digits: 2 },
    { name: 'lag p50', unit: 'ms', digits: 2 },
    { name: 'lag p99', unit: 'ms', digits: 2 },
    { name: 'lag max', unit: 'ms', digits: 1 },
    { name: 'at server p50', unit: 'ms', digits: 2 },
    { name: 'at server p99', unit: 'ms', digits: 2 },
    { name: 'at server max', unit: 'ms', digits: 1 },
    { name: 'CPU', unit: '% of a core', digits: 0 },
    { name: 'CPU each', unit: 'µs', digits: 1 },
    { name: 'memory per VU', unit: 'kB', digits: 1 },
  ],
  open: async ({ isShort }, scope) => {
    const server = scope.use(await startArrivalServer())
    const seconds = isShort ? 5 : 10
    return [
      ...RATES.flatMap((rate) => [emptyCase(rate, seconds)]),
      ...RATES.flatMap((rate) => [httpCase(rate, seconds, server), autocannonCase(rate, seconds, server)]),
      sleepersCase(seconds, server),
    ]
  },
  notes: () => [
    'lag: from due to started, as the generator measures it. at server: how much later than an even schedule requests came there,',
    'after the first second; where fewer came than the rate asks for, they are late by that.',
    `sleepers: lag is how much longer than 1 s an iteration of http.get() and sleep(1) took.`,
    ...(has('wrk2')
      ? []
      : ['wrk2 is not installed (Debian does not have it) and wrk knows no constant rate: neither is here.']),
  ],
}

const has = (program: string): boolean => spawnSync('which', [program]).status === 0

const openScript = (rate: number, seconds: number, body: string): string => `
  import http from 'k6/http'
  export const options = { discardResponseBodies: true, scenarios: { load: {
    executor: 'constant-arrival-rate', rate: ${rate}, duration: '${seconds}s', preAllocatedVUs: ${VUS}, gracefulStop: '5s',
  } } }
  export default function () { ${body} }`

const oneWorker = ['--threads', '1', '--summary-mode', 'disabled', '--summary-trend-stats', 'med,p(99),max']

function emptyCase(rate: number, seconds: number): BenchCase {
  return {
    name: `empty iteration, ${rate}/s`,
    measure: async () => figuresOf(await runKneepoint(openScript(rate, seconds, ''), oneWorker), seconds),
  }
}

function httpCase(rate: number, seconds: number, server: ArrivalServer): BenchCase {
  return {
    name: `http.get, ${rate}/s`,
    measure: async () => {
      await server.reset()
      const run = await runKneepoint(openScript(rate, seconds, `http.get('${server.url}')`), oneWorker)
      return { ...figuresOf(run, seconds), ...(await atServer(server, rate)) }
    },
  }
}

function autocannonCase(rate: number, seconds: number, server: ArrivalServer): BenchCase {
  return {
    name: `autocannon, ${rate}/s`,
    measure: async () => {
      await server.reset()
      const { achieved, cpu } = await runAutocannon({ url: server.url, connections: 100, seconds, rate })
      return { achieved, ...cpuOf(cpu, achieved), ...(await atServer(server, rate)) }
    },
  }
}

async function atServer(server: ArrivalServer, rate: number): Promise<Figures> {
  const { p50, p99, max } = await server.lateness(rate)
  return { 'at server p50': p50, 'at server p99': p99, 'at server max': max }
}

const cpuOf = (cores: number | undefined, perSecond: number): Figures => ({
  CPU: cores === undefined ? undefined : cores * 100,
  'CPU each': cores === undefined ? undefined : (cores / perSecond) * 1e6,
})

function figuresOf({ result, cpu }: HeadlessRun, seconds: number): Figures {
  const { achieved, dropped, offered } = result.totals
  return {
    achieved: achieved / seconds,
    dropped: (100 * dropped) / offered,
    ...lagOf(result, 'start_lag', 0),
    ...cpuOf(cpu, achieved / seconds),
  }
}

function lagOf({ metrics }: RunResult, metric: string, less: number): Figures {
  const { med, max, ...rest } = metrics[metric]?.values ?? {}
  const p99 = rest['p(99)']
  const minus = (value: number | undefined): number | undefined => (value === undefined ? undefined : value - less)
  return { 'lag p50': minus(med), 'lag p99': minus(p99), 'lag max': minus(max) }
}

/** Memory of one: what 10,000 take more than a hundred do, divided. */
function sleepersCase(seconds: number, server: ArrivalServer): BenchCase {
  const script = (vus: number): string => `
    import http from 'k6/http'
    import { sleep } from 'k6'
    export const options = { vus: ${vus}, duration: '${seconds + 5}s', discardResponseBodies: true }
    export default function () { http.get('${server.url}'); sleep(1) }`
  return {
    name: `${SLEEPERS} VUs: http.get, sleep(1)`,
    measure: async () => {
      const few = await runKneepoint(script(100), oneWorker)
      const many = await runKneepoint(script(SLEEPERS), oneWorker)
      const more = (many.peakBytes ?? Number.NaN) - (few.peakBytes ?? Number.NaN)
      return {
        achieved: steadyRate(many.result),
        ...lagOf(many.result, 'iteration_duration', 1000),
        ...cpuOf(many.cpu, steadyRate(many.result)),
        'memory per VU': Number.isNaN(more) ? undefined : more / (SLEEPERS - 100) / 1000,
      }
    },
  }
}

/** Of the seconds in which all were there from beginning to end. */
function steadyRate({ windows }: RunResult): number {
  const whole = windows.slice(3, -2)
  return whole.reduce((sum, { achieved }) => sum + achieved, 0) / Math.max(1, whole.length)
}
