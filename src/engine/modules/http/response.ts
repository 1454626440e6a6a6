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
  type ResponseBody,
  type ResponseSource,
  type ResponseTimings,
  timingsOf,
} from './response-data.ts'
import type { ResponseCookie } from './set-cookie.ts'
import { GoError } from '../go-error.ts'

/** Makes a request in the name of a response: forms and links. Gives the response, or the unfinished call for it. */
export type Navigate = (callName: string, input: RequestInput) => unknown

/** What is not worth reading unless the script asks; kept under a symbol, so that a copy of a response still has it. */
interface Inner {
  readonly source: ResponseSource
  readonly navigate: Navigate
  headers?: Record<string, string>
  cookies?: Record<string, ResponseCookie[]>
  body?: ResponseBody
  timings?: ResponseTimings
  ocsp?: Ocsp
  request?: ResponseRequest | null
  json?: unknown
}

const INNER = Symbol('response')

/** All that a script can list, in k6's order. */
const keys =
  'remote_ip remote_port url status status_text proto headers cookies body timings tls_version tls_cipher_suite ocsp error error_code request clickLink html json submitForm'.split(
    ' ',
  )
const listed: ReadonlySet<PropertyKey> = new Set(keys)

/** What the functions of k6/http give. Data may be overwritten by the script, as in k6. */
export interface Response extends Basics {
  headers: Record<string, string>
  cookies: Record<string, ResponseCookie[]>
  body: ResponseBody
  timings: ResponseTimings
  ocsp: Ocsp
  request: ResponseRequest | null
  /** The whole document, or what a gjson path finds in it; undefined when there is nothing, or no JSON to look into. */
  readonly json: (selector?: unknown) => unknown
  readonly html: (selector?: unknown) => Selection
  /** Sends a form of the page. */
  readonly submitForm: (options?: NavigationOptions) => unknown
  /** Follows a link of the page. */
  readonly clickLink: (options?: NavigationOptions) => unknown
}

/** In k6 all of these are a response's own: here they are made when they are listed or copied. */
const showAll: ProxyHandler<HttpResponse> = {
  ownKeys: (response) => [...keys, ...Reflect.ownKeys(response).filter((key) => !listed.has(key))],
  getOwnPropertyDescriptor: (response, key) =>
    listed.has(key)
      ? { value: Reflect.get(response, key), writable: true, enumerable: true, configurable: true }
      : Reflect.getOwnPropertyDescriptor(response, key),
}

export const makeResponse = (source: ResponseSource, navigate: Navigate): Response => new HttpResponse(source, navigate)

class HttpResponse implements Response {
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
  readonly [INNER]: Inner

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
    this[INNER] = { source, navigate }
    return new Proxy(this, showAll)
  }

  get headers(): Record<string, string> {
    const inner = this[INNER]
    return (inner.headers ??= headersOf(inner.source))
  }
  set headers(headers: Record<string, string>) {
    this[INNER].headers = headers
  }

  get cookies(): Record<string, ResponseCookie[]> {
    const inner = this[INNER]
    return (inner.cookies ??= cookiesOf(inner.source))
  }
  set cookies(cookies: Record<string, ResponseCookie[]>) {
    this[INNER].cookies = cookies
  }

  get body(): ResponseBody {
    const inner = this[INNER]
    if (inner.body === undefined) inner.body = bodyOf(inner.source)
    return inner.body
  }
  set body(body: ResponseBody) {
    this[INNER].body = body
  }

  get timings(): ResponseTimings {
    const inner = this[INNER]
    return (inner.timings ??= timingsOf(inner.source))
  }
  set timings(timings: ResponseTimings) {
    this[INNER].timings = timings
  }

  get ocsp(): Ocsp {
    const inner = this[INNER]
    return (inner.ocsp ??= ocspOf(inner.source))
  }
  set ocsp(ocsp: Ocsp) {
    this[INNER].ocsp = ocsp
  }

  get request(): ResponseRequest | null {
    const inner = this[INNER]
    if (inner.request === undefined) inner.request = requestOf(inner.source)
    return inner.request
  }
  set request(request: ResponseRequest | null) {
    this[INNER].request = request
  }

  json(...[selector]: readonly unknown[]): unknown {
    const text = textOf(this, 'JSON')
    if (this[INNER].json === undefined) {
      try {
        this[INNER].json = JSON.parse(text)
      } catch (error) {
        if (selector !== undefined) return undefined
        throw new GoError(describeJsonError(text), { cause: error })
      }
    }
    return selector === undefined ? this[INNER].json : getPath(this[INNER].json, toText(selector))
  }

  html(...[selector]: readonly unknown[]): Selection {
    const page = parseHtml(textOf(this, 'HTML'), this.url)
    return selector === undefined ? page : page.find(toText(selector))
  }

  submitForm(options?: NavigationOptions): unknown {
    return this[INNER].navigate('response.submitForm', submissionOf(this.html(), this.url, options ?? {}))
  }

  clickLink(options?: NavigationOptions): unknown {
    return this[INNER].navigate('response.clickLink', linkOf(this.html(), this.url, options ?? {}))
  }
}

function textOf({ body }: HttpResponse, what: string): string {
  if (body === null) {
    throw new GoError(
      `the body is null so we can't transform it to ${what} - this likely was because of a request error getting the response`,
    )
  }
  if (typeof body === 'string') return body
  return body instanceof ArrayBuffer ? Buffer.from(body).toString() : ''
}
