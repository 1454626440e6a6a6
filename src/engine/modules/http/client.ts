import type { Cause } from '../../http/failures.ts'
import type { Call, CallListener } from '../../http/call.ts'
import type { CallSpec } from '../../http/call-order.ts'
import type { CallPool } from '../../http/call-pool.ts'
import type { HeaderList } from '../../http/header-list.ts'
import type { Failure } from '../../http/outcome.ts'
import type { ExpectStatus } from '../../http/recorder.ts'
import { sharedHttpOf, vuHttpOf } from '../../http/shared-http.ts'
import type { BlockingCall } from '../blocking.ts'
import { scriptPromise } from '../outstanding-call.ts'
import type { Vu } from '../vu.ts'
import { defaultExpectedStatuses, ExpectedStatuses } from './expected-statuses.ts'
import type { ParsedRequest, RequestInput } from './parse-request.ts'
import { type CallContext, RequestCall } from './request-call.ts'
import { RequestError } from './request-error.ts'
import { RequestReader } from './request-reader.ts'
import { type ParamDefaults, UnsupportedAuthError } from './request-params.ts'
import { makeResponse, type Response } from './response.ts'
import { GoError } from '../go-error.ts'

/** What became of the arguments of a request. */
export type Parsing =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly response: Response }

/** Makes the requests of one VU. */
export class Client implements CallContext {
  readonly vu: Vu
  #pool: CallPool | undefined
  readonly #reader: RequestReader
  #defaults: ParamDefaults | undefined
  #expect: ExpectStatus = defaultExpectedStatuses.matches

  constructor(vu: Vu) {
    this.vu = vu
    this.#reader = new RequestReader(vu)
  }

  /** The response when the arguments are wrong, else the unfinished call. */
  request(callName: string, input: RequestInput): Response | BlockingCall {
    this.refuseInit('Making http requests in the init context is not supported')
    const parsing = this.#parse(input)
    return parsing.ok ? new RequestCall(callName, this, parsing.request) : parsing.response
  }

  asyncRequest(input: RequestInput): Promise<unknown> {
    this.refuseInit('Making http requests in the init context is not supported')
    let parsing: Parsing
    try {
      parsing = this.#parse(input)
    } catch (error) {
      return Promise.reject(error)
    }
    if (!parsing.ok) return Promise.resolve(parsing.response)
    return scriptPromise(this.vu, this.#send(parsing.request))
  }

  setResponseCallback(callback: unknown): void {
    if (callback === undefined || callback === null) this.#expect = null
    else if (callback instanceof ExpectedStatuses) this.#expect = callback.matches
    else throw new GoError('unsupported argument, expected http.expectedStatuses')
    this.#defaults = undefined
  }

  /** Throws what is wrong with the arguments. */
  parse(input: RequestInput): ParsedRequest {
    return this.#reader.read(input, this.#defaultParams())
  }

  readonly start = (request: ParsedRequest, listener: CallListener): Call => {
    const call = this.#calls.take()
    call.start(vuHttpOf(this.vu), request, listener)
    return call
  }

  readonly cancel = (call: Call): void => {
    call.cancel()
    this.#calls.giveBack(call)
  }

  get #calls(): CallPool {
    return (this.#pool ??= sharedHttpOf(this.vu.worker).calls)
  }

  /** The response, or what the script shall catch. */
  readonly finish = (request: ParsedRequest, call: Call): Response => {
    const { spec, throws, responseType: type, plainBody } = request
    const outcome = call.outcome()
    const cookieHeader = call.cookieSent
    this.#calls.giveBack(call)
    if (!outcome.ok && (throws || outcome.isFatal === true)) throw new RequestError(thrownCause(spec, outcome))
    return makeResponse({ kind: 'made', outcome, type, request: { spec, plainBody, cookieHeader } }, this.#navigate)
  }

  /** A response to a request that was not made. */
  unmade(cause: Cause | undefined): Response {
    return makeResponse({ kind: 'unmade', cause }, this.#navigate)
  }

  refuseInit(message: string): void {
    if (this.vu.stage === 'init') throw new GoError(message)
  }

  readonly #navigate = (callName: string, input: RequestInput): unknown => this.request(callName, input)

  #send(request: ParsedRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = new RequestCall('http.asyncRequest', this, request)
      this.vu.onIterationEnd(() => call.cancel())
      call.start({ resume: resolve, fail: reject })
    })
  }

  /** With `throw` the script gets the error; without, a response that tells it, and the operator a warning. */
  #parse(input: RequestInput): Parsing {
    try {
      return { ok: true, request: this.parse(input) }
    } catch (error) {
      if (error instanceof UnsupportedAuthError || this.#defaultParams().throws) throw error
      const cause = causeOf(error)
      this.vu.worker.log('warn', `Request Failed: ${cause.message}`, 'engine')
      return { ok: false, response: this.unmade(cause) }
    }
  }

  #defaultParams(): ParamDefaults {
    if (this.#defaults !== undefined) return this.#defaults
    const options = this.vu.worker.config?.http
    const headers = agentHeaders(options?.userAgent ?? '')
    const responseType = options?.discardResponseBodies === true ? 'none' : 'text'
    this.#defaults = { headers, expect: this.#expect, throws: options?.throw ?? false, responseType }
    return this.#defaults
  }
}

/** Go says which request it was, unless there was a response already. */
function thrownCause(
  { method }: CallSpec,
  { code, message, detail = message, answered, isFatal, url }: Failure,
): Cause {
  if (isFatal === true) return { code, message }
  if (answered) return { code, message: detail }
  const verb = method.charAt(0) + method.slice(1).toLowerCase()
  return { code, message: `${verb} ${JSON.stringify(url.text)}: ${detail}` }
}

const madeHeaders = new Map<string, HeaderList>()

/** One list for all VUs: a request is known again by it. */
function agentHeaders(userAgent: string): HeaderList {
  const known = madeHeaders.get(userAgent)
  if (known !== undefined) return known
  const headers: HeaderList = userAgent === '' ? [] : [['User-Agent', userAgent]]
  madeHeaders.set(userAgent, headers)
  return headers
}

/** k6 gives a code to what is wrong with the URL only. */
export const causeOf = (error: unknown): Cause => ({
  code: error instanceof RequestError ? error.code : 0,
  message: error instanceof Error ? error.message : String(error),
})
