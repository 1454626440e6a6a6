import { BlockingCall } from '../modules/blocking.ts'
import type { Resumable } from '../modules/steps-call.ts'
import { advance } from './fiber-suspended-call.ts'
import { ownedBy } from './fiber-owner.ts'
import type { Fiber } from './fiber.ts'

/**
 * The work of an async function. It yields unfinished calls, which block the whole VU, and whatever else it awaits. To its
 * caller it is done when it awaits for the first time: the result is a promise.
 */
export class AsyncSteps implements Resumable {
  readonly #fiber: Fiber
  readonly #steps: Resumable
  readonly #place: number
  readonly #epoch: number
  readonly #promise = Promise.withResolvers<unknown>()

  constructor(fiber: Fiber, steps: Resumable, place: number) {
    this.#fiber = fiber
    this.#steps = steps
    this.#place = place
    this.#epoch = fiber.epoch
    void ownedBy(fiber, this.#promise.promise)
  }

  next(value: unknown): IteratorResult<unknown, unknown> {
    return this.#advance(() => this.#steps.next(value))
  }

  throw(error: unknown): IteratorResult<unknown, unknown> {
    return this.#advance(() => this.#steps.throw(error))
  }

  #advance(step: () => IteratorResult<unknown, unknown>): IteratorResult<unknown, unknown> {
    try {
      const result = step()
      if (result.done === true) this.#promise.resolve(this.#adopted(result.value))
      else if (result.value instanceof BlockingCall) return result
      else this.#await(result.value)
    } catch (error) {
      this.#promise.reject(error)
    }
    return { done: true, value: this.#promise.promise }
  }

  #await(value: unknown): void {
    void Promise.resolve(this.#adopted(value)).then(
      (result: unknown) => this.#goOn(() => this.next(result)),
      (error: unknown) => this.#goOn(() => this.throw(error)),
    )
  }

  #goOn(step: () => IteratorResult<unknown, unknown>): void {
    if (this.#fiber.epoch === this.#epoch) this.#fiber.post(() => advance(this.#fiber, this, step, this.#place))
  }

  /** The `then` of the script's own objects may block like any of its functions. */
  #adopted(value: unknown): unknown {
    if (value instanceof Promise || !isThenable(value)) return value
    return new Promise((resolve, reject) => {
      queueMicrotask(() => this.#fiber.post(() => adopt(value, resolve, reject)))
    })
  }
}

interface Thenable {
  readonly then: (resolve: (value: unknown) => void, reject: (error: unknown) => void) => unknown
}

const isThenable = (value: unknown): value is Thenable =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof Reflect.get(value, 'then') === 'function'

function adopt(value: Thenable, resolve: (value: unknown) => void, reject: (error: unknown) => void): unknown {
  try {
    return value.then(resolve, reject)
  } catch (error) {
    reject(error)
    return undefined
  }
}
