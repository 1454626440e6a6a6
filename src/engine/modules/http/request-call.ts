import { Call, type CallListener } from '../../http/call.ts'
import type { Outcome } from '../../http/outcome.ts'
import { BlockingCall, type Waiter } from '../blocking.ts'
import type { Vu } from '../vu.ts'
import type { ParsedRequest } from './parse-request.ts'

/** Calls are used again: a VU has few at a time and makes many. */
export class Calls {
  readonly #vu: Vu
  readonly #free: Call[] = []

  constructor(vu: Vu) {
    this.#vu = vu
  }

  take(): Call {
    return this.#free.pop() ?? new Call(this.#vu)
  }

  giveBack(call: Call): void {
    this.#free.push(call)
  }
}

/** Hears how one request ended. */
export type OutcomeListener = (outcome: Outcome) => void

/** One request under way. */
export class PendingRequest implements CallListener {
  readonly #calls: Calls
  readonly #ended: OutcomeListener
  #call: Call | undefined

  constructor(calls: Calls, ended: OutcomeListener) {
    this.#calls = calls
    this.#ended = ended
  }

  start({ spec, tags }: ParsedRequest): void {
    this.#call = this.#calls.take()
    this.#call.start(spec, tags, this)
  }

  cancel(): void {
    const call = this.#call
    this.#call = undefined
    if (call === undefined) return
    call.cancel()
    this.#calls.giveBack(call)
  }

  readonly callEnded = (call: Call): void => {
    this.#call = undefined
    const outcome = call.outcome()
    this.#calls.giveBack(call)
    this.#ended(outcome)
  }
}

/** What http.get() and its like return: the request that the script waits for. */
export class RequestCall extends BlockingCall {
  readonly callName: string
  readonly #request: ParsedRequest
  readonly #pending: PendingRequest
  #waiter: Waiter | undefined

  /** `finish` makes the response, or throws what the script shall catch. */
  constructor(callName: string, calls: Calls, request: ParsedRequest, finish: (outcome: Outcome) => unknown) {
    super()
    this.callName = callName
    this.#request = request
    this.#pending = new PendingRequest(calls, (outcome) => settle(this.#waiter, () => finish(outcome)))
  }

  override start(waiter: Waiter): void {
    this.#waiter = waiter
    this.#pending.start(this.#request)
  }

  override cancel(): void {
    this.#waiter = undefined
    this.#pending.cancel()
  }
}

/** Only what `make` throws is a failure; what the script does next is none of ours. */
export function settle(waiter: Waiter | undefined, make: () => unknown): void {
  let value: unknown
  try {
    value = make()
  } catch (error) {
    waiter?.fail(error)
    return
  }
  waiter?.resume(value)
}
