import type { Millis } from '../../base/units.ts'
import type { ArrivalCursor } from './arrival-cursor.ts'
import type { ArrivalSchedule } from './arrivals.ts'
import { IdleVus, type VuOrder } from './idle-vus.ts'
import type { IterationVu, RunnerStage, RunnerState, ScenarioVus } from './iteration-vu.ts'
import { beginOf, isPaused } from './profile.ts'
import type { Timed } from './run-loop.ts'

/** What a scenario asks of this worker; replaced whole when the operator changes something. */
export interface OpenTerms {
  readonly schedule: ArrivalSchedule
  /** When the scenario begins, on the run's clock. */
  readonly startsAt: Millis
  readonly gracefulStop: Millis
  /** This worker's share of maxVUs. */
  readonly max: number
  /** What all workers of this instance have of maxVUs. */
  readonly maxOfInstance: number
  /** The operator ended it before its time. */
  readonly isStopped: boolean
}

export interface OpenRunnerSetup {
  readonly cursor: ArrivalCursor
  readonly terms: OpenTerms
  /** This worker's share. */
  readonly preAllocated: number
  /** Which of the idle VUs an arrival gets. */
  readonly order: VuOrder
  readonly vus: ScenarioVus
  /** Asks to be ticked again soon. */
  readonly wake: () => void
}

/** How long a tick may start arrivals before other things of the worker get their turn, in ms. */
const TURN = 50
/** Arrivals that find no VU between two looks at the clock: they take next to no time. */
const LOOKS_AT_CLOCK = 256
/** What was due before the end and could not begin by so long after it never begins: the worker cannot keep up. */
const LATEST: Millis = 1000

/**
 * Starts arrivals when they are due, by absolute time. An arrival that finds no idle VU is dropped and counted, never
 * queued; then one VU more is made, up to `max` (k6's rule).
 */
export class OpenRunner implements Timed {
  readonly #setup: OpenRunnerSetup
  readonly #cursor: ArrivalCursor
  readonly #idle: IdleVus
  readonly #busy = new Set<IterationVu>()
  #terms: OpenTerms
  #stage: RunnerStage = 'waiting'
  #deadline = Number.POSITIVE_INFINITY
  #allocated = 0
  #isAllocating = false

  constructor(setup: OpenRunnerSetup) {
    this.#setup = setup
    this.#cursor = setup.cursor
    this.#idle = new IdleVus(setup.order)
    this.#terms = setup.terms
  }

  get state(): RunnerState {
    const busy = this.#busy.size
    return { stage: this.#stage, busy, allocated: this.#allocated, active: busy }
  }

  follow(terms: OpenTerms): void {
    this.#terms = terms
    this.#cursor.replace(terms.schedule)
    this.#releaseSurplus()
    if (this.#stage === 'stopping') this.#deadline = Math.min(this.#deadline, this.#end + terms.gracefulStop)
    this.#setup.wake()
  }

  /** No new arrivals; iterations in flight may go on until `deadline`. */
  stop(deadline: Millis): void {
    if (this.#stage === 'done') return
    this.#stage = 'stopping'
    this.#deadline = Math.min(this.#deadline, deadline)
    this.#setup.wake()
  }

  readonly tick = (now: Millis): Millis => {
    const { startsAt, schedule, gracefulStop } = this.#terms
    if (this.#stage === 'waiting') {
      const begin = beginOf(schedule.rate, startsAt)
      if (this.#terms.isStopped) this.#stage = 'done'
      else if (now < begin) return begin
      else this.#begin()
    }
    if (this.#stage === 'running') {
      const next = startsAt + this.#startDue(now - startsAt)
      if (next <= now) return next
      if (isPaused(schedule.rate)) return next
      if (now < this.#end) return Math.min(next, this.#end)
      this.stop(this.#end + gracefulStop)
    }
    return this.#finishBy(now)
  }

  /** On the run's clock. */
  get #end(): Millis {
    return this.#terms.startsAt + this.#terms.schedule.rate.end
  }

  #begin(): void {
    this.#stage = 'running'
    while (this.#allocated < Math.min(this.#setup.preAllocated, this.#terms.max)) this.#allocate()
  }

  /** Does what is due at `time`, or what of it a tick can; returns when the next is due, in the scenario's time. */
  #startDue(time: Millis): Millis {
    const until = performance.now() + TURN
    const { vus } = this.#setup
    const { startsAt, schedule } = this.#terms
    const isTooLate = time > schedule.rate.end + LATEST
    let due = this.#cursor.next()
    let count = 0
    let dropped = 0
    while (due <= time && this.#stage === 'running') {
      this.#cursor.advance()
      count += 1
      const vu = isTooLate ? undefined : this.#idle.take()
      if (vu === undefined) dropped += 1
      else this.#startOne(vu, startsAt + due)
      due = this.#cursor.next()
      if ((vu !== undefined || dropped % LOOKS_AT_CLOCK === 0) && performance.now() > until) break
    }
    if (count > 0) vus.countDue(count)
    if (dropped > 0 && isTooLate) vus.countDropped(dropped)
    else if (dropped > 0) this.#drop(dropped)
    return due
  }

  #startOne(vu: IterationVu, due: Millis): void {
    this.#busy.add(vu)
    vu.start(due, this.#ended)
  }

  readonly #ended = (vu: IterationVu): void => {
    this.#busy.delete(vu)
    this.#idle.add(vu)
    this.#releaseSurplus()
    if (this.#stage === 'stopping' && this.#busy.size === 0) this.#setup.wake()
  }

  /** VUs above a lowered `max` go when they have nothing to do. */
  #releaseSurplus(): void {
    while (this.#allocated > this.#terms.max) {
      const vu = this.#idle.take()
      if (vu === undefined) return
      this.#allocated -= 1
      this.#setup.vus.release(vu)
    }
  }

  #drop(count: number): void {
    this.#setup.vus.countDropped(count)
    const { max, maxOfInstance } = this.#terms
    if (this.#allocated >= max) this.#setup.vus.warnExhausted(maxOfInstance)
    else if (!this.#isAllocating) {
      this.#isAllocating = true
      setImmediate(() => {
        this.#isAllocating = false
        if (this.#stage === 'running' && this.#allocated < this.#terms.max) this.#allocate()
      })
    }
  }

  #allocate(): void {
    this.#allocated += 1
    this.#idle.add(this.#setup.vus.acquire())
  }

  #finishBy(now: Millis): Millis {
    if (this.#stage === 'done') return Number.POSITIVE_INFINITY
    if (now >= this.#deadline) this.#interruptAll()
    if (this.#busy.size > 0) return this.#deadline
    this.#stage = 'done'
    for (let vu = this.#idle.take(); vu !== undefined; vu = this.#idle.take()) this.#setup.vus.release(vu)
    this.#allocated = 0
    return Number.POSITIVE_INFINITY
  }

  #interruptAll(): void {
    for (const vu of this.#busy) {
      vu.interrupt()
      this.#idle.add(vu)
    }
    this.#busy.clear()
  }
}
