import { BlockingCall, type Waiter } from '../modules/blocking.ts'
import type { Fiber } from './fiber.ts'

/** The work of a function of the script: gives its unfinished calls one by one, and takes their results. */
export interface Steps {
  next(value: unknown): IteratorResult<unknown, unknown>
  throw(error: unknown): IteratorResult<unknown, unknown>
}

/**
 * A suspended function of the script: an unfinished call for its caller, and the waiter of the call that it waits for. A call
 * that finishes while it is being started is gone on from in a loop, so the native stack does not grow.
 */
export class SuspendedCall extends BlockingCall implements Waiter {
  readonly #fiber: Fiber
  readonly #steps: Steps
  /** The function, by the number of its place. */
  readonly place: number
  #current: BlockingCall
  #waiter: Waiter | undefined
  #isStarting = false
  #early: 'resumed' | 'failed' | undefined
  #value: unknown

  constructor(fiber: Fiber, steps: Steps, current: BlockingCall, place: number) {
    super()
    this.#fiber = fiber
    this.#steps = steps
    this.#current = current
    this.place = place
    fiber.suspended(this)
  }

  get callName(): string {
    return this.#current.callName
  }

  override start(waiter: Waiter): void {
    this.#waiter = waiter
    this.#fiber.started(this)
    this.#drive()
  }

  override cancel(): void {
    this.#waiter = undefined
    this.#current.cancel()
  }

  readonly resume = (value: unknown): void => this.#finished('resumed', value)
  readonly fail = (error: unknown): void => this.#finished('failed', error)

  #finished(how: 'resumed' | 'failed', value: unknown): void {
    if (this.#isStarting) {
      this.#early = how
      this.#value = value
    } else if (this.#step(how, value)) this.#drive()
  }

  #drive(): void {
    do {
      this.#early = undefined
      this.#isStarting = true
      this.#startCurrent()
      this.#isStarting = false
    } while (this.#early !== undefined && this.#step(this.#early, this.#value))
  }

  #startCurrent(): void {
    try {
      this.#fiber.refuseIfSpoiled()
      this.#current.start(this)
    } catch (error) {
      this.fail(error)
    }
  }

  /** Whether there is another call to wait for. */
  #step(how: 'resumed' | 'failed', value: unknown): boolean {
    const waiter = this.#waiter
    if (waiter === undefined) return false
    let result: IteratorResult<unknown, unknown>
    try {
      result = how === 'resumed' ? this.#steps.next(value) : this.#steps.throw(value)
    } catch (error) {
      waiter.fail(error)
      return false
    }
    if (result.done === true) {
      waiter.resume(result.value)
      return false
    }
    this.#current = result.value as BlockingCall
    return true
  }
}
