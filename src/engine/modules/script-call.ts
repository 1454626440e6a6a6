import { BlockingCall, CannotWaitError, take } from './blocking.ts'
import { StepsCall } from './steps-call.ts'

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
  throw new CannotWaitError(`${take(result).callName} blocks, but the function given to ${place} cannot wait`)
}

/** Runs `steps` at once as far as it goes. The result, if nothing had to be waited for; else the unfinished call for it. */
export function runSteps<T>(steps: Steps<T>): T | BlockingCall {
  const first = steps.next()
  return first.done === true ? first.value : new StepsCall(steps, first.value)
}
