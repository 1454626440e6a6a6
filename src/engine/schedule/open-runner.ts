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
  readonly #vus: ScenarioVus
  /** Those that work and those that are idle. */
  readonly #all = new Set<IterationVu>()
  #busy = 0
  #terms: OpenTerms
  /** Of the terms, on the run's clock. */
  #startsAt: Millis
  #endsAt: Millis
  #isPaused: boolean
  #stage: RunnerStage = 'waiting'
  #deadline = Number.POSITIVE_INFINITY
  #isAllocating = false
  /** More VUs than a lowered `max` allows, as long as they work. */
  #hasSurplus = false

  constructor(setup: OpenRunnerSetup) {
    this.#setup = setup
    this.#cursor = setup.cursor
    this.#idle = new IdleVus(setup.order)
    this.#vus = setup.vus
    this.#terms = setup.terms
    this.#startsAt = setup.terms.startsAt
    this.#endsAt = endOf(setup.terms)
    this.#isPaused = isPaused(setup.terms.schedule.rate)
  }

  get state(): RunnerState {
    const busy = this.#busy
    return { stage: this.#stage, busy, allocated: this.#all.size, active: busy }
  }

  follow(terms: OpenTerms): void {
    this.#terms = terms
    this.#startsAt = terms.startsAt
    this.#endsAt = endOf(terms)
    this.#isPaused = isPaused(terms.schedule.rate)
    this.#cursor.replace(terms.schedule)
    this.#releaseSurplus()
    if (this.#stage === 'stopping') this.#deadline = Math.min(this.#deadline, this.#endsAt + terms.gracefulStop)
    this.#setup.wake()
  }

  /** No new arrivals; iterations in flight may go on until `deadline`. */
  stop(deadline: Millis): void {
    if (this.#stage === 'done') return
    this.#stage = 'stopping'
    this.#deadline = Math.min(this.#deadline, deadline)
    this.#setup.wake()
  }

  tick(now: Millis): Millis {
    if (this.#stage === 'waiting') {
      const begin = beginOf(this.#terms.schedule.rate, this.#startsAt)
      if (this.#terms.isStopped) this.#stage = 'done'
      else if (now < begin) return begin
      else this.#begin()
    }
    if (this.#stage === 'running') {
      const next = this.#startsAt + this.#startDue(now - this.#startsAt)
      if (next <= now || this.#isPaused) return next
      if (now < this.#endsAt) return Math.min(next, this.#endsAt)
      this.stop(this.#endsAt + this.#terms.gracefulStop)
    }
    return this.#finishBy(now)
  }

  #begin(): void {
    this.#stage = 'running'
    while (this.#all.size < Math.min(this.#setup.preAllocated, this.#terms.max)) this.#allocate()
  }

  /** Does what is due at `time`, or what of it a tick can; returns when the next is due, in the scenario's time. */
  #startDue(time: Millis): Millis {
    const until = performance.now() + TURN
    const isTooLate = this.#startsAt + time > this.#endsAt + LATEST
    let due = this.#cursor.next()
    let count = 0
    let dropped = 0
    while (due <= time && this.#stage === 'running') {
      this.#cursor.advance()
      count += 1
      const vu = isTooLate ? undefined : this.#idle.take()
      if (vu === undefined) dropped += 1
      else this.#startOne(vu, this.#startsAt + due)
      due = this.#cursor.next()
      if ((vu !== undefined || dropped % LOOKS_AT_CLOCK === 0) && performance.now() > until) break
    }
    if (count > 0) this.#vus.countDue(count)
    if (dropped > 0 && isTooLate) this.#vus.countDropped(dropped)
    else if (dropped > 0) this.#drop(dropped)
    return due
  }

  #startOne(vu: IterationVu, due: Millis): void {
    this.#busy += 1
    vu.start(due, this.#ended)
  }

  readonly #ended = (vu: IterationVu): void => {
    this.#busy -= 1
    this.#idle.push(vu)
    if (this.#hasSurplus) this.#releaseSurplus()
    if (this.#stage === 'stopping' && this.#busy === 0) this.#setup.wake()
  }

  /** VUs above a lowered `max` go when they have nothing to do. */
  #releaseSurplus(): void {
    const { max } = this.#terms
    while (this.#all.size > max) {
      const vu = this.#idle.take()
      if (vu === undefined) break
      this.#all.delete(vu)
      this.#vus.release(vu)
    }
    this.#hasSurplus = this.#all.size > max
  }

  #drop(count: number): void {
    this.#vus.countDropped(count)
    const { max, maxOfInstance } = this.#terms
    if (this.#all.size >= max) this.#vus.warnExhausted(maxOfInstance)
    else if (!this.#isAllocating) {
      this.#isAllocating = true
      setImmediate(() => {
        this.#isAllocating = false
        if (this.#stage === 'running' && this.#all.size < this.#terms.max) this.#allocate()
      })
    }
  }

  #allocate(): void {
    const vu = this.#vus.acquire()
    this.#all.add(vu)
    this.#idle.push(vu)
  }

  #finishBy(now: Millis): Millis {
    if (this.#stage === 'done') return Number.POSITIVE_INFINITY
    if (now >= this.#deadline) this.#interruptAll()
    if (this.#busy > 0) return this.#deadline
    this.#stage = 'done'
    for (let vu = this.#idle.take(); vu !== undefined; vu = this.#idle.take()) this.#vus.release(vu)
    this.#all.clear()
    return Number.POSITIVE_INFINITY
  }

  #interruptAll(): void {
    for (const vu of this.#all) {
      if (!vu.isWorking) continue
      vu.interrupt()
      this.#idle.push(vu)
    }
    this.#busy = 0
  }
}

/** On the run's clock. */
const endOf = ({ startsAt, schedule }: OpenTerms): Millis => startsAt + schedule.rate.end
