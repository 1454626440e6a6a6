import { UserError } from '../../base/errors.ts'
import type { Millis } from '../../base/units.ts'
import type { RequestTemplate } from '../config/run-config.ts'
import type { Call } from './call.ts'
import { type CallOrder, type CallSpec, CallTags } from './call-order.ts'
import type { CallPool } from './call-pool.ts'
import type { WireRequest } from './exchange.ts'
import { hasHeader, type HeaderList, withoutHeaders } from './header-list.ts'
import type { HttpVu } from './http-vu.ts'
import { parseRequestUrl, type RequestUrl } from './request-url.ts'
import { sharedHttpOf, vuHttpOf } from './shared-http.ts'
import { wireRequestOf } from './wire-request.ts'

/** Who waits for the request. */
export interface RequestWaiter {
  readonly resume: (value: unknown) => void
}

const TIMEOUT: Millis = 60_000
const hostHeader = new Set(['host'])
const isSuccess = (status: number): boolean => status >= 200 && status < 400

/**
 * The work of `kneepoint explore URL`: one VU sends the same request over and over. All that can be made beforehand is, so
 * an iteration costs no more than the exchange and its samples. Has the form of a blocking call; one at a time.
 */
export class PreparedRequest {
  readonly #vu: HttpVu
  readonly #calls: CallPool
  readonly #spec: CallSpec
  readonly #wire: WireRequest
  #order: CallOrder
  #call: Call | undefined
  #waiter: RequestWaiter | undefined

  constructor(vu: HttpVu, template: RequestTemplate) {
    const { options, dialer, calls } = sharedHttpOf(vu.worker)
    const url = urlOf(template)
    this.#vu = vu
    this.#calls = calls
    this.#spec = {
      method: template.method,
      url,
      headers: headersOf(template, options.userAgent),
      host: hostIn(template.headers),
      body: template.body === undefined ? undefined : Buffer.from(template.body),
      timeout: TIMEOUT,
      maxRedirects: options.maxRedirects,
      warnsAtLimit: false,
      keepBody: false,
      expect: isSuccess,
      digest: false,
      cookies: undefined,
    }
    this.#wire = wireRequestOf(this.#spec, {
      cookie: undefined,
      usesBasicAuth: true,
      closes: options.noConnectionReuse,
      proxy: url.origin === undefined ? undefined : dialer.proxyFor(url.origin),
    })
    this.#order = this.#orderNow()
  }

  start(waiter: RequestWaiter): void {
    if (this.#order.tags.base !== this.#vu.tags) this.#order = this.#orderNow()
    this.#waiter = waiter
    const call = this.#calls.take()
    this.#call = call
    call.start(vuHttpOf(this.#vu), this.#order, this)
  }

  cancel(): void {
    this.#waiter = undefined
    this.#call?.cancel()
    this.#leave()
  }

  readonly callEnded = (): void => {
    this.#leave()
    this.#waiter?.resume(undefined)
  }

  #leave(): void {
    if (this.#call !== undefined) this.#calls.giveBack(this.#call)
    this.#call = undefined
  }

  #orderNow(): CallOrder {
    return { spec: this.#spec, tags: new CallTags(this.#vu.tags), wire: this.#wire }
  }
}

function urlOf({ url }: RequestTemplate): RequestUrl {
  const parsed = parseRequestUrl(url)
  if (parsed.ok && parsed.value.origin !== undefined) return parsed.value
  const why = parsed.ok ? 'it is not an http:// or https:// address' : parsed.problems.join('; ')
  throw new UserError('INVALID_URL', `cannot explore '${url}': ${why}`, { hint: 'give it as http://host:port/path' })
}

function headersOf({ headers }: RequestTemplate, userAgent: string): HeaderList {
  const given = withoutHeaders(Object.entries(headers), hostHeader)
  return hasHeader(given, 'user-agent') ? given : [['User-Agent', userAgent], ...given]
}

function hostIn(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1]
}
