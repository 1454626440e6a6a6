import type { SharedHead } from './connection.ts'
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
  readonly shared: SharedHead
}

/** Requests that are no more than a method, a URL and headers, and perhaps a body, are made once for all VUs while they keep coming back. */
export class WireCache {
  readonly #made = new Map<RequestUrl, Made>()

  requestOf(hop: Hop, context: WireContext): WireRequest {
    if (!isBare(hop, context)) return wireRequestOf(hop, context)
    const { request, shared } = this.#withoutBody(hop, context)
    return hop.body === undefined ? request : withBody(request, shared, hop.body)
  }

  #withoutBody(hop: Hop, context: WireContext): Made {
    const { method, url, headers } = hop
    const known = this.#made.get(url)
    if (known !== undefined && known.method === method && known.headers === headers) return known
    const request = wireRequestOf({ ...hop, body: undefined }, context)
    const made = { method, headers, request, shared: { options: request.options, text: undefined } }
    if (this.#made.size >= CAPACITY) this.#made.clear()
    this.#made.set(url, made)
    return made
  }
}

function withBody({ origin, isReplayable, options }: WireRequest, shared: SharedHead, body: Buffer): WireRequest {
  return { origin, isReplayable, options: { ...options, body, shared } }
}

const isBare = ({ host, referer, url }: Hop, { cookie, closes, proxy }: WireContext): boolean =>
  host === undefined &&
  referer === undefined &&
  url.username === undefined &&
  (cookie === undefined || cookie === '') &&
  !closes &&
  proxy === undefined
