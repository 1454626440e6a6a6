import { BlockingCall, CannotWaitError, type Waiter } from './blocking.ts'

export type ScriptFunction = (...args: unknown[]) => unknown

/** Work of a module that calls back into the script: yields every unfinished call and goes on with its result. */
export type Steps<T> = Generator<BlockingCall, T, unknown>

/** Calls a function of the script, which may block. `this` is undefined, as k6 has it. */
export function* callScript(fn: ScriptFunction, ...args: readonly unknown[]): Steps<unknown> {
  const result: unknown = fn.apply(undefined, [...args])
  return result instanceof BlockingCall ? yield result : result
}

/** Calls a function of the script where nothing can wait: if it blocks, the error says so. `place` is where: `SharedArray`. */
export function callWithoutWaiting(place: string, fn: ScriptFunction, ...args: readonly unknown[]): unknown {
  const result: unknown = fn.apply(undefined, [...args])
  if (!(result instanceof BlockingCall)) return result
  throw new CannotWaitError(`${result.callName} blocks, but the function given to ${place} cannot wait`)
}

/** Runs `steps` at once as far as it goes. The result, if nothing had to be waited for; else the unfinished call for it. */
export function runSteps<T>(steps: Steps<T>): T | BlockingCall {
  const first = steps.next()
  return first.done === true ? first.value : new StepsCall(steps, first.value)
}

/** The rest of some steps, from their first unfinished call on. */
class StepsCall extends BlockingCall {
  readonly #steps: Steps<unknown>
  #current: BlockingCall

  constructor(steps: Steps<unknown>, first: BlockingCall) {
    super()
    this.#steps = steps
    this.#current = first
  }

  get callName(): string {
    return this.#current.callName
  }

  override start(waiter: Waiter): void {
    this.#current.start({
      resume: (value) => this.#goOn(waiter, () => this.#steps.next(value)),
      fail: (error) => this.#goOn(waiter, () => this.#steps.throw(error)),
    })
  }

  override cancel(): void {
    this.#current.cancel()
  }

  #goOn(waiter: Waiter, step: () => IteratorResult<BlockingCall, unknown>): void {
    let next: IteratorResult<BlockingCall, unknown>
    try {
      next = step()
    } catch (error) {
      waiter.fail(error)
      return
    }
    if (next.done === true) waiter.resume(next.value)
    else {
      this.#current = next.value
      this.start(waiter)
    }
  }
}
