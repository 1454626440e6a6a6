/**
 * What a request costs when there are many of everything: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios, one worker
 * thread on one core, the target on another; as fast as it goes, and at the same rate whatever their number. Beside them bare clients with as
 * many connections: what the kernel, the event loop and the caches take of whoever has so many. And what a second worker thread brings,
 * for iterations that need no target, so that the target takes no core.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  manyScenarios,
  manyScenariosAtRate,
  manyVus,
  manyVusAtRate,
  noTarget,
  RATE_OF_SCENARIOS,
  RATE_OF_VUS,
} from './flat/scripts.ts'
import { has, runScript } from './rivals/generators.ts'
import { measureGenerator, type Shift } from './rivals/measure.ts'
import { peerCommand } from './rivals/node-peers.ts'
import { startRivalTarget } from './rivals/start-target.ts'
import type { Bench, BenchCase, BenchRow } from './support/bench.ts'
import { runKneepoint } from './support/run-kneepoint.ts'

const VUS = [1, 10, 100, 1000, 10_000]
const SCENARIOS = [1, 20, 200]
const THREADS = [1, 2]
/** Seconds; whoever is measured is ended before. */
const LONG = 600
/** Code is compiled until about so many iterations are done. */
const HOT = 36_000

/** So many, and the command that measures them; `name` is that of the case. */
interface Series {
  readonly what: string
  readonly counts: readonly number[]
  readonly name: (count: number) => string
  readonly command: (count: number) => readonly string[]
  /** Per second; undefined: as fast as it goes. */
  readonly rate: number | undefined
}

export const bench: Bench = {
  about:
    'flat: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios, beside bare clients; iterations/s with one worker and with two',
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
    const measure = async (command: readonly string[], shift: Shift) => {
      const { requests, cpuEach, peakBytes, targetCpu } = await measureGenerator(command, target, shift)
      return { requests, 'CPU each': cpuEach, memory: peakBytes / 1e6, target: targetCpu * 100 }
    }
    return [
      ...seriesOf(`${target.url}/`, folder).flatMap(({ counts, name, command, rate }) =>
        counts.map((count) => ({
          name: name(count),
          measure: () => measure(command(count), shiftOf(isShort, rate)),
        })),
      ),
      ...THREADS.map((threads) => threadsCase(threads, isShort ? 4 : 8)),
    ]
  },
  notes: (rows) => [...seriesOf('', '').flatMap((series) => spreadOf(rows, series)), ...gainOf(rows)],
}

/** At the rate all of 10,000 VUs have opened their connections when code is hot. */
function shiftOf(isShort: boolean, rate: number | undefined): Shift {
  const seconds = isShort ? 2 : 4
  return rate === undefined ? { warmUp: seconds, measured: seconds } : { warmUp: HOT / rate, measured: 2 * seconds }
}

type ScriptOf = (url: string, count: number) => string

function seriesOf(url: string, folder: string): readonly Series[] {
  const script = (text: string, name: string): readonly string[] => {
    const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.js`)
    writeFileSync(file, text)
    return runScript(file)
  }
  const series = (kind: string, counts: readonly number[], command: Series['command'], rate?: number): Series => {
    const what = rate === undefined ? kind : `${kind}, ${rate}/s`
    return { what, counts, name: (count) => `${count} ${what}`, command, rate }
  }
  const ours = (kind: string, counts: readonly number[], textOf: ScriptOf, rate?: number): Series =>
    series(kind, counts, (count) => script(textOf(url, count), `${count} ${kind} ${rate}`), rate)
  const undici = (connections: number, rate?: number): readonly string[] =>
    peerCommand('undici', { url, connections, duration: LONG, ...(rate === undefined ? {} : { rate }) })
  return [
    ours('VUs', VUS, manyVus),
    series('connections of bare undici', VUS, (count) => undici(count)),
    series('connections of wrk', has('wrk') ? VUS : [], (count) => ['wrk', '-t1', `-c${count}`, `-d${LONG}s`, url]),
    ours('VUs', VUS, manyVusAtRate, RATE_OF_VUS),
    series('connections of bare undici', VUS, (count) => undici(count, RATE_OF_VUS), RATE_OF_VUS),
    ours('scenarios', SCENARIOS, manyScenarios),
    ours('scenarios', SCENARIOS, manyScenariosAtRate, RATE_OF_SCENARIOS),
  ]
}

const threadsName = (threads: number): string => `${threads} workers`

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

/** Of those that were measured. */
function spreadOf(rows: readonly BenchRow[], { what, counts, name }: Series): readonly string[] {
  const costs = counts.map((count) => medianOf(rows, name(count), 'CPU each')).filter(Number.isFinite)
  if (costs.length < 2) return []
  const spread = Math.max(...costs) / Math.min(...costs) - 1
  const list = costs.map((cost) => cost.toFixed(1)).join(', ')
  return [`${what}: CPU per request differs by ${(spread * 100).toFixed(0)} % (${list} µs)`]
}

function gainOf(rows: readonly BenchRow[]): readonly string[] {
  const [one = Number.NaN, two = Number.NaN] = THREADS.map((threads) =>
    medianOf(rows, threadsName(threads), 'iterations'),
  )
  if (!Number.isFinite(two / one)) return []
  return [
    `a second worker: ${(two / one).toFixed(2)} times the iterations/s (this machine has no core left for the main thread then)`,
  ]
}
