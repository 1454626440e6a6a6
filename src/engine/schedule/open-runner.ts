import type { Millis } from '../../base/units.ts'
import type { ArrivalCursor } from './arrival-cursor.ts'
import type { ArrivalSchedule } from './arrivals.ts'
import type { IterationVu, RunnerStage, RunnerState, ScenarioVus } from './iteration-vu.ts'
import { isPaused } from './profile.ts'
import type { Timed } from './run-loop.ts'

export interface OpenRunnerSetup {
  readonly cursor: ArrivalCursor
  readonly schedule: ArrivalSchedule
  /** When the scenario begins, on the run's clock. */
  readonly startTime: Millis
  readonly gracefulStop: Millis
  /** This worker's shares. */
  readonly preAllocated: number
  readonly max: number
  readonly vus: ScenarioVus
  /** Asks to be ticked again soon. */
  readonly wake: () => void
}

/**
 * Starts arrivals when they are due, by absolute time. An arrival that finds no idle VU is dropped and counted, never
 * queued; then one VU more is made, up to `max` (k6's rule).
 */
export class OpenRunner implements Timed {
  readonly #setup: OpenRunnerSetup
  readonly #cursor: ArrivalCursor
  readonly #idle: IterationVu[] = []
  readonly #busy = new Set<IterationVu>()
  #schedule: ArrivalSchedule
  #max: number
  #stage: RunnerStage = 'waiting'
  #deadline = Number.POSITIVE_INFINITY
  #allocated = 0
  #isAllocating = false

  constructor(setup: OpenRunnerSetup) {
    this.#setup = setup
    this.#cursor = setup.cursor
    this.#schedule = setup.schedule
    this.#max = setup.max
  }

  get state(): RunnerState {
    return { stage: this.#stage, busy: this.#busy.size, allocated: this.#allocated }
  }

  replaceSchedule(schedule: ArrivalSchedule): void {
    this.#schedule = schedule
    this.#cursor.replace(schedule)
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
    const { startTime, gracefulStop } = this.#setup
    if (this.#stage === 'waiting') {
      if (now < startTime) return startTime
      this.#stage = 'running'
      while (this.#allocated < this.#setup.preAllocated) this.#allocate()
    }
    if (this.#stage === 'running') {
      const next = this.#startDue(now - startTime)
      const end = startTime + this.#schedule.rate.end
      if (now < end || isPaused(this.#schedule.rate)) return Math.min(startTime + next, end)
      this.stop(end + gracefulStop)
    }
    return this.#finishBy(now)
  }

  #startDue(time: Millis): Millis {
    const { vus, startTime } = this.#setup
    let due = this.#cursor.next()
    let count = 0
    let dropped = 0
    while (due <= time) {
      this.#cursor.advance()
      count += 1
      const vu = this.#idle.pop()
      if (vu === undefined) dropped += 1
      else this.#startOne(vu, startTime + due)
      due = this.#cursor.next()
    }
    if (count > 0) vus.countDue(count)
    if (dropped > 0) this.#drop(dropped)
    return due
  }

  #startOne(vu: IterationVu, due: Millis): void {
    this.#busy.add(vu)
    vu.start(due, this.#ended)
  }

  readonly #ended = (vu: IterationVu): void => {
    this.#busy.delete(vu)
    this.#idle.push(vu)
    if (this.#stage === 'stopping' && this.#busy.size === 0) this.#setup.wake()
  }

  #drop(count: number): void {
    this.#setup.vus.countDropped(count)
    if (this.#allocated >= this.#max) this.#setup.vus.warnExhausted(this.#max)
    else if (!this.#isAllocating) {
      this.#isAllocating = true
      setImmediate(() => {
        this.#isAllocating = false
        if (this.#stage === 'running') this.#allocate()
      })
    }
  }

  #allocate(): void {
    this.#allocated += 1
    this.#idle.push(this.#setup.vus.acquire())
  }

  #finishBy(now: Millis): Millis {
    if (this.#stage === 'done') return Number.POSITIVE_INFINITY
    if (now >= this.#deadline) this.#interruptAll()
    if (this.#busy.size > 0) return this.#deadline
    this.#stage = 'done'
    for (const vu of this.#idle) this.#setup.vus.release(vu)
    this.#idle.length = 0
    this.#allocated = 0
    return Number.POSITIVE_INFINITY
  }

  #interruptAll(): void {
    for (const vu of this.#busy) {
      vu.interrupt()
      this.#idle.push(vu)
    }
    this.#busy.clear()
  }
}
