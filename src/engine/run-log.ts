import type { Millis } from '../base/units.ts'
import type { ProblemView, RunEvent } from './api.ts'
import type { RunObserver } from './run-observer.ts'
import type { WorkerNews } from './workers/protocol.ts'

/** Who does something, and why if he said so. */
export type EventSource = Pick<RunEvent, 'by' | 'because'>

/** The newest so many are shown; all are counted. */
const MOST_EVENTS = 500
const MOST_PROBLEMS = 200

/** What happened in a run, in order, and what failed, grouped. */
export class RunLog {
  readonly #observers: readonly RunObserver[]
  #events: readonly RunEvent[] = []
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

  /** All of them, for the result. */
  get allEvents(): readonly RunEvent[] {
    return this.#all
  }

  /** Most frequent first. */
  get problems(): readonly ProblemView[] {
    return this.#problemList
  }

  /** Events stand in the order of their times: one that comes after a change that is not yet in force has the time of that. */
  add(event: RunEvent): void {
    const inOrder = { ...event, at: Math.max(event.at, this.#all.at(-1)?.at ?? 0) }
    this.#all.push(inOrder)
    for (const observer of this.#observers) observer.event?.(inOrder)
    this.#events = this.#all.slice(-MOST_EVENTS)
  }

  /** What a script or a worker logged; lines for debugging are for the log only. */
  addLine(at: Millis, { level, source, message }: Extract<WorkerNews, { type: 'log' }>): void {
    if (level === 'debug') return
    this.add({ at, by: 'engine', kind: source === 'engine' ? 'warning' : 'log', text: message })
  }

  /** Counts failures that read alike; the first of a kind is an event too. */
  addProblem(at: Millis, problem: { readonly code: number; readonly message: string; readonly count: number }): void {
    const { code, message, count } = problem
    const known = this.#problems.get(message)
    if (known === undefined && this.#problems.size >= MOST_PROBLEMS) return
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
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
