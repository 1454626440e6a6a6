import type { Millis } from '../../base/units.ts'
import { BlockingCall, type Waiter } from './blocking.ts'
import type { Alarm } from './alarm-heap.ts'
import type { TimerQueue } from './timer-queue.ts'

/** `sleep()`: waits without being measured. */
export class Sleep extends BlockingCall {
  readonly callName: string = 'sleep'
  readonly #timers: TimerQueue
  readonly #delay: Millis
  #alarm: Alarm | undefined

  constructor(timers: TimerQueue, delay: Millis) {
    super()
    this.#timers = timers
    this.#delay = delay
  }

  override start(waiter: Waiter): void {
    this.#alarm = this.#timers.after(this.#delay, () => waiter.resume(undefined))
  }

  override cancel(): void {
    if (this.#alarm !== undefined) this.#timers.cancel(this.#alarm)
  }
}
