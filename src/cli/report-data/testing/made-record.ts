import type { ProblemView, RunEvent, Tick, Window } from '../../../engine/api.ts'
import { checkKey, SampleBook } from '../../../engine/metrics/sample-book.ts'
import type { Contains, MetricKind } from '../../../engine/metrics/metric.ts'
import { backendKey } from '../../../engine/metrics/backend-stats.ts'
import { requestKey } from '../../../engine/metrics/request-stats.ts'
import type { Sink } from '../../../engine/metrics/sink.ts'
import type { MetricView } from '../../../engine/metrics/view.ts'
import { BookEncoder } from '../../../engine/record/book-codec.ts'
import type { RunRecord } from '../../../engine/record/read-record.ts'
import type { RecordHeader, WindowLine } from '../../../engine/record/record-format.ts'
import type { ScenarioConfig } from '../../../engine/config/scenario.ts'
import { windowOf } from '../../../engine/window-series.ts'

/** A run that never was, a second at a time. */
export interface MadeRun {
  readonly seconds: number
  /** Iterations per second and scenario; each is one request, unless there are none. */
  readonly rate?: (second: number) => number
  /** Of request `index` of a second, in ms. */
  readonly took?: (second: number, index: number) => number
  /** Whether it fails. */
  readonly fails?: (second: number, index: number) => boolean
  readonly scenarios?: readonly string[]
  /** Who answers request `index` of a second; else always the same address. */
  readonly answeredBy?: (second: number, index: number) => string
  /** Names of requests, taken in turn; none: the script makes no requests. */
  readonly names?: readonly string[]
  readonly checks?: readonly string[]
  readonly pausedAt?: ReadonlySet<number>
  readonly events?: readonly RunEvent[]
  readonly problems?: readonly ProblemView[]
  readonly result?: unknown
  readonly target?: string
}

const usual = {
  rate: () => 20,
  took: () => 20,
  fails: () => false,
  scenarios: ['browse'],
  answeredBy: () => '127.0.0.1:1',
  names: ['GET /'],
  checks: [],
  pausedAt: new Set<number>(),
  events: [],
  problems: [],
  result: undefined,
  target: 'http://127.0.0.1:1/',
} satisfies Partial<MadeRun>

type Settled = Required<MadeRun>

/** The record of it, as it is read back. */
export function madeRecord(run: MadeRun): RunRecord {
  const all: Settled = { ...usual, ...run }
  const encoder = new BookEncoder()
  const windows = Array.from({ length: all.seconds }, (_, second) => lineOf(all, second, encoder))
  return {
    folder: '/nowhere',
    header: headerOf(all),
    windows,
    defs: windows.flatMap(({ defs }) => defs),
    events: all.events,
    readings: windows.map(({ window }) => ({
      at: window?.to ?? 0,
      of: 'host',
      reading: { reading: { cpu: { total: 0.4 } } },
    })),
    ticks: windows.flatMap(({ window }) => (window === undefined ? [] : [tickOf(window)])),
    result: all.result,
    damaged: 0,
  }
}

const scenarioOf = (name: string): ScenarioConfig => ({
  name,
  executor: 'constant-arrival-rate',
  startTime: 0,
  gracefulStop: 0,
  exec: 'default',
  env: {},
  tags: {},
  timeUnit: 1000,
  preAllocatedVUs: 10,
  maxVUs: 10,
  arrival: { kind: 'even' },
  rate: 20,
  duration: 60_000,
})

const headerOf = ({ target, scenarios }: Settled): RecordHeader =>
  ({
    id: '20261128-120000-abcd',
    program: '0.1.0',
    command: 'run',
    target,
    startedAt: '2026-11-28T12:00:00.000Z',
    labels: {},
    config: { scenarios: scenarios.map(scenarioOf), threads: 2, http: {} },
    host: { cpus: 2, memoryBytes: 2 ** 31, platform: 'linux x64', node: 'v26' },
  }) as unknown as RecordHeader

function lineOf(run: Settled, second: number, encoder: BookEncoder): WindowLine {
  const [from, to] = [second * 1000, (second + 1) * 1000]
  const isPaused = run.pausedAt.has(second)
  const book = isPaused ? new SampleBook() : bookOf(run, second)
  const load = Object.fromEntries(run.scenarios.map((name) => [name, run.rate(second)]))
  const facts = { inFlight: 2, vus: 10, pausedFor: isPaused ? 1000 : 0, load }
  const { defs, line } = encoder.encode(book)
  return {
    window: windowOf({ from, to, book }, facts),
    defs,
    book: line,
    phase: 'running',
    paused: 0,
    scenarios: [],
    workers: [{ id: 0, health: undefined, utilisation: 0.25, startLagP99: 1, vus: 10, lostDeltas: 0 }],
    connections: [],
    plannedEnd: undefined,
    ...(second === run.seconds - 1 ? { problems: run.problems } : {}),
  }
}

/** One that took a second: those of a busy worker may. */
const tickOf = ({ from, to, load, started, good, dropped, inFlight, latency, fromDue, pausedFor }: Window): Tick => ({
  from,
  to,
  load,
  started,
  good,
  failed: 0,
  dropped,
  failures: { refused: 0, timedOut: 0, starved: 0 },
  inFlight,
  iteration: fromDue,
  iterationTime: (fromDue.p50 ?? 0) * fromDue.count,
  iterationSquares: (fromDue.p50 ?? 0) ** 2 * fromDue.count,
  response: latency,
  slow: undefined,
  startLagP99: 1,
  utilisation: 0.25,
  pausedFor,
})

function bookOf(run: Settled, second: number): SampleBook {
  const book = new SampleBook()
  for (const scenario of run.scenarios) {
    for (let index = 0; index < run.rate(second); index += 1) {
      const answer = { took: run.took(second, index), isFailed: run.fails(second, index) }
      for (const view of [book.overall, book.scenario(scenario)]) addIteration(view, answer, run.names.length > 0)
      const name = run.names[(second * 7 + index) % run.names.length]
      if (name !== undefined) {
        addRequest(book, name, answer)
        addAnswer(book, run.answeredBy(second, index), answer)
      }
      for (const check of run.checks) addTo(book.checkSink(checkKey('::front', check)), answer.took < 100 ? 1 : 0)
    }
  }
  return book
}

interface MadeAnswer {
  readonly took: number
  readonly isFailed: boolean
}

function addIteration(view: MetricView, { took, isFailed }: MadeAnswer, hasRequest: boolean): void {
  for (const name of ['iterations_due', 'iterations_started', 'iterations']) add(view, name, 1)
  if (!isFailed) add(view, 'iterations_good', 1)
  for (const name of ['iteration_duration', 'iteration_duration_due']) add(view, name, took, 'trend')
  add(view, 'start_lag', 1, 'trend')
  if (!hasRequest) return
  add(view, 'http_reqs', 1)
  add(view, 'http_req_failed', isFailed ? 1 : 0, 'rate')
  add(view, 'http_req_duration', took, 'trend')
}

function add(view: MetricView, name: string, value: number, kind: MetricKind = 'counter'): void {
  const contains: Contains = kind === 'trend' ? 'time' : 'default'
  addTo(view.sink(name, { kind, contains, internal: false }), value)
}

function addRequest(book: SampleBook, name: string, { took, isFailed }: MadeAnswer): void {
  const stats = book.request(requestKey({ method: 'GET', name }))
  addTo(stats.requests, 1)
  addTo(stats.failures, isFailed ? 1 : 0)
  addTo(stats.durations, took)
  addTo(stats.received, 512)
  addTo(stats.status(isFailed ? '503' : '200'), 1)
}

/** All on connections that were there before. */
function addAnswer(book: SampleBook, backend: string, { took, isFailed }: MadeAnswer): void {
  const stats = book.backend(backendKey({ service: 'http://shop', backend }))
  addTo(stats.durations, took)
  if (isFailed) addTo(stats.failures, 1)
}

function addTo(sink: Sink, value: number): void {
  switch (sink.kind) {
    case 'counter':
      sink.sum += value
      return
    case 'rate':
      sink.passes += value
      sink.total += 1
      return
    case 'gauge':
      return sink.set(value, value, value)
    case 'trend':
      return sink.histogram.record(value)
  }
}
