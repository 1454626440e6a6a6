import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import { type Alarm, AlarmHeap } from './alarm-heap.ts'
import type { WorkerContext } from './vu.ts'

/** Calls back after about `delay` ms; returns how to cancel. */
export type Schedule = (callback: () => void, delay: Millis) => () => void

const bySystemTimer: Schedule = (callback, delay) => {
  const timer = setTimeout(callback, delay)
  return () => clearTimeout(timer)
}

/** Node's timers take no longer delay; a later alarm is looked at again then. */
const LONGEST: Millis = 2 ** 31 - 1

/**
 * All waiting of a worker (sleeping VUs, script timers) behind one timer of Node. Due times are absolute, so a late tick
 * delays nobody twice.
 */
export class TimerQueue {
  readonly #clock: Clock
  readonly #schedule: Schedule
  readonly #alarms = new AlarmHeap()
  #set = 0
  #cancelTick: (() => void) | undefined
  #tickAt: Millis = Number.POSITIVE_INFINITY

  constructor(clock: Clock, schedule: Schedule = bySystemTimer) {
    this.#clock = clock
    this.#schedule = schedule
  }

  after(delay: Millis, ring: () => void): Alarm {
    const alarm = { at: this.#clock.now() + Math.max(0, delay), order: this.#set, ring, slot: -1 }
    this.#set += 1
    this.#alarms.add(alarm)
    if (alarm.at < this.#tickAt) this.#arm(alarm.at)
    return alarm
  }

  cancel(alarm: Alarm): void {
    this.#alarms.remove(alarm)
    // With nothing left to wait for the process must be free to end.
    if (this.#alarms.first === undefined) this.#disarm()
  }

  #arm(at: Millis): void {
    this.#disarm()
    this.#tickAt = at
    const delay = Math.min(LONGEST, Math.max(0, Math.ceil(at - this.#clock.now())))
    this.#cancelTick = this.#schedule(() => this.#tick(), delay)
  }

  #disarm(): void {
    this.#cancelTick?.()
    this.#cancelTick = undefined
    this.#tickAt = Number.POSITIVE_INFINITY
  }

  #tick(): void {
    this.#disarm()
    const now = this.#clock.now()
    // What rings now may set new alarms; those wait for the next tick, so that `setTimeout(again, 0)` lets others run.
    const newest = this.#set
    try {
      for (let next = this.#alarms.first; isDue(next, now, newest); next = this.#alarms.first) {
        this.#alarms.remove(next)
        next.ring()
      }
    } finally {
      const next = this.#alarms.first
      if (next !== undefined) this.#arm(next.at)
    }
  }
}

const isDue = (alarm: Alarm | undefined, now: Millis, newest: number): alarm is Alarm =>
  alarm !== undefined && alarm.at <= now && alarm.order < newest

const queues = new WeakMap<WorkerContext, TimerQueue>()

/** The one queue of a worker. */
export function timersOf(worker: WorkerContext): TimerQueue {
  const known = queues.get(worker)
  if (known !== undefined) return known
  const queue = new TimerQueue(worker.clock)
  queues.set(worker, queue)
  return queue
}
