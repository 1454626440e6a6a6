import type { Call, CallListener } from '../../http/call.ts'
import { BlockingCall, type Waiter } from '../blocking.ts'
import type { ParsedRequest } from './parse-request.ts'

export interface CallContext {
  readonly start: (request: ParsedRequest, listener: CallListener) => Call
  /** Makes the response of an ended call, or throws what the script shall catch. Nobody uses the call any more. */
  readonly finish: (request: ParsedRequest, call: Call) => unknown
  readonly cancel: (call: Call) => void
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
    this.#call = this.#context.start(this.#request, this)
  }

  override cancel(): void {
    this.#waiter = undefined
    if (this.#call !== undefined) this.#context.cancel(this.#call)
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
