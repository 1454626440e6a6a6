import { createStore, type WritableStore } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type {
  LoadPoint,
  ProblemView,
  RunEvent,
  RunSnapshot,
  ScenarioView,
  ThresholdView,
  Tick,
  Window,
} from '../api.ts'
import { BackendTable } from '../backend-table.ts'
import { CheckTable } from '../check-table.ts'
import { SampleBook } from '../metrics/sample-book.ts'
import { decodeBook } from '../record/book-codec.ts'
import type { RunRecord } from '../record/read-record.ts'
import type { RecordedScenario, ScenarioCourses, WindowLine } from '../record/record-format.ts'
import { RequestTable } from '../request-table.ts'
import { runTotalsOf } from '../run-totals.ts'
import { NO_LATENCY } from '../window-series.ts'

/** What the views show of a run at most; as in a run that goes on. */
const MOST_WINDOWS = 3600
const MOST_EVENTS = 500
const MOST_LINES = 1000
/** Listeners of ticks look at the last minute. */
const MOST_TICKS = 240

const noCourse: readonly LoadPoint[] = []

/** A recorded run at a moment of its own time; it only goes forward. */
export class ReplayState {
  readonly ticks: WritableStore<readonly Tick[]> = createStore<readonly Tick[]>([])
  readonly #record: RunRecord
  readonly #book = new SampleBook()
  readonly #requests = new RequestTable()
  readonly #backends = new BackendTable()
  readonly #checks = new CheckTable()
  readonly #courses = new Map<string, ScenarioCourses>()
  #next = { line: 0, event: 0, tick: 0 }
  #last: WindowLine | undefined
  #windows: readonly Window[] = []
  #events: readonly RunEvent[] = []
  #lines: readonly RunEvent[] = []
  #lineCount = 0
  #thresholds: readonly ThresholdView[] = []
  #problems: readonly ProblemView[] = []

  constructor(record: RunRecord) {
    this.#record = record
  }

  /** All samples up to the moment. */
  get totals(): SampleBook {
    return this.#book
  }

  get windows(): readonly Window[] {
    return this.#windows
  }

  get problems(): readonly ProblemView[] {
    return this.#problems
  }

  get thresholds(): readonly ThresholdView[] {
    return this.#thresholds
  }

  /** When the run was over, or cut off. */
  static lengthOf({ windows }: RunRecord): Millis {
    return windows.findLast(({ window }) => window !== undefined)?.window?.to ?? 0
  }

  moveTo(at: Millis): void {
    this.#takeWindows(at)
    this.#takeEvents(at)
    this.#takeTicks(at)
  }

  snapshot(at: Millis, phase: RunSnapshot['phase']): RunSnapshot {
    const { header } = this.#record
    const scenarios = this.#scenarios.map((scenario): ScenarioView => {
      const courses = this.#courses.get(scenario.name) ?? { plan: noCourse, course: noCourse }
      return { ...scenario, ...courses }
    })
    return {
      target: header.target,
      phase,
      elapsed: at,
      paused: this.#last?.paused ?? 0,
      pausedSince: undefined,
      rampMs: 0,
      plannedEnd: this.#last?.plannedEnd,
      scenarios,
      users: scenarios,
      workers: this.#last?.workers ?? [],
      connections: this.#last?.connections ?? [],
      windows: this.#windows,
      totals: runTotalsOf(this.#book),
      requests: this.#requests.views,
      backends: this.#backends.views,
      checks: this.#checks.views,
      events: this.#events,
      lines: this.#lines,
      lineCount: this.#lineCount,
      problems: this.#problems,
      thresholds: this.#thresholds,
    }
  }

  /** Before the first second is over, it is known what there is, and nothing of how it goes. */
  get #scenarios(): readonly RecordedScenario[] {
    const [first] = this.#record.windows
    return this.#last?.scenarios ?? first?.scenarios.map(notBegun) ?? []
  }

  #takeWindows(at: Millis): void {
    const { windows } = this.#record
    const from = this.#next.line
    for (let line = windows[from]; line !== undefined && isOver(line, at); line = windows[this.#next.line]) {
      this.#next.line += 1
      this.#take(line)
    }
    const added = windows.slice(from, this.#next.line).flatMap(({ window }) => window ?? [])
    if (added.length > 0) this.#windows = [...this.#windows, ...added].slice(-MOST_WINDOWS)
  }

  #take(line: WindowLine): void {
    this.#last = line
    for (const [name, courses] of Object.entries(line.courses ?? {})) this.#courses.set(name, courses)
    this.#thresholds = line.thresholds ?? this.#thresholds
    this.#problems = line.problems ?? this.#problems
    const book = decodeBook(line.book, this.#record.defs)
    this.#book.merge(book)
    if (line.window === undefined) return
    const { from, to, pausedFor } = line.window
    const closed = [{ book, to, measured: to - from - pausedFor }]
    this.#requests.update(this.#book, closed)
    this.#backends.update(this.#book, closed)
    this.#checks.update(this.#book, [{ to, book }])
  }

  #takeEvents(at: Millis): void {
    const added: RunEvent[] = []
    const { events } = this.#record
    for (
      let event = events[this.#next.event];
      event !== undefined && event.at <= at;
      event = events[this.#next.event]
    ) {
      this.#next.event += 1
      added.push(event)
    }
    if (added.length === 0) return
    const lines = added.filter(({ kind }) => kind === 'log')
    this.#lineCount += lines.length
    if (lines.length > 0) this.#lines = [...this.#lines, ...lines].slice(-MOST_LINES)
    if (lines.length < added.length) {
      this.#events = [...this.#events, ...added.filter(({ kind }) => kind !== 'log')].slice(-MOST_EVENTS)
    }
  }

  /** In portions of what a listener looks at, so that none is missed by a leap. */
  #takeTicks(at: Millis): void {
    const { ticks } = this.#record
    while (ticks[this.#next.tick] !== undefined && (ticks[this.#next.tick]?.to ?? Infinity) <= at) {
      const from = this.#next.tick
      let to = from
      while (to - from < MOST_TICKS / 2 && (ticks[to]?.to ?? Infinity) <= at) to += 1
      this.#next.tick = to
      this.ticks.set(ticks.slice(Math.max(0, to - MOST_TICKS), to))
    }
  }
}

const notBegun = (scenario: RecordedScenario): RecordedScenario => ({
  ...scenario,
  state: 'waiting',
  offered: undefined,
  achieved: undefined,
  good: undefined,
  vusBusy: 0,
  vusActive: 0,
  inFlight: 0,
  latency: NO_LATENCY,
  errorShare: undefined,
  dropped: 0,
  checkShare: undefined,
  iterations: 0,
})

/** What came after the end of the run belongs to its last moment. */
const isOver = ({ window }: WindowLine, at: Millis): boolean => window === undefined || window.to <= at
