import { BlockingCall, take, type Waiter } from './blocking.ts'

/** Work that stops at every unfinished call, and goes on with its result: a generator, or what is like one. */
export interface Resumable {
  next(value: unknown): IteratorResult<unknown, unknown>
  throw(error: unknown): IteratorResult<unknown, unknown>
}

type How = keyof Waiter

/**
 * The rest of some work, from its first unfinished call on: an unfinished call for whoever began the work, and the waiter of
 * the calls in it. A call that finishes while it is being started is gone on from in a loop: the native stack does not grow.
 */
export class StepsCall extends BlockingCall implements Waiter {
  readonly #steps: Resumable
  #current: BlockingCall
  #waiter: Waiter | undefined
  #isStarting = false
  #early: How | undefined
  #value: unknown

  constructor(steps: Resumable, first: BlockingCall) {
    // Taken before this call itself is known as one that nobody has taken: so there is one such call at a time.
    take(first)
    super()
    this.#steps = steps
    this.#current = first
  }

  get callName(): string {
    return this.#current.callName
  }

  override start(waiter: Waiter): void {
    this.#waiter = waiter
    this.#drive()
  }

  override cancel(): void {
    this.#waiter = undefined
    this.#current.cancel()
  }

  resume(value: unknown): void {
    this.#finished('resume', value)
  }

  fail(error: unknown): void {
    this.#finished('fail', error)
  }

  /** Called before each of the calls is begun; throws if it must not be. */
  protected beforeStart(): void {}

  /** Called before the work goes on with what a call came to. */
  protected beforeStep(): void {}

  /** Called when the work has stopped at another call. */
  protected stopped(): void {}

  /** Called when an error is about to be thrown into the work. */
  protected beforeFail(_error: unknown): void {}

  #finished(how: How, value: unknown): void {
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
      this.beforeStart()
      this.#current.start(this)
    } catch (error) {
      this.fail(error)
    }
  }

  /** Whether there is another call to wait for. */
  #step(how: How, value: unknown): boolean {
    const waiter = this.#waiter
    if (waiter === undefined) return false
    let result: IteratorResult<unknown, unknown>
    try {
      this.beforeStep()
      if (how === 'fail') this.beforeFail(value)
      result = how === 'fail' ? this.#steps.throw(value) : this.#steps.next(value)
    } catch (error) {
      waiter.fail(error)
      return false
    }
    if (result.done === true) {
      waiter.resume(result.value)
      return false
    }
    this.#current = take(result.value as BlockingCall)
    this.stopped()
    return true
  }
}
