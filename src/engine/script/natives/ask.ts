import { BlockingCall } from '../../modules/blocking.ts'
import type { Resumable } from '../../modules/steps-call.ts'

/** A built-in function whose callback may block: the same work, step by step. Undefined: do as the built-in does. */
export type WaitingVersion = (self: unknown, args: readonly unknown[]) => Resumable | undefined

/** A function as the language has it, without its object. */
export const builtIn = (owner: object, name: string): unknown => Reflect.get(owner, name)

export type Callback = (...args: unknown[]) => unknown

export const isCallback = (value: unknown): value is Callback => typeof value === 'function'

/** Calls back and waits for the answer. */
export function* ask(fn: Callback, self: unknown, args: readonly unknown[]): Generator<BlockingCall, unknown, unknown> {
  const answer = Reflect.apply(fn, self, args)
  return answer instanceof BlockingCall ? yield answer : answer
}
