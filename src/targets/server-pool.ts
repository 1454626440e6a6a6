import type { Millis } from '../base/units.ts'
import { DueQueue } from './due-queue.ts'
import { Fifo } from './fifo.ts'

export interface PoolWork<J> {
  readonly servers: number
  /** Jobs that may wait besides those in service; Infinity for any number. */
  readonly queue: number
  /** Asked when the service starts, which may be before the `now` that brought it about. */
  readonly serviceTime: (job: J, startsAt: Millis) => Millis
  readonly done: (job: J, at: Millis) => void
}

/**
 * Parallel servers behind one first-come-first-served queue, in virtual time: a server that finishes at `t` starts its next job at
 * exactly `t`, however late it is looked at. So as long as jobs wait, the rate is servers / service time with no drift.
 */
export class ServerPool<J> {
  readonly #work: PoolWork<J>
  readonly #inService: DueQueue<J> = new DueQueue()
  readonly #urgent: Fifo<J> = new Fifo()
  readonly #waiting: Fifo<J> = new Fifo()

  constructor(work: PoolWork<J>) {
    this.#work = work
  }

  readonly load = (): { readonly inService: number; readonly queued: number } => ({
    inService: this.#inService.size,
    queued: this.#urgent.size + this.#waiting.size,
  })

  /** When the next service ends; Infinity when all servers are idle. */
  get nextDue(): Millis {
    return this.#inService.nextDue
  }

  /** Jobs waiting in the queue, the urgent ones not among them. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** False when every server is busy and the queue is full. */
  offer(job: J, now: Millis): boolean {
    if (this.#inService.size < this.#work.servers) this.#start(job, now)
    else if (this.#waiting.size < this.#work.queue) this.#waiting.push(job)
    else return false
    return true
  }

  /** Goes before all that waits, and is never refused. */
  press(job: J, now: Millis): void {
    if (this.#inService.size < this.#work.servers) this.#start(job, now)
    else this.#urgent.push(job)
  }

  /** There are more servers since `now`: those that wait begin. */
  fill(now: Millis): void {
    while (this.#inService.size < this.#work.servers) {
      const next = this.#urgent.shift() ?? this.#waiting.shift()
      if (next === undefined) return
      this.#start(next, now)
    }
  }

  readonly advance = (now: Millis): void => {
    for (;;) {
      const at = this.#inService.nextDue
      const job = this.#inService.takeDue(now)
      if (job === undefined) return
      const next = this.#urgent.shift() ?? this.#waiting.shift()
      if (next !== undefined) this.#start(next, at)
      this.#work.done(job, at)
    }
  }

  #start(job: J, at: Millis): void {
    this.#inService.add(job, at + this.#work.serviceTime(job, at))
  }
}
