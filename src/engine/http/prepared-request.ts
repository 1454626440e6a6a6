import { UserError } from '../../base/errors.ts'
import type { Millis } from '../../base/units.ts'
import type { RequestTemplate } from '../config/run-config.ts'
import { Call, type CallSpec } from './call.ts'
import type { WireRequest } from './exchange.ts'
import { hasHeader, type HeaderList, withoutHeaders } from './header-list.ts'
import type { HttpVu } from './http-vu.ts'
import { parseRequestUrl, type RequestUrl } from './request-url.ts'
import { sharedHttpOf } from './shared-http.ts'
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
  readonly #call: Call
  readonly #spec: CallSpec
  readonly #wire: WireRequest
  #waiter: RequestWaiter | undefined

  constructor(vu: HttpVu, template: RequestTemplate) {
    const { options, dialer } = sharedHttpOf(vu.worker)
    const url = urlOf(template)
    this.#vu = vu
    this.#call = new Call(vu)
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
  }

  start(waiter: RequestWaiter): void {
    this.#waiter = waiter
    this.#call.start(this.#spec, this.#vu.tags, this, this.#wire)
  }

  cancel(): void {
    this.#waiter = undefined
    this.#call.cancel()
  }

  readonly callEnded = (): void => this.#waiter?.resume(undefined)
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
