import type { Millis } from '../base/units.ts'
import type { ProblemView, RunEvent } from './api.ts'
import type { RunObserver } from './run-observer.ts'
import type { WorkerNews } from './workers/protocol.ts'

/** Who does something, and why if he said so. */
export type EventSource = Pick<RunEvent, 'by' | 'because'>

/** The newest so many are shown. */
const MOST_EVENTS = 500
const MOST_LINES = 1000
/** So many lines of scripts stand in the result and in the record; a script that logs in every iteration must not fill disk and memory. */
const MOST_KEPT_LINES = 10_000
const MOST_PROBLEMS = 200
const OTHER_PROBLEMS = '(other failures)'

/** What happened in a run, in order, and what failed, grouped. */
export class RunLog {
  readonly #observers: readonly RunObserver[]
  #events: readonly RunEvent[] = []
  #lines: readonly RunEvent[] = []
  #lineCount = 0
  #all: RunEvent[] = []
  readonly #problems = new Map<string, ProblemView>()
  #problemList: readonly ProblemView[] = []

  constructor(observers: readonly RunObserver[] = []) {
    this.#observers = observers
  }

  /** The newest, oldest first; the list is a new one only when something was added. */
  get events(): readonly RunEvent[] {
    return this.#events
  }

  /** What scripts logged: the newest, oldest first. */
  get lines(): readonly RunEvent[] {
    return this.#lines
  }

  get lineCount(): number {
    return this.#lineCount
  }

  /** Events and lines, for the result. */
  get allEvents(): readonly RunEvent[] {
    return this.#all
  }

  /** Most frequent first. */
  get problems(): readonly ProblemView[] {
    return this.#problemList
  }

  add(event: RunEvent): void {
    this.#events = [...this.#events.slice(1 - MOST_EVENTS), this.#keep(event)]
  }

  /** What a script or a worker logged; lines for debugging are for the log only. */
  addLine(at: Millis, { level, source, message }: Extract<WorkerNews, { type: 'log' }>): void {
    if (level === 'debug') return
    if (source === 'engine') return this.add({ at, by: 'engine', kind: 'warning', text: message })
    this.#lineCount += 1
    const line: RunEvent = { at, by: 'engine', kind: 'log', text: message }
    this.#lines = [...this.#lines.slice(1 - MOST_LINES), this.#lineCount <= MOST_KEPT_LINES ? this.#keep(line) : line]
    if (this.#lineCount === MOST_KEPT_LINES) this.add({ at, by: 'engine', kind: 'warning', text: NO_MORE_LINES })
  }

  /** Counts failures that read alike; the first of a kind is an event too. */
  addProblem(at: Millis, problem: { readonly code: number; readonly message: string; readonly count: number }): void {
    const isNew = !this.#problems.has(problem.message)
    const isOther = isNew && this.#problems.size >= MOST_PROBLEMS - 1
    const { code, message, count } = isOther ? { ...problem, code: 0, message: OTHER_PROBLEMS } : problem
    const known = this.#problems.get(message)
    if (known === undefined) this.add({ at, by: 'engine', kind: 'error', text: firstLine(message) })
    this.#problems.set(message, {
      code,
      message,
      count: (known?.count ?? 0) + count,
      firstAt: known?.firstAt ?? at,
      lastAt: at,
    })
    this.#problemList = [...this.#problems.values()].sort((a, b) => b.count - a.count)
  }

  /** Events stand in the order of their times: one that comes after a change that is not yet in force has the time of that. */
  #keep(event: RunEvent): RunEvent {
    const inOrder = { ...event, at: Math.max(event.at, this.#all.at(-1)?.at ?? 0) }
    this.#all.push(inOrder)
    for (const observer of this.#observers) observer.event?.(inOrder)
    return inOrder
  }
}

const NO_MORE_LINES = `${MOST_KEPT_LINES} lines logged by scripts: those to come are not in the result and not in the record`

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
