import type { Bytes, Millis, Share } from '../../base/units.ts'

/** How a thread that makes load is doing, over its last second. Undefined = this platform does not tell. */
export interface WorkerHealth {
  /** Event-loop utilisation. */
  readonly utilisation: Share
  /** How long something that is ready waits until the event loop gets to it, on average. */
  readonly readDelay: Millis
  /** How late its timers are. */
  readonly delayP99: Millis
  /** CPU that the thread used, as a share of one core. */
  readonly cpu: Share | undefined
  /** Share of the time in which the thread was ready to run and had no CPU. */
  readonly starved: Share | undefined
  /** Share of the time that garbage collection took. */
  readonly gc: Share
  readonly heapUsed: Bytes
  readonly heapLimit: Bytes
}
