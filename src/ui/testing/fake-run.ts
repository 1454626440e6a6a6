import type { Exploration } from '../../analysis/exploration.ts'
import { seededRng } from '../../base/rng.ts'
import { createStore, type WritableStore } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import { FakeAnalysis } from './fake-analysis.ts'
import type {
  Actor,
  Answer,
  Command,
  Latency,
  RunEvent,
  RunHandle,
  RunOutcome,
  RunSnapshot,
  ScenarioView,
  Window,
} from '../../engine/api.ts'

export interface FakeScenario {
  readonly name: string
  readonly model: ScenarioView['model']
  readonly load: number
}

export interface FakeRunOptions {
  readonly scenarios?: readonly FakeScenario[]
  /** Requests per second that the simulated target can serve; more wait in a queue. */
  readonly capacity?: number
  readonly target?: string
}

/** Accepted and put on record, and no more. */
type Unmodelled = Extract<
  Command,
  {
    type:
      | 'scale'
      | 'set-stages'
      | 'set-max-vus'
      | 'set-ramp'
      | 'start-scenario'
      | 'stop-scenario'
      | 'seek'
      | 'set-speed'
  }
>
const unmodelled: Record<Unmodelled['type'], true> = {
  scale: true,
  'set-stages': true,
  'set-max-vus': true,
  'set-ramp': true,
  'start-scenario': true,
  'stop-scenario': true,
  seek: true,
  'set-speed': true,
}
const isUnmodelled = (command: Command): command is Unmodelled => Object.hasOwn(unmodelled, command.type)

const serviceTime: Millis = 20
const queueLength = 200
const noSample: Latency = { count: 0, p50: undefined, p95: undefined, p99: undefined }

/**
 * A run that is only arithmetic: a target with a bounded queue, watched through the real api. Time moves when `advance` is
 * called, so a test can pass a minute in no time.
 */
export class FakeRun implements RunHandle {
  readonly snapshots: WritableStore<RunSnapshot>
  readonly ticks: RunHandle['ticks'] = createStore([])
  /** What the passive analysis says of the windows that have passed. */
  readonly exploration: WritableStore<Exploration>
  readonly finished: Promise<RunOutcome>
  summary = 'summary so far'
  /** Everything that was sent, in order. */
  readonly sent: { readonly command: Command; readonly by: Actor }[] = []
  readonly #capacity: number
  readonly #random: () => number = seededRng(7)
  readonly #finish: (outcome: RunOutcome) => void
  readonly #analyser: FakeAnalysis
  #backlog = 0

  constructor({ scenarios = [browse], capacity = 400, target = 'http://127.0.0.1:8080/' }: FakeRunOptions = {}) {
    this.#capacity = capacity
    this.snapshots = createStore(firstSnapshot(scenarios, target))
    this.#analyser = new FakeAnalysis(scenarios)
    this.exploration = createStore(this.#analyser.read())
    const { promise, resolve } = Promise.withResolvers<RunOutcome>()
    this.finished = promise
    this.#finish = resolve
  }

  readonly summarySoFar = (): string => this.summary

  readonly send = (command: Command, by: Actor): Answer => {
    this.sent.push({ command, by })
    return this.#obey(command, by)
  }

  /** Lets time pass in steps of a second, each a closed window. */
  advance(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) this.#passSecond()
    if (seconds > 0) this.exploration.set(this.#analyser.read())
  }

  /** Changes what a test needs to see. */
  patch(change: Partial<RunSnapshot>): void {
    const next = { ...this.snapshots.get(), ...change }
    this.snapshots.set({ ...next, users: next.scenarios })
  }

  patchScenario(name: string, change: Partial<ScenarioView>): void {
    const { scenarios } = this.snapshots.get()
    this.patch({
      scenarios: scenarios.map((scenario) => (scenario.name === name ? { ...scenario, ...change } : scenario)),
    })
  }

  #obey(command: Command, by: Actor): Answer {
    if (isUnmodelled(command)) return this.#accept({ kind: 'load', text: command.type, by })
    switch (command.type) {
      case 'set-rate':
        return this.#setLoad(command.scenario, command.rate, by)
      case 'set-vus':
        return this.#setLoad(command.scenario, command.vus, by)
      case 'follow-plan':
        return this.#followPlan(command.scenario, by)
      case 'pause':
      case 'resume':
        this.patch({ phase: { kind: command.type === 'pause' ? 'paused' : 'running' } })
        return this.#accept({ kind: 'pause', text: `${command.type}d`, by })
      case 'mark':
        return this.#accept({ kind: 'mark', text: command.note, by })
      case 'undo':
        return { accepted: false, said: 'nothing to undo' }
      case 'explore':
        return { accepted: true, said: `explore ${command.action}` }
      case 'stop':
        return this.#stop(command.graceful, by)
    }
  }

  #setLoad(name: string, load: number, by: Actor): Answer {
    const scenario = this.snapshots.get().scenarios.find((candidate) => candidate.name === name)
    if (scenario === undefined) return { accepted: false, said: `no scenario ${name}` }
    this.patchScenario(name, { load, overridden: load !== scenario.planned })
    const text = `load ${name} ${scenario.load} -> ${load}${scenario.model === 'open' ? '/s' : ' VUs'}`
    return this.#accept({ kind: 'load', text, by })
  }

  #followPlan(name: string | undefined, by: Actor): Answer {
    for (const { name: each, planned } of this.snapshots.get().scenarios) {
      if (name === undefined || name === each) this.patchScenario(each, { load: planned, overridden: false })
    }
    return this.#accept({ kind: 'load', text: `${name ?? 'every scenario'} follows its plan`, by })
  }

  #stop(graceful: boolean, by: Actor): Answer {
    const { elapsed } = this.snapshots.get()
    this.patch({ phase: graceful ? { kind: 'stopping', deadline: elapsed + 30_000 } : { kind: 'finished' } })
    if (!graceful) this.#finish({ exitCode: 105, summary: 'summary' })
    return this.#accept({ kind: 'phase', text: graceful ? 'stopping' : 'stopped at once', by })
  }

  #accept(event: Omit<RunEvent, 'at'>): Answer {
    const { events, elapsed } = this.snapshots.get()
    this.patch({ events: [...events, { at: elapsed, ...event }] })
    return { accepted: true, said: event.text }
  }

  #passSecond(): void {
    const before = this.snapshots.get()
    const window = this.#closeWindow(before)
    const { totals } = before
    this.#analyser.add(window)
    this.patch({
      elapsed: before.elapsed + 1000,
      windows: [...before.windows, window],
      scenarios: before.scenarios.map((scenario) => seen(scenario, window, before.scenarios)),
      workers: before.workers.map((worker) => ({ ...worker, utilisation: 0.3 + 0.02 * this.#random() })),
      totals: {
        ...totals,
        offered: totals.offered + window.offered,
        started: totals.started + window.started,
        achieved: totals.achieved + window.achieved,
        good: totals.good + window.good,
        dropped: totals.dropped + window.dropped,
        requests: totals.requests + window.requests,
        failedRequests: totals.failedRequests + window.failedRequests,
      },
    })
  }

  /** Arrivals join a queue that is served at capacity; what finds it full is refused at once. */
  #closeWindow({ elapsed, scenarios, phase }: RunSnapshot): Window {
    const isRunning = phase.kind === 'running'
    const offered = isRunning ? Math.round(scenarios.reduce((sum, scenario) => sum + arrivals(scenario), 0)) : 0
    const queued = this.#backlog + offered
    const served = Math.min(queued, Math.round(this.#capacity * (0.99 + 0.02 * this.#random())))
    const refused = Math.max(0, queued - served - queueLength)
    this.#backlog = queued - served - refused
    const wait = serviceTime + (this.#backlog / this.#capacity) * 1000
    const latency: Latency = {
      count: served,
      p50: wait * 0.95,
      p95: wait * 1.2 + 2 * this.#random(),
      p99: wait * 1.4 + 4,
    }
    return {
      from: elapsed,
      to: elapsed + 1000,
      offered,
      started: offered,
      achieved: served + refused,
      good: served,
      dropped: 0,
      interrupted: 0,
      requests: served + refused,
      failedRequests: refused,
      inFlight: this.#backlog + Math.round((served * serviceTime) / 1000),
      vus: 200,
      latency: served === 0 ? noSample : latency,
      fromDue: latency,
      startLag: { count: served, p50: 0.3, p95: 0.7, p99: 0.9 },
      firstByte: undefined,
      withoutPort: 0,
      withoutFile: 0,
      checksPassed: served,
      checksFailed: refused,
      pausedFor: phase.kind === 'paused' ? 1000 : 0,
      load: Object.fromEntries(scenarios.map(({ name, load }) => [name, load])),
    }
  }
}

const browse: FakeScenario = { name: 'browse', model: 'open', load: 100 }

/** A VU asks again as soon as it is served; each is worth what it could do alone. */
const arrivals = ({ model, load }: ScenarioView): number => (model === 'open' ? load : (load * 1000) / serviceTime)

function seen(scenario: ScenarioView, window: Window, all: readonly ScenarioView[]): ScenarioView {
  const share =
    arrivals(scenario) /
    Math.max(
      1,
      all.reduce((sum, each) => sum + arrivals(each), 0),
    )
  const inFlight = Math.round(window.inFlight * share)
  return {
    ...scenario,
    offered: window.offered * share,
    achieved: window.achieved * share,
    good: window.good * share,
    inFlight,
    vusBusy: scenario.model === 'open' ? inFlight : scenario.load,
    latency: window.latency,
    errorShare: window.requests === 0 ? undefined : window.failedRequests / window.requests,
    checkShare: window.checksPassed / Math.max(1, window.checksPassed + window.checksFailed),
    iterations: scenario.iterations + Math.round(window.achieved * share),
  }
}

function firstSnapshot(scenarios: readonly FakeScenario[], target: string): RunSnapshot {
  return {
    target,
    phase: { kind: 'running' },
    elapsed: 0,
    paused: 0,
    pausedSince: undefined,
    rampMs: 0,
    plannedEnd: undefined,
    scenarios: scenarios.map(firstView),
    users: scenarios.map(firstView),
    workers: [1, 2].map((id) => ({
      id,
      health: undefined,
      utilisation: 0.3,
      startLagP99: 0.9,
      vus: 100,
      lostDeltas: 0,
    })),
    connections: [],
    windows: [],
    totals: {
      offered: 0,
      started: 0,
      achieved: 0,
      good: 0,
      dropped: 0,
      interrupted: 0,
      requests: 0,
      failedRequests: 0,
    },
    requests: [],
    backends: [],
    checks: [],
    events: [],
    lines: [],
    lineCount: 0,
    problems: [],
    thresholds: [],
  }
}

const firstView = ({ name, model, load }: FakeScenario): ScenarioView => ({
  name,
  executor: model === 'open' ? 'constant-arrival-rate' : 'constant-vus',
  model,
  startsAt: 0,
  endsAt: undefined,
  plan: [{ at: 0, load }],
  course: [{ at: 0, load }],
  state: 'running',
  load,
  planned: load,
  overridden: false,
  offered: undefined,
  achieved: undefined,
  good: undefined,
  vusBusy: 0,
  vusAllocated: 200,
  vusActive: 87,
  vusMax: 200,
  inFlight: 0,
  latency: noSample,
  errorShare: undefined,
  dropped: 0,
  checkShare: undefined,
  iterations: 0,
})
