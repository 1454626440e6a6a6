import type { Store } from '../base/store.ts'
import type { Millis, Share } from '../base/units.ts'
import type { BackendView, CheckView, RequestView, Tick, Window } from './api.ts'
import { BackendTable } from './backend-table.ts'
import { CheckTable } from './check-table.ts'
import { Aggregator, type ClosedWindow } from './metrics/aggregator.ts'
import type { SampleBook } from './metrics/sample-book.ts'
import { addConnections, type ConnectionCount } from './metrics/connection-count.ts'
import { RECENT_WINDOWS, RequestTable } from './request-table.ts'
import type { RunObserver } from './run-observer.ts'
import type { RunTicks } from './run-ticks.ts'
import { MetricView } from './metrics/view.ts'
import { RecentView } from './recent-view.ts'
import type { Selector } from './metrics/selector.ts'
import type { WatchedWindow } from './thresholds/threshold-watch.ts'
import type { Measured, ScenarioState, TickNews, WorkerState } from './workers/protocol.ts'
import { type WindowFacts, windowOf } from './window-series.ts'

/** Windows kept for the views: an hour. */
const MOST_WINDOWS = 3600

export interface WorkerMeasures {
  readonly state: WorkerState | undefined
  readonly utilisation: Share
  readonly lost: number
  /** Until when it has told how it stands; undefined before it did. */
  readonly toldUntil: Millis | undefined
  readonly startLagP99: Millis | undefined
}

interface Kept {
  /** Groups and scenarios are summarized by themselves too. */
  readonly hasParts: boolean
  readonly observers: readonly RunObserver[]
  readonly ticks: RunTicks
}

/** All numbers of a run on the main side: windows, ticks, totals, and how each worker stands. */
export class RunMeasures {
  readonly #aggregator: Aggregator
  readonly #observers: readonly RunObserver[]
  readonly #ticks: RunTicks
  readonly #states = new Map<number, WorkerState>()
  /** By worker, then by scenario. */
  readonly #standing = new Map<number, ReadonlyMap<string, ScenarioState>>()
  /** By scenario, as of the last window that closed: snapshots are taken more often, of what may be hundreds of scenarios. */
  readonly #recentViews = new Map<string, RecentView>()
  readonly #utilisation = new Map<number, Share>()
  readonly #toldUntil = new Map<number, Millis>()
  readonly #requests = new RequestTable()
  readonly #backends = new BackendTable()
  readonly #checks = new CheckTable()
  #windows: readonly Window[] = []
  #recent: ClosedWindow[] = []
  #all: Window[] = []
  readonly #fed: Readonly<Record<string, number>>[] = []
  /** The last number of active VUs that was not 0: at the end of the run all of them are gone. */
  #lastVus: number | undefined
  /** VUs once made stay until the end, though their worker may be gone. */
  #mostInitialized = 0

  constructor(threads: number, selectors: readonly Selector[], { hasParts, observers, ticks }: Kept) {
    const workers = Array.from({ length: threads }, (_, id) => id)
    this.#aggregator = new Aggregator(workers, selectors, hasParts)
    this.#observers = observers
    this.#ticks = ticks
  }

  get windows(): readonly Window[] {
    return this.#windows
  }

  get requests(): readonly RequestView[] {
    return this.#requests.views
  }

  get backends(): readonly BackendView[] {
    return this.#backends.views
  }

  get checks(): readonly CheckView[] {
    return this.#checks.views
  }

  get ticks(): Store<readonly Tick[]> {
    return this.#ticks.ticks
  }

  /** Every window of the run, for the result: about 1 kB a second, 3.3 MB an hour. */
  get allWindows(): readonly Window[] {
    return this.#all
  }

  get totals(): SampleBook {
    return this.#aggregator.totals
  }

  apply({ measured, ...news }: Omit<TickNews, 'type'>): void {
    if (measured !== undefined) this.#applyMeasured(measured)
    this.#ticks.apply(news)
    this.#utilisation.set(news.tick.worker, news.utilisation)
    this.#toldUntil.set(news.tick.worker, news.tick.to)
  }

  #applyMeasured({ delta, state, samples }: Measured): void {
    this.#aggregator.apply(delta)
    for (const observer of this.#observers) observer.measured?.(delta, samples)
    this.#states.set(delta.worker, state)
    this.#standing.set(delta.worker, new Map(state.scenarios.map((it) => [it.scenario, it])))
    if (this.vusAllocated > 0) this.#lastVus = this.vusActive
    this.#mostInitialized = Math.max(this.#mostInitialized, this.vusInitialized)
  }

  /** Readings that nobody in the engine takes, by their names; they count in the window that closes next. */
  feed(readings: Readonly<Record<string, number>>): void {
    this.#fed.push(readings)
  }

  retire(worker: number): void {
    this.#aggregator.retire(worker)
    this.#ticks.retire(worker)
  }

  /** The worker is dead: its VUs are gone, what it has sent stays. */
  bury(worker: number): void {
    this.#states.delete(worker)
    this.#utilisation.delete(worker)
    this.#standing.delete(worker)
    this.#aggregator.retire(worker)
  }

  /** Closes the windows that are complete at `now`; `facts` says what samples do not. */
  close(now: Millis, facts: (to: Millis) => WindowFacts): readonly WatchedWindow[] {
    return this.#take(this.#aggregator.close(now), facts, this.vusActive)
  }

  /** The scenarios are over: what teardown measures counts in the last window. */
  endAt(end: Millis): void {
    this.#aggregator.endAt(end)
  }

  closeAll(end: Millis, facts: (to: Millis) => WindowFacts): readonly WatchedWindow[] {
    return this.#take(this.#aggregator.closeAll(end), facts, this.#lastVus ?? this.#mostInitialized)
  }

  /** `startLagP99` is over the last closed second. */
  worker(id: number): WorkerMeasures {
    const lag = this.#recent.at(-1)?.book.lagOfWorker.get(id)
    return {
      state: this.#states.get(id),
      utilisation: this.#utilisation.get(id) ?? 0,
      lost: this.#aggregator.lostDeltas(id),
      toldUntil: this.#toldUntil.get(id),
      startLagP99: lag?.histogram.quantile(0.99),
    }
  }

  /** The scenario's standing in every worker that has said something. */
  statesOf(scenario: string): ScenarioState[] {
    return [...this.#standing.values()].map((states) => states.get(scenario)).filter((state) => state !== undefined)
  }

  /** Whether the scenario has ended in all of so many workers. */
  isDone(scenario: string, workers: number): boolean {
    if (this.#standing.size < workers) return false
    for (const states of this.#standing.values()) if (states.get(scenario)?.stage !== 'done') return false
    return true
  }

  get connections(): readonly ConnectionCount[] {
    return addConnections([...this.#states.values()].map(({ connections }) => connections))
  }

  get inFlight(): number {
    return this.#sum(({ busy }) => busy)
  }

  get vusAllocated(): number {
    return this.#sum(({ allocated }) => allocated)
  }

  get vusActive(): number {
    return this.#sum(({ active }) => active)
  }

  get vusInitialized(): number {
    return [...this.#states.values()].reduce((sum, { vusInitialized }) => sum + vusInitialized, 0)
  }

  recentOf(scenario: string): RecentView {
    let view = this.#recentViews.get(scenario)
    if (view === undefined) this.#recentViews.set(scenario, (view = this.#viewRecent(scenario)))
    return view
  }

  #viewRecent(scenario: string): RecentView {
    const views = this.#recent.map(({ book }) => book.scenarios.get(scenario) ?? NOTHING)
    const total = this.totals.scenarios.get(scenario) ?? NOTHING
    return new RecentView(measuredSeconds(this.#all.at(-1)), views, total)
  }

  #sum(of: (state: ScenarioState) => number): number {
    let sum = 0
    for (const { scenarios } of this.#states.values()) for (const state of scenarios) sum += of(state)
    return sum
  }

  #take(all: readonly ClosedWindow[], facts: (to: Millis) => WindowFacts, vus: number): readonly WatchedWindow[] {
    // What came after the last one is in the totals; a window without any length is none.
    const closed = all.filter(({ from, to }) => to > from)
    const before = this.#all.length
    for (const window of closed) {
      recordVus(window, vus, this.#mostInitialized, this.totals)
      for (const readings of this.#fed.splice(0)) recordReadings([window.book, this.totals], readings)
      const view = windowOf(window, facts(window.to))
      this.#all.push(view)
      for (const observer of this.#observers) observer.window?.(window, view)
    }
    for (const late of all.filter(({ from, to }) => to <= from)) {
      for (const observer of this.#observers) observer.window?.(late, undefined)
    }
    if (all.length > 0) this.#recentViews.clear()
    if (closed.length === 0) return []
    this.#recent = [...this.#recent, ...closed].slice(-RECENT_WINDOWS)
    this.#windows = this.#all.slice(-MOST_WINDOWS)
    this.#checks.update(this.totals, closed)
    const watched = closed.map(({ from, to, book }, index) => {
      const length = to - from
      return { book, to, length, measured: length - (this.#all[before + index]?.pausedFor ?? 0) }
    })
    this.#requests.update(this.totals, watched)
    this.#backends.update(this.totals, watched)
    return watched
  }
}

const NOTHING = new MetricView()

/** Time paused is no time to divide by; of less than 10 ms no rate is made. */
function measuredSeconds(window: Window | undefined): number {
  const measured = window === undefined ? 0 : window.to - window.from - window.pausedFor
  return measured < 10 ? 0 : measured / 1000
}

const READING = { kind: 'trend', contains: 'default', internal: true } as const

function recordReadings(books: readonly SampleBook[], readings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(readings)) {
    for (const { overall } of books) {
      const sink = overall.sink(name, READING)
      if (sink.kind === 'trend') sink.histogram.record(value)
    }
  }
}

const GAUGE = { kind: 'gauge', contains: 'default', internal: false } as const

/** A last window that is shorter ends before the second at which k6 would have looked. */
const VUS_SAMPLED_AFTER: Millis = 900

/** k6 samples `vus` and `vus_max` once a second; here they are sums over workers, which only main knows. */
function recordVus({ book, from, to }: ClosedWindow, vus: number, max: number, totals: SampleBook): void {
  for (const { overall } of to - from < VUS_SAMPLED_AFTER ? [book] : [book, totals]) {
    const active = overall.sink('vus', GAUGE)
    const initialized = overall.sink('vus_max', GAUGE)
    if (active.kind === 'gauge') active.set(vus, vus, vus)
    if (initialized.kind === 'gauge') initialized.set(max, max, max)
  }
}
