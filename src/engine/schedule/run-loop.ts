import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import { Timetable } from './timetable.ts'

/** Something that has work at known times. */
export interface Timed {
  /** Does all that is due at `now`; returns when it wants to be called next (`Infinity`: not by itself). */
  readonly tick: (now: Millis) => Millis
}

/**
 * The one timer of a worker. Each tick does all that is due by absolute time, so a late timer makes nothing drift; it asks those only
 * that have something to do, for there may be hundreds of scenarios. Times are ms on the run's clock. Nothing is ticked before `start`.
 */
export class RunLoop {
  readonly #clock: Clock
  #zero: Millis | undefined
  #members: Timed[] = []
  /** When each wants to be called next. */
  #next = new Timetable()
  #asksAll = true
  #timer: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The run begins, or began, at `zero` of the clock. */
  start(zero: Millis): void {
    this.#zero = zero
    this.wake()
  }

  /** On the run's clock; 0 before it is started. */
  now(): Millis {
    return this.#zero === undefined ? 0 : this.#clock.now() - this.#zero
  }

  add(member: Timed): void {
    this.#next.set(this.#members.length, 0)
    this.#members.push(member)
    this.wake()
  }

  /** Something changed: ask every member again. */
  wake(): void {
    this.#asksAll = true
    this.#arm(this.now())
  }

  stop(): void {
    this.#members = []
    this.#next = new Timetable()
    clearTimeout(this.#timer)
    this.#wakeAt = Number.POSITIVE_INFINITY
  }

  #arm(at: Millis): void {
    if (at >= this.#wakeAt || this.#zero === undefined) return
    this.#wakeAt = at
    clearTimeout(this.#timer)
    // Node cuts delays to whole ms and takes longer ones than 2^31 for 1: both only make it wake early.
    const delay = Math.min(Math.max(0, at - this.now()), LONGEST_SLEEP)
    this.#timer = setTimeout(this.#tick, delay)
  }

  readonly #tick = (): void => {
    this.#wakeAt = Number.POSITIVE_INFINITY
    const now = this.now()
    const asksAll = this.#asksAll
    this.#asksAll = false
    if (asksAll) for (let at = 0; at < this.#members.length; at += 1) this.#ask(at, now)
    else for (let at = this.#next.dueFrom(0, now); at >= 0; at = this.#next.dueFrom(at + 1, now)) this.#ask(at, now)
    const next = this.#next.earliest
    if (next !== Number.POSITIVE_INFINITY) this.#arm(next)
  }

  /** That one has come to its end may be what another waits for. */
  #ask(at: number, now: Millis): void {
    const before = this.#next.at(at)
    const next = this.#members[at]?.tick(now) ?? Number.POSITIVE_INFINITY
    // It may have stopped the loop: then nobody wants anything any more.
    if (at >= this.#members.length) return
    if (next !== before) this.#next.set(at, next)
    if (next === Number.POSITIVE_INFINITY && before !== next) this.wake()
  }
}

const LONGEST_SLEEP: Millis = 60_000
