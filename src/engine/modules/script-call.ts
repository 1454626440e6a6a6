import { BlockingCall, type Waiter } from './blocking.ts'

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
  return result instanceof BlockingCall ? finishNow(place, result) : result
}

function finishNow(place: string, call: BlockingCall): unknown {
  let outcome: { readonly ok: boolean; readonly value: unknown } | undefined
  call.start({
    resume: (value) => {
      outcome = { ok: true, value }
    },
    fail: (value) => {
      outcome = { ok: false, value }
    },
  })
  if (outcome === undefined) {
    call.cancel()
    throw new Error(`${call.callName} blocks, but the function given to ${place} cannot wait`)
  }
  if (!outcome.ok) throw outcome.value
  return outcome.value
}

/** Runs `steps` at once as far as it goes. The result, if nothing had to be waited for; else the unfinished call for it. */
export function runSteps<T>(callName: string, steps: Steps<T>): T | BlockingCall {
  const first = steps.next()
  return first.done === true ? first.value : new StepsCall(callName, steps, first.value)
}

/** The rest of some steps, from their first unfinished call on. */
class StepsCall extends BlockingCall {
  readonly callName: string
  readonly #steps: Steps<unknown>
  #current: BlockingCall

  constructor(callName: string, steps: Steps<unknown>, first: BlockingCall) {
    super()
    this.callName = callName
    this.#steps = steps
    this.#current = first
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
