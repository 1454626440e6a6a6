import { type Cause, otherFailure } from './failures.ts'
import { hasHeader, type HeaderList, withoutHeaders } from './header-list.ts'
import type { RawHeaders } from './outcome.ts'
import { type RequestUrl, resolveReference } from './request-url.ts'
import { textOfWire } from './wire-text.ts'

/** One request of a chain. */
export interface Hop {
  readonly method: string
  readonly url: RequestUrl
  /** Without Host. */
  readonly headers: HeaderList
  /** Where a redirect comes from, unless the script says so itself. */
  readonly referer?: string | undefined
  /** What to say in the Host header instead of the URL's host. */
  readonly host: string | undefined
  readonly body: Buffer | undefined
}

/** Go's net/http client, makeHeadersCopier: what describes a body goes with it, what is secret stays with the site. */
const aboutBody = new Set(['content-encoding', 'content-language', 'content-location', 'content-type'])
const secret = new Set([
  'authorization',
  'cookie',
  'cookie2',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
])

const turnsToGet = new Set([301, 302, 303])
const repeats = new Set([307, 308])

/**
 * What Go's HTTP client would send next: 301, 302 and 303 turn into GET without a body (HEAD stays HEAD), 307 and 308 repeat
 * the request. Undefined when the response is the last one.
 */
export function nextHop(hop: Hop, status: number, headers: RawHeaders): Hop | Cause | undefined {
  const location = headers['location']
  const target = textOfWire((Array.isArray(location) ? location[0] : location) ?? '')
  if (target === '') return undefined
  if (!repeats.has(status) && !turnsToGet.has(status)) return undefined
  const url = resolveReference(hop.url, target)
  if (!url.ok) return otherFailure(`failed to parse Location header ${JSON.stringify(target)}: ${url.problems.join()}`)
  const isRelative = !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(target)
  const host = isRelative ? hop.host : undefined
  return repeats.has(status) ? repeated(hop, url.value, host) : turnedToGet(hop, url.value, host)
}

const repeated = (hop: Hop, url: RequestUrl, host: string | undefined): Hop => ({
  ...hop,
  url,
  host,
  headers: headersFor(url, hop.url, hop.headers),
  referer: refererOf(hop, url),
})

const turnedToGet = (hop: Hop, url: RequestUrl, host: string | undefined): Hop => ({
  method: hop.method === 'HEAD' ? 'HEAD' : 'GET',
  url,
  host,
  headers: headersFor(url, hop.url, withoutHeaders(hop.headers, aboutBody)),
  referer: refererOf(hop, url),
  body: undefined,
})

const headersFor = (url: RequestUrl, from: RequestUrl, headers: HeaderList): HeaderList =>
  isSameSite(from.origin?.hostname ?? '', url.origin?.hostname ?? '') ? headers : withoutHeaders(headers, secret)

/** Secrets follow to the same host and to those below it. */
const isSameSite = (from: string, to: string): boolean => from === to || to.endsWith(`.${from}`)

/** Not from https to http; without user and password. */
function refererOf({ url: from, headers }: Hop, to: RequestUrl): string | undefined {
  if (hasHeader(headers, 'referer') || (from.scheme === 'https' && to.scheme === 'http')) return undefined
  return from.text.replace(/\/\/[^/?#]*@/, '//').replace(/#.*$/, '')
}
