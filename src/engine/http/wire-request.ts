import type { WireRequest } from './exchange.ts'
import type { Proxy } from './proxies.ts'
import { hasHeader, lowerName } from './header-list.ts'
import type { Hop } from './redirects.ts'
import type { RequestUrl } from './request-url.ts'

export interface WireContext {
  /** Value of the Cookie header; stands instead of one among the headers. */
  readonly cookie: string | undefined
  /** User and password of the URL become an Authorization header. */
  readonly usesBasicAuth: boolean
  /** Ask the server to close the connection afterwards. */
  readonly closes: boolean
  readonly proxy: Proxy | undefined
}

/** What is said here, whatever a script says: lengths, codings and the connection. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'expect',
  'trailer',
])
const ownHeadersAndCookie = new Set([...ownHeaders, 'cookie'])
const replayableMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

const isReplayable = ({ method, headers }: Hop): boolean =>
  replayableMethods.has(method) || hasHeader(headers, 'idempotency-key') || hasHeader(headers, 'x-idempotency-key')

/** The request as a connection sends it. */
export function wireRequestOf(hop: Hop, context: WireContext): WireRequest {
  const { url, method, body } = hop
  if (url.origin === undefined) throw new Error(`${url.text} has no origin`)
  const isProxied = context.proxy !== undefined && !url.origin.secure
  return {
    origin: url.origin,
    isReplayable: isReplayable(hop),
    options: {
      method,
      path: isProxied ? `http://${url.host}${url.target}` : url.target,
      headers: headersOf(hop, context),
      body: body ?? null,
      reset: context.closes,
    },
  }
}

function headersOf(hop: Hop, context: WireContext): string[] {
  const result = ['Host', hop.host ?? hop.url.host, ...givenHeaders(hop, context)]
  if (context.cookie !== undefined && context.cookie !== '') result.push('Cookie', context.cookie)
  if (hop.referer !== undefined) result.push('Referer', hop.referer)
  if (needsBasicAuth(hop, context)) result.push(...basicAuth(hop.url))
  const credentials = context.proxy?.authorization
  if (credentials !== undefined && hop.url.scheme === 'http') result.push('Proxy-Authorization', credentials)
  return result
}

/** What the script says; an empty User-Agent is none. */
function givenHeaders({ headers }: Hop, { cookie }: WireContext): string[] {
  const left = cookie === undefined ? ownHeaders : ownHeadersAndCookie
  const result: string[] = []
  for (const [name, value] of headers) {
    const lower = lowerName(name)
    if (!left.has(lower) && (lower !== 'user-agent' || value !== '')) result.push(name, trimmed(value))
  }
  return result
}

/** Blanks around a value are no part of it. */
const trimmed = (value: string): string =>
  /^[ \t]|[ \t]$/.test(value) ? value.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '') : value

const needsBasicAuth = ({ url, headers }: Hop, { usesBasicAuth }: WireContext): boolean =>
  url.username !== undefined && usesBasicAuth && !hasHeader(headers, 'authorization')

function basicAuth({ username = '', password = '' }: RequestUrl): string[] {
  return ['Authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`]
}
