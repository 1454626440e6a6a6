import type { Selection } from '../html/selection.ts'
import { toText } from '../to-text.ts'
import { getPath } from './gjson/get.ts'
import { describeJsonError } from './json-error.ts'
import { parseHtml } from './load-html.ts'
import { linkOf, type NavigationOptions, submissionOf } from './navigation.ts'
import type { RequestInput } from './parse-request.ts'
import {
  type Basics,
  basicsOf,
  bodyOf,
  cookiesOf,
  headersOf,
  type Ocsp,
  ocspOf,
  requestOf,
  type ResponseRequest,
  type ResponseSource,
  type ResponseTimings,
  timingsOf,
} from './response-data.ts'
import type { ResponseCookie } from './set-cookie.ts'

/** Makes a request in the name of a response: forms and links. Gives the response, or the unfinished call for it. */
export type Navigate = (callName: string, input: RequestInput) => unknown

/** What is not worth reading unless the script asks. */
interface Details {
  headers?: Record<string, string>
  cookies?: Record<string, ResponseCookie[]>
  body?: string | ArrayBuffer | null
  timings?: ResponseTimings
  ocsp?: Ocsp
  request?: ResponseRequest | null
  json?: unknown
}

/** What the functions of k6/http give. Data may be overwritten by the script, as in k6. */
export class Response implements Basics {
  remote_ip: string
  remote_port: number
  url: string
  status: number
  status_text: string
  proto: string
  tls_version: string
  tls_cipher_suite: string
  error: string
  error_code: number
  readonly #source: ResponseSource
  readonly #navigate: Navigate
  readonly #details: Details = {}

  constructor(source: ResponseSource, navigate: Navigate) {
    const basics = basicsOf(source)
    this.remote_ip = basics.remote_ip
    this.remote_port = basics.remote_port
    this.url = basics.url
    this.status = basics.status
    this.status_text = basics.status_text
    this.proto = basics.proto
    this.tls_version = basics.tls_version
    this.tls_cipher_suite = basics.tls_cipher_suite
    this.error = basics.error
    this.error_code = basics.error_code
    this.#source = source
    this.#navigate = navigate
  }

  get headers(): Record<string, string> {
    return (this.#details.headers ??= headersOf(this.#source))
  }
  set headers(headers: Record<string, string>) {
    this.#details.headers = headers
  }

  get cookies(): Record<string, ResponseCookie[]> {
    return (this.#details.cookies ??= cookiesOf(this.#source))
  }
  set cookies(cookies: Record<string, ResponseCookie[]>) {
    this.#details.cookies = cookies
  }

  get body(): string | ArrayBuffer | null {
    if (this.#details.body === undefined) this.#details.body = bodyOf(this.#source)
    return this.#details.body
  }
  set body(body: string | ArrayBuffer | null) {
    this.#details.body = body
  }

  get timings(): ResponseTimings {
    return (this.#details.timings ??= timingsOf(this.#source))
  }
  set timings(timings: ResponseTimings) {
    this.#details.timings = timings
  }

  get ocsp(): Ocsp {
    return (this.#details.ocsp ??= ocspOf(this.#source))
  }
  set ocsp(ocsp: Ocsp) {
    this.#details.ocsp = ocsp
  }

  get request(): ResponseRequest | null {
    if (this.#details.request === undefined) this.#details.request = requestOf(this.#source)
    return this.#details.request
  }
  set request(request: ResponseRequest | null) {
    this.#details.request = request
  }

  /** The whole document, or what a gjson path finds in it; undefined when there is nothing, or no JSON to look into. */
  json(...[selector]: readonly unknown[]): unknown {
    const text = this.#text('JSON')
    if (this.#details.json === undefined) {
      try {
        this.#details.json = JSON.parse(text)
      } catch (error) {
        if (selector !== undefined) return undefined
        throw new SyntaxError(describeJsonError(text), { cause: error })
      }
    }
    return selector === undefined ? this.#details.json : getPath(this.#details.json, toText(selector))
  }

  html(...[selector]: readonly unknown[]): Selection {
    const page = parseHtml(this.#text('HTML'), this.url)
    return selector === undefined ? page : page.find(toText(selector))
  }

  /** Sends a form of the page. */
  submitForm(options?: NavigationOptions): unknown {
    return this.#navigate('response.submitForm', submissionOf(this.html(), this.url, options ?? {}))
  }

  /** Follows a link of the page. */
  clickLink(options?: NavigationOptions): unknown {
    return this.#navigate('response.clickLink', linkOf(this.html(), this.url, options ?? {}))
  }

  /** All data; what is read on demand does not show otherwise. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { headers, cookies, body, timings, ocsp, request } = this
    return { ...Object.fromEntries(Object.entries(this)), headers, cookies, body, timings, ocsp, request }
  }

  #text(what: string): string {
    const { body } = this
    if (body === null) {
      throw new TypeError(
        `the body is null so we can't transform it to ${what} - this likely was because of a request error getting the response`,
      )
    }
    return typeof body === 'string' ? body : Buffer.from(body).toString()
  }
}
