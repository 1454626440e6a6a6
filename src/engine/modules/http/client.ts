import type { Cause } from '../../http/failures.ts'
import type { Outcome } from '../../http/outcome.ts'
import type { ExpectStatus } from '../../http/recorder.ts'
import type { BlockingCall } from '../blocking.ts'
import { scriptPromise } from '../outstanding-call.ts'
import type { Vu } from '../vu.ts'
import { defaultExpectedStatuses, ExpectedStatuses } from './expected-statuses.ts'
import { type ParsedRequest, parseRequest, readMethod, type RequestInput } from './parse-request.ts'
import { Calls, PendingRequest, RequestCall } from './request-call.ts'
import { RequestError } from './request-error.ts'
import { type ParamDefaults, UnsupportedAuthError } from './request-params.ts'
import { Response } from './response.ts'

/** What became of the arguments of a request. */
export type Parsing =
  | { readonly ok: true; readonly request: ParsedRequest }
  | { readonly ok: false; readonly response: Response }

/** Makes the requests of one VU. */
export class Client {
  readonly #vu: Vu
  readonly #calls: Calls
  #expect: ExpectStatus = defaultExpectedStatuses.matches

  constructor(vu: Vu) {
    this.#vu = vu
    this.#calls = new Calls(vu)
  }

  get vu(): Vu {
    return this.#vu
  }

  get calls(): Calls {
    return this.#calls
  }

  /** The response when the arguments are wrong, else the unfinished call. */
  request(callName: string, [method, url, body, params]: readonly unknown[]): Response | BlockingCall {
    this.refuseInit('Making http requests in the init context is not supported')
    const parsing = this.#parse({ method: readMethod(method), url, body, params })
    if (!parsing.ok) return parsing.response
    const { request } = parsing
    return new RequestCall(callName, this.#calls, request, (outcome) => this.finish(request, outcome))
  }

  asyncRequest([method, url, body, params]: readonly unknown[]): Promise<unknown> {
    this.refuseInit('Making http requests in the init context is not supported')
    let parsing: Parsing
    try {
      parsing = this.#parse({ method: readMethod(method), url, body, params })
    } catch (error) {
      return Promise.reject(error)
    }
    if (!parsing.ok) return Promise.resolve(parsing.response)
    return scriptPromise(this.#vu, this.#send(parsing.request))
  }

  setResponseCallback(callback: unknown): void {
    if (callback === undefined || callback === null) this.#expect = null
    else if (callback instanceof ExpectedStatuses) this.#expect = callback.matches
    else throw new TypeError('unsupported argument, expected http.expectedStatuses')
  }

  /** Throws what is wrong with the arguments. */
  parse(input: RequestInput): ParsedRequest {
    return parseRequest(this.#vu, input, this.#defaults())
  }

  /** The response, or what the script shall catch. */
  finish(request: ParsedRequest, outcome: Outcome): Response {
    const { spec, throws, responseType: type, plainBody, cookies } = request
    if (!outcome.ok && throws) {
      const method = spec.method.charAt(0) + spec.method.slice(1).toLowerCase()
      const message = `${method} ${JSON.stringify(spec.url.text)}: ${outcome.message}`
      throw new RequestError({ code: outcome.code, message })
    }
    const made = { spec, plainBody, cookieHeader: cookies.sent }
    return new Response({ kind: 'made', outcome, type, request: made }, this.#navigate)
  }

  /** A response to a request that was not made. */
  unmade(cause: Cause | undefined): Response {
    return new Response({ kind: 'unmade', cause }, this.#navigate)
  }

  refuseInit(message: string): void {
    if (this.#vu.stage === 'init') throw new Error(message)
  }

  readonly #navigate = (callName: string, args: readonly unknown[]): unknown => this.request(callName, args)

  #send(request: ParsedRequest): Promise<Response> {
    return new Promise((resolve, reject) => {
      const pending = new PendingRequest(this.#calls, (outcome) => {
        try {
          resolve(this.finish(request, outcome))
        } catch (error) {
          reject(error)
        }
      })
      this.#vu.onIterationEnd(() => pending.cancel())
      pending.start(request)
    })
  }

  /** With `throw` the script gets the error; without, a response that tells it, and the operator a warning. */
  #parse(input: RequestInput): Parsing {
    try {
      return { ok: true, request: this.parse(input) }
    } catch (error) {
      if (error instanceof UnsupportedAuthError || this.#defaults().throws) throw error
      const cause = causeOf(error)
      this.#vu.worker.log('warn', `Request Failed: ${cause.message}`, 'engine')
      return { ok: false, response: this.unmade(cause) }
    }
  }

  #defaults(): ParamDefaults {
    const options = this.#vu.worker.config?.http
    return {
      expect: this.#expect,
      throws: options?.throw ?? false,
      responseType: options?.discardResponseBodies === true ? 'none' : 'text',
    }
  }
}

/** k6 gives a code to what is wrong with the URL only. */
export const causeOf = (error: unknown): Cause => ({
  code: error instanceof RequestError ? error.code : 0,
  message: error instanceof Error ? error.message : String(error),
})
