import { BlockingCall } from '../modules/blocking.ts'
import type { Resumable } from '../modules/steps-call.ts'
import { ownedBy } from './fiber-owner.ts'
import { advance } from './fiber-suspended-call.ts'
import type { Fiber } from './fiber.ts'

type Step = IteratorResult<unknown, unknown>

/**
 * The work of an async function. It yields unfinished calls, which block the whole VU, and whatever else it awaits. To its
 * caller it is done when it awaits for the first time: the result is a promise.
 */
export class AsyncSteps implements Resumable {
  readonly #fiber: Fiber
  readonly #steps: Resumable
  readonly #place: number
  readonly #epoch: number
  readonly #outcome = Promise.withResolvers<unknown>()
  /** For its caller. */
  readonly #done: Step

  constructor(fiber: Fiber, steps: Resumable, place: number) {
    this.#fiber = fiber
    this.#steps = steps
    this.#place = place
    this.#epoch = fiber.epoch
    this.#done = { done: true, value: ownedBy(fiber, this.#outcome.promise) }
  }

  next(value: unknown): Step {
    return this.#advance('next', value)
  }

  throw(error: unknown): Step {
    return this.#advance('throw', error)
  }

  #advance(how: keyof Resumable, value: unknown): Step {
    try {
      const result = this.#steps[how](value)
      if (result.done === true) this.#outcome.resolve(this.#adopted(result.value))
      else if (result.value instanceof BlockingCall) return result
      else void Promise.resolve(this.#adopted(result.value)).then(this.#fulfilled, this.#rejected)
    } catch (error) {
      this.#outcome.reject(error)
    }
    return this.#done
  }

  readonly #fulfilled = (value: unknown): void => this.#goOn('next', value)
  readonly #rejected = (error: unknown): void => this.#goOn('throw', error)

  #goOn(how: keyof Resumable, value: unknown): void {
    if (this.#fiber.epoch !== this.#epoch) return
    this.#fiber.post(() => advance(this.#fiber, this, () => this.#advance(how, value), this.#place))
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
