/**
 * What the screen costs, at 160 x 50 in a real pseudo-terminal, with every view in turn and the load of three scenarios behind it:
 * CPU of the thread that draws (without what the same thread takes for the same run without a screen), bytes written per second,
 * frames, how soon the first one is there, how soon a key is answered while the generator is at its limit, and how many requests
 * there are with the screen by those without.
 */
import type { Bench, BenchCase, BenchRow, Figures } from './support/bench.ts'
import { cpuSecondsOf, watchCpu } from './support/cpu-watch.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startRivalTarget } from './rivals/start-target.ts'
import { screenRatioCases } from './support/screen-ratio.ts'
import { launcher, root } from '../test/support/paths.ts'
import { Screen } from '../test/support/screen.ts'
import { forkTarget } from '../test/support/target.ts'

const SIZE = { columns: 160, rows: 50, cwd: root }
const PATIENCE = 60_000

/** By the digit that shows them, and what is then on the screen. */
const VIEWS: readonly (readonly [key: string, name: string, shows: string])[] = [
  ['1', 'overview', 'throughput by load'],
  ['3', 'scenarios', 'plan of'],
  ['4', 'requests', 'requests by name'],
  ['5', 'host', 'this host'],
  ['6', 'checks', 'threshold'],
  ['7', 'log', ' log '],
]

const BUDGETS: Readonly<Record<string, number>> = { screen: 8, 'first frame': 700, 'key p95': 150 }
const LEAST_RATIO = 0.97

export const bench: Bench = {
  about: 'ui: what the screen costs at 160 x 50, how soon it is there, how soon it answers a key',
  repetitions: 3,
  columns: [
    { name: 'screen', unit: '% of a core', digits: 1 },
    { name: 'thread', unit: '% of a core', digits: 1 },
    { name: 'written', unit: 'kB/s', digits: 1 },
    { name: 'frames', unit: '/s', digits: 1 },
    { name: 'first frame', unit: 'ms', digits: 0 },
    { name: 'CPU till then', unit: 'ms', digits: 0 },
    { name: 'key p50', unit: 'ms', digits: 0 },
    { name: 'key p95', unit: 'ms', digits: 0 },
    { name: 'headless', unit: 'requests/s', digits: 0 },
    { name: 'with screen', unit: 'requests/s', digits: 0 },
    { name: 'ratio', unit: '', digits: 3 },
  ],
  open: async ({ isShort }, scope) => {
    const target = scope.use(await forkTarget('null'))
    const folder = mkdtempSync(join(tmpdir(), 'kneepoint-bench-ui-'))
    scope.defer(() => rmSync(folder, { recursive: true }))
    const script = join(folder, 'three.js')
    writeFileSync(script, threeScenarios(target.url))
    const seconds = isShort ? 4 : 10
    const load = new ScriptLoad(script, seconds)
    scope.defer(() => load.close())
    return [
      firstFrameCase(target.url),
      keyCase(target.url),
      { name: 'no screen', measure: () => load.withoutScreen() },
      ...screenRatioCases(scope.use(await startRivalTarget(1)), folder, isShort ? 6 : 16),
      ...VIEWS.map((view): BenchCase => ({ name: `view ${view[0]} ${view[1]}`, measure: () => load.view(view) })),
    ]
  },
  notes: (rows) => [
    'thread: the main thread as a whole; screen: what of that the same run without a screen does not take.',
    `ratio: with the screen by without, in turns of a second, the median of them; pinned to one core with worker and main thread; at least ${LEAST_RATIO}.`,
    ...overBudget(rows),
    ...rows.flatMap(({ name, figures: { ratio } }) =>
      ratio !== undefined && ratio.median < LEAST_RATIO
        ? [`UNDER BUDGET: ${name}: ${ratio.median.toFixed(3)} of the requests/s without the screen`]
        : [],
    ),
  ],
}

const overBudget = (rows: readonly BenchRow[]): readonly string[] =>
  rows.flatMap(({ name, figures }) =>
    Object.entries(BUDGETS).flatMap(([figure, most]) => {
      const median = figures[figure]?.median
      return median !== undefined && median > most
        ? [`OVER BUDGET: ${name}: ${figure} ${median.toFixed(1)}, at most ${most}`]
        : []
    }),
  )

/** Rates that change, requests of many names, checks, groups, thresholds, failures and log lines: something for every view. */
const threeScenarios = (url: string): string => `
import http from 'k6/http'
import { check, group, sleep } from 'k6'
const stages = Array.from({ length: 120 }, (_, index) => ({ duration: '5s', target: index % 2 === 0 ? 600 : 300 }))
export const options = {
  discardResponseBodies: true,
  scenarios: {
    browse: { executor: 'ramping-arrival-rate', startRate: 300, stages, preAllocatedVUs: 50, exec: 'browse' },
    checkout: { executor: 'constant-vus', vus: 20, duration: '10m', exec: 'checkout' },
    search: { executor: 'constant-arrival-rate', rate: 200, duration: '10m', preAllocatedVUs: 50, exec: 'browse' },
  },
  thresholds: { http_req_duration: ['p(95)<500', 'p(99)<800'], checks: ['rate>0.9'], http_req_failed: ['rate<0.5'] },
}
export function browse() {
  group('shop', () => {
    const response = http.get('${url}?page=' + (__ITER % 20))
    check(response, { 'is there': (r) => r.status === 200, 'is fast': (r) => r.timings.duration < 5 })
  })
}
export function checkout() {
  http.get('http://127.0.0.1:1/')
  if (__ITER % 10 === 0) console.log('order ' + __ITER)
  sleep(0.5)
}`

/** One run with a screen, whose views are measured one after the other, and one without. */
class ScriptLoad {
  readonly #args: readonly string[]
  readonly #seconds: number
  #screen: Screen | undefined
  #withoutScreen = 0

  constructor(script: string, seconds: number) {
    this.#args = [launcher, 'run', '--no-record', '--threads', '1', script]
    this.#seconds = seconds
  }

  async withoutScreen(): Promise<Figures> {
    this.close()
    const child = spawn(process.execPath, [...this.#args, '--headless'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await once(child.stderr, 'data')
    child.stderr.resume()
    await sleep(3000)
    const cpuSince = watchCpu(child.pid ?? 0, child.pid)
    await sleep(this.#seconds * 1000)
    const cpu = cpuSince()
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    this.#withoutScreen = cpu ?? Number.NaN
    return { thread: percent(cpu) }
  }

  async view([key, , shows]: (typeof VIEWS)[number]): Promise<Figures> {
    const screen = await this.#running()
    screen.press(key)
    await screen.waitFor(shows, PATIENCE)
    await sleep(1500)
    const before = screen.raw.length
    const cpuSince = watchCpu(screen.pid, screen.pid)
    await sleep(this.#seconds * 1000)
    const cpu = cpuSince()
    const written = screen.raw.slice(before)
    return {
      thread: percent(cpu),
      screen: percent(cpu === undefined ? undefined : cpu - this.#withoutScreen),
      written: Buffer.byteLength(written) / 1000 / this.#seconds,
      frames: written.split(SYNCHRONIZED).length / this.#seconds,
    }
  }

  close(): void {
    this.#screen?.[Symbol.dispose]()
    this.#screen = undefined
  }

  async #running(): Promise<Screen> {
    if (this.#screen !== undefined) return this.#screen
    this.#screen = new Screen(process.execPath, this.#args, SIZE)
    await this.#screen.waitFor('RUNNING', PATIENCE)
    await sleep(3000)
    return this.#screen
  }
}

/** Every frame ends so (synchronised output). */
const SYNCHRONIZED = '\u001b[?2026l'

const percent = (share: number | undefined): number | undefined => (share === undefined ? undefined : share * 100)

/** From the start of the process to the first frame with something on it. */
const firstFrameCase = (url: string): BenchCase => ({
  name: 'start',
  measure: async () => {
    const startedAt = performance.now()
    using screen = new Screen(process.execPath, [launcher, 'explore', url, '--no-record'], SIZE)
    await screen.waitFor('kneepoint', PATIENCE)
    const took = performance.now() - startedAt
    const cpu = cpuSecondsOf(screen.pid)
    return { 'first frame': took, 'CPU till then': cpu === undefined ? undefined : cpu * 1000 }
  },
})

const KEYS = 30

/** As many requests as it can, then + and - in turns: from the press until the answer is on the screen. */
const keyCase = (url: string): BenchCase => ({
  name: 'key under full load',
  measure: async () => {
    using screen = new Screen(process.execPath, [launcher, 'explore', url, '--vus', '100', '--no-record'], SIZE)
    await screen.waitFor('RUNNING', PATIENCE)
    await sleep(3000)
    const took: number[] = []
    for (let press = 0; press < KEYS; press += 1) {
      const [key, answer] = press % 2 === 0 ? ['+', '100 -> 120 VUs'] : ['-', '120 -> 100 VUs']
      const pressedAt = performance.now()
      screen.press(key)
      await screen.waitUntil(() => echo(screen).includes(answer), `the answer to ${key}`, PATIENCE)
      took.push(performance.now() - pressedAt)
      await sleep(100 + ((press * 37) % 200))
    }
    took.sort((a, b) => a - b)
    return { 'key p50': took[Math.floor(KEYS / 2)], 'key p95': took[Math.floor(KEYS * 0.95)] }
  },
})

/** The row in which keys are answered. */
const echo = (screen: Screen): string => screen.text().split('\n').at(-2) ?? ''
