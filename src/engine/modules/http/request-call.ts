import { Call, type CallListener } from '../../http/call.ts'
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

  start({ spec, tags }: ParsedRequest, listener: CallListener): Call {
    const call = this.#free.pop() ?? new Call(this.#vu)
    call.start(spec, tags, listener)
    return call
  }

  /** When its outcome is read. */
  giveBack(call: Call): void {
    call.forget()
    this.#free.push(call)
  }

  cancel(call: Call): void {
    call.cancel()
    this.#free.push(call)
  }
}

/** Makes the response of an ended call, or throws what the script shall catch. Gives the call back. */
export type Finish = (request: ParsedRequest, call: Call) => unknown

export interface CallContext {
  readonly calls: Calls
  readonly finish: Finish
}

/** What http.get() and its like return: the request that the script waits for. */
export class RequestCall extends BlockingCall implements CallListener {
  readonly callName: string
  readonly #context: CallContext
  readonly #request: ParsedRequest
  #call: Call | undefined
  #waiter: Waiter | undefined

  constructor(callName: string, context: CallContext, request: ParsedRequest) {
    super()
    this.callName = callName
    this.#context = context
    this.#request = request
  }

  override start(waiter: Waiter): void {
    this.#waiter = waiter
    this.#call = this.#context.calls.start(this.#request, this)
  }

  override cancel(): void {
    this.#waiter = undefined
    if (this.#call !== undefined) this.#context.calls.cancel(this.#call)
    this.#call = undefined
  }

  callEnded(call: Call): void {
    this.#call = undefined
    const waiter = this.#waiter
    this.#waiter = undefined
    let value: unknown
    try {
      value = this.#context.finish(this.#request, call)
    } catch (error) {
      waiter?.fail(error)
      return
    }
    waiter?.resume(value)
  }
}
