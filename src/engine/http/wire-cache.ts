import type { WireRequest } from './exchange.ts'
import type { Hop } from './redirects.ts'
import type { RequestUrl } from './request-url.ts'
import { type WireContext, wireRequestOf } from './wire-request.ts'

/** As many as there are URLs that are parsed once (`UrlCache`). */
const CAPACITY = 4096

interface Made {
  readonly method: string
  readonly headers: Hop['headers']
  readonly request: WireRequest
}

/** Requests that are no more than a method, a URL and headers are made once for all VUs while they keep coming back. */
export class WireCache {
  readonly #made = new Map<RequestUrl, Made>()

  requestOf(hop: Hop, context: WireContext): WireRequest {
    if (!isBare(hop, context)) return wireRequestOf(hop, context)
    const { method, url, headers } = hop
    const made = this.#made.get(url)
    if (made !== undefined && made.method === method && made.headers === headers) return made.request
    const request = wireRequestOf(hop, context)
    if (this.#made.size >= CAPACITY) this.#made.clear()
    this.#made.set(url, { method, headers, request })
    return request
  }
}

const isBare = ({ body, host, referer, url }: Hop, { cookie, closes, proxy }: WireContext): boolean =>
  body === undefined &&
  host === undefined &&
  referer === undefined &&
  url.username === undefined &&
  (cookie === undefined || cookie === '') &&
  !closes &&
  proxy === undefined
