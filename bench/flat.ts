/**
 * What a request costs when there are many of everything: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios, one worker
 * thread on one core, the target on another. As fast as it goes, beside bare clients with as many connections: what the kernel, the event
 * loop and the caches take of whoever has so many. At the same rate whatever their number, on cores that are kept awake, in turns of runs
 * that are all there and hot; bare sockets at that rate one run after the other. And what a second worker thread brings, for iterations
 * that need no target, so that the target takes no core.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canKeepAwake, keepAwake } from './flat/awake.ts'
import { measureInTurns, type Turns, type Warmed } from './flat/in-turns.ts'
import { noTarget } from './flat/scripts.ts'
import { bareAtOneRate, type Series, seriesAsFastAsItGoes, seriesAtOneRate } from './flat/series.ts'
import { GENERATOR_CORE } from './rivals/launch.ts'
import { type Measured, measureGenerator, type Shift } from './rivals/measure.ts'
import { startRivalTarget } from './rivals/start-target.ts'
import type { RivalTarget } from './rivals/target.ts'
import type { Bench, BenchCase, BenchRow, BenchSet, Figures } from './support/bench.ts'
import { runKneepoint } from './support/run-kneepoint.ts'

const THREADS = [1, 2]
const TARGET_CORE = 1
const CORES = [GENERATOR_CORE, TARGET_CORE]

export const bench: Bench = {
  about:
    'flat: CPU per request from 1 to 10,000 VUs and from 1 to 200 scenarios, as fast as it goes and at one rate; iterations/s with one worker and with two',
  repetitions: 3,
  columns: [
    { name: 'requests', unit: '/s', digits: 0 },
    { name: 'CPU each', unit: 'µs', digits: 1 },
    { name: 'memory', unit: 'MB', digits: 0 },
    { name: 'target', unit: '% of a core', digits: 0 },
    { name: 'iterations', unit: '/s', digits: 0 },
  ],
  open: async ({ isShort }, scope) => {
    const target = scope.use(await startRivalTarget(TARGET_CORE))
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-flat-'))
    scope.defer(() => rmSync(folder, { recursive: true }))
    return [
      ...seriesAsFastAsItGoes(`${target.url}/`, folder).flatMap((series) => alone(series, target, shiftOf(isShort))),
      ...awake(alone(bareAtOneRate(`${target.url}/`), target, shiftOf(isShort))),
      ...seriesAtOneRate(`${target.url}/`, folder).map((series) =>
        together(series, target, turnsOf(isShort, series.rate)),
      ),
      ...THREADS.map((threads) => threadsCase(threads, isShort ? 4 : 8)),
    ]
  },
  notes: (rows) => {
    const series = [...seriesAsFastAsItGoes('', ''), bareAtOneRate(''), ...seriesAtOneRate('', '')]
    return [...series.flatMap((one) => spreadOf(rows, one)), ...gainOf(rows), ...(canKeepAwake ? [] : [HALTED])]
  },
}

const HALTED = 'no chrt here: cores were not kept awake, and rows at one rate spread more'

const shiftOf = (isShort: boolean): Shift => ({ warmUp: isShort ? 2 : 4, measured: isShort ? 2 : 4 })

/** Requests until all that is hot is compiled, in the main thread too, which works by the second. */
const HOT = 60_000
/** Requests of each VU: with six each the heap still grew, and a collection of all of it fell into some turns; with 16 into none seen. */
const HOT_EACH = 16
/** Requests per second meanwhile. */
const HEATING = 3000

const turnsOf = (isShort: boolean, rate: number): Turns => ({
  haste: HEATING / rate,
  rounds: isShort ? 4 : 8,
  seconds: 2,
})

const alone = ({ counts, name, command }: Series, target: RivalTarget, shift: Shift): readonly BenchCase[] =>
  counts.map((count) => ({
    name: name(count),
    measure: async () => figuresOf(await measureGenerator(command(count), target, shift)),
  }))

const awake = (cases: readonly BenchCase[]): readonly BenchCase[] =>
  cases.map(({ name, measure }) => ({
    name,
    measure: async () => {
      using _loops = keepAwake(CORES)
      return await measure()
    },
  }))

const together = ({ counts, name, command }: Series, target: RivalTarget, turns: Turns): BenchSet => ({
  names: counts.map(name),
  measure: async (names) => {
    const wanted = counts.filter((count) => names.includes(name(count)))
    const all = wanted.map((count): [string, Warmed] => [
      name(count),
      { command: command(count), hot: Math.max(HOT, HOT_EACH * count) },
    ])
    using _loops = keepAwake(CORES)
    const measured = await measureInTurns(new Map(all), target, turns)
    return new Map([...measured].map(([one, each]) => [one, figuresOf(each)]))
  },
})

const figuresOf = ({ requests, cpuEach, peakBytes, targetCpu }: Measured): Figures => ({
  requests,
  'CPU each': cpuEach,
  memory: peakBytes / 1e6,
  target: targetCpu * 100,
})

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
