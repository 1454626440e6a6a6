/**
 * What a request costs when there are many of everything: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios, one worker
 * thread on one core, the target on another. And what a second worker thread brings, for iterations that need no target, so that
 * the target takes no core.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript } from './rivals/generators.ts'
import { measureGenerator, type Shift } from './rivals/measure.ts'
import { startRivalTarget } from './rivals/start-target.ts'
import type { Bench, BenchCase, BenchRow } from './support/bench.ts'
import { runKneepoint } from './support/run-kneepoint.ts'

const VUS = [1, 10, 100, 1000, 10_000]
const SCENARIOS = [1, 20, 200]
/** Of all scenarios together. */
const SCENARIO_VUS = 200
const THREADS = [1, 2]

export const bench: Bench = {
  about:
    'flat: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios; iterations/s with one worker and with two',
  repetitions: 3,
  columns: [
    { name: 'requests', unit: '/s', digits: 0 },
    { name: 'CPU each', unit: 'µs', digits: 1 },
    { name: 'memory', unit: 'MB', digits: 0 },
    { name: 'target', unit: '% of a core', digits: 0 },
    { name: 'iterations', unit: '/s', digits: 0 },
  ],
  open: async ({ isShort }, scope) => {
    const target = scope.use(await startRivalTarget(1))
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-flat-'))
    scope.defer(() => rmSync(folder, { recursive: true }))
    const shift: Shift = isShort ? { warmUp: 2, measured: 2 } : { warmUp: 4, measured: 4 }
    const requests = (name: string, script: string): BenchCase => ({
      name,
      measure: async () => {
        const file = join(folder, `${name}.js`)
        writeFileSync(file, script)
        const { requests, cpuEach, peakBytes, targetCpu } = await measureGenerator(runScript(file), target, shift)
        return { requests, 'CPU each': cpuEach, memory: peakBytes / 1e6, target: targetCpu * 100 }
      },
    })
    const url = `${target.url}/`
    return [
      ...VUS.map((vus) => requests(vusName(vus), manyVus(url, vus))),
      ...SCENARIOS.map((count) => requests(scenariosName(count), manyScenarios(url, count))),
      ...THREADS.map((threads) => threadsCase(threads, isShort ? 4 : 8)),
    ]
  },
  notes: (rows) => [
    spreadOf(rows, VUS.map(vusName), '1 to 10,000 VUs'),
    spreadOf(rows, SCENARIOS.map(scenariosName), '1 to 200 scenarios'),
    gainOf(rows),
  ],
}

const vusName = (vus: number): string => `${vus} VUs`
const scenariosName = (count: number): string => `${count} scenarios`
const threadsName = (threads: number): string => `${threads} workers`

const body = (url: string): string => `
  const response = http.get('${url}')
  check(response, { 'status is 200': (r) => r.status === 200 })`

const manyVus = (url: string, vus: number): string => `
import http from 'k6/http'
import { check } from 'k6'
export const options = { vus: ${vus}, duration: '10m' }
export default function () { ${body(url)} }`

const manyScenarios = (url: string, count: number): string => `
import http from 'k6/http'
import { check } from 'k6'
const one = { executor: 'constant-vus', vus: ${SCENARIO_VUS / count}, duration: '10m' }
export const options = { scenarios: Object.fromEntries(Array.from({ length: ${count} }, (_, at) => ['s' + at, one])) }
export default function () { ${body(url)} }`

/** As much work as a request with a check makes, without one. */
const noTarget = (seconds: number): string => `
import { check } from 'k6'
import { Trend } from 'k6/metrics'
const took = new Trend('took')
export const options = { vus: 100, duration: '${seconds}s' }
const text = JSON.stringify({ items: Array.from({ length: 20 }, (_, id) => ({ id, name: 'item ' + id })) })
export default function () {
  const { items } = JSON.parse(text)
  took.add(items.length)
  check(items, { 'all are there': (all) => all.length === 20 })
}`

const threadsCase = (threads: number, seconds: number): BenchCase => ({
  name: threadsName(threads),
  measure: async () => {
    const args = ['--threads', String(threads), '--summary-mode', 'disabled']
    const { result, peakBytes } = await runKneepoint(noTarget(seconds), args)
    const whole = result.windows.slice(1, -1).map(({ achieved }) => achieved)
    const iterations = whole.reduce((sum, achieved) => sum + achieved, 0) / Math.max(1, whole.length)
    return { iterations, memory: peakBytes === undefined ? undefined : peakBytes / 1e6 }
  },
})

const medianOf = (rows: readonly BenchRow[], name: string, figure: string): number =>
  rows.find((row) => row.name === name)?.figures[figure]?.median ?? Number.NaN

function spreadOf(rows: readonly BenchRow[], names: readonly string[], what: string): string {
  const costs = names.map((name) => medianOf(rows, name, 'CPU each'))
  const spread = Math.max(...costs) / Math.min(...costs) - 1
  return `${what}: CPU per request differs by ${(spread * 100).toFixed(0)} % (from ${costs.map((cost) => cost.toFixed(1)).join(', ')} µs)`
}

function gainOf(rows: readonly BenchRow[]): string {
  const [one = Number.NaN, two = Number.NaN] = THREADS.map((threads) =>
    medianOf(rows, threadsName(threads), 'iterations'),
  )
  return `a second worker: ${(two / one).toFixed(2)} times the iterations/s (this machine has no core left for the main thread then)`
}
