import type { CallSpec } from '../../http/call-order.ts'
import type { Cause } from '../../http/failures.ts'
import type { Outcome, RawHeaders, Timings } from '../../http/outcome.ts'
import { toArrayBuffer } from '../bytes.ts'
import { canonicalName } from './header-name.ts'
import { textOfWire } from '../../http/wire-text.ts'
import { parseSetCookie, type ResponseCookie } from './set-cookie.ts'

export type ResponseType = 'text' | 'binary' | 'none'

/** What a response is made of. */
export type ResponseSource =
  | { readonly kind: 'made'; readonly outcome: Outcome; readonly request: MadeRequest; readonly type: ResponseType }
  /** No request was made: its arguments were wrong. Without a cause it was not tried. */
  | { readonly kind: 'unmade'; readonly cause: Cause | undefined }

export interface MadeRequest {
  readonly spec: CallSpec
  /** Of the first hop, as it went out. */
  readonly cookieHeader: string
  /** Before it was compressed. */
  readonly plainBody: Buffer | undefined
}

/** k6's names. */
export interface ResponseTimings {
  readonly duration: number
  readonly blocked: number
  readonly looking_up: number
  readonly connecting: number
  readonly tls_handshaking: number
  readonly sending: number
  readonly waiting: number
  readonly receiving: number
}

export interface ResponseRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly body: string
  readonly cookies: Readonly<Record<string, readonly RequestCookie[]>>
}

export interface RequestCookie {
  readonly name: string
  readonly value: string
  readonly replace: boolean
}

export interface Ocsp {
  readonly produced_at: number
  readonly this_update: number
  readonly next_update: number
  readonly revoked_at: number
  readonly revocation_reason: string
  readonly status: string
}

const noHeaders: RawHeaders = {}
const noTimings: Timings = {
  blocked: 0,
  connecting: 0,
  tlsHandshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
  duration: 0,
}

export const rawHeadersOf = (source: ResponseSource): RawHeaders =>
  source.kind === 'made' && source.outcome.ok ? source.outcome.headers : noHeaders

const listOf = (value: string | string[] | undefined): readonly string[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** Names as Go writes them; values of one name joined by `, `. What is about the transfer only, Go keeps to itself. */
export function headersOf(source: ResponseSource): Record<string, string> {
  const headers: Record<string, string> = {}
  const raw = rawHeadersOf(source)
  for (const [name, value] of Object.entries(raw)) {
    const values = name === 'content-length' ? lengthShown(raw) : listOf(value)
    if (values.length === 0) continue
    const text = textOfWire(values.join(', '))
    if (!ownToTransfer.has(name) && !(name === 'connection' && /\bclose\b/i.test(text))) {
      headers[canonicalName(name)] = text
    }
  }
  return headers
}

const ownToTransfer: ReadonlySet<string> = new Set(['transfer-encoding', 'trailer'])

/** A length says nothing where chunks do; the same length twice is one. */
function lengthShown(headers: RawHeaders): readonly string[] {
  const isChunked = headers['transfer-encoding'] !== undefined
  return isChunked ? [] : listOf(headers['content-length']).slice(0, 1)
}

export function cookiesOf(source: ResponseSource): Record<string, ResponseCookie[]> {
  const cookies: Record<string, ResponseCookie[]> = {}
  for (const header of listOf(rawHeadersOf(source)['set-cookie'])) {
    const cookie = parseSetCookie(textOfWire(header))
    if (cookie !== undefined) (cookies[cookie.name] ??= []).push(cookie)
  }
  return cookies
}

/** Of a request that was not made k6 gives a list without elements. */
export type ResponseBody = string | ArrayBuffer | readonly never[] | null

/** Null where there is none: the request failed, its body was not wanted, or the status has none. */
export function bodyOf(source: ResponseSource): ResponseBody {
  if (source.kind === 'unmade') return []
  const { outcome, type } = source
  if (outcome.body === undefined) return null
  return type === 'binary' ? toArrayBuffer(outcome.body) : outcome.body.toString()
}

export function timingsOf(source: ResponseSource): ResponseTimings {
  const timings = source.kind === 'made' ? source.outcome.timings : noTimings
  return {
    duration: timings.duration,
    blocked: timings.blocked,
    looking_up: 0,
    connecting: timings.connecting,
    tls_handshaking: timings.tlsHandshaking,
    sending: timings.sending,
    waiting: timings.waiting,
    receiving: timings.receiving,
  }
}

export function requestOf(source: ResponseSource): ResponseRequest | null {
  if (source.kind === 'unmade') return null
  const { spec, cookieHeader, plainBody } = source.request
  const headers: Record<string, readonly string[]> = {}
  for (const [name, value] of spec.headers) headers[name] = [textOfWire(value)]
  if (spec.host !== undefined) headers['Host'] = [textOfWire(spec.host)]
  if (cookieHeader !== '') headers['Cookie'] = [cookieHeader]
  return {
    method: spec.method,
    url: spec.url.text,
    headers,
    body: plainBody?.toString() ?? '',
    cookies: cookiesIn(cookieHeader),
  }
}

function cookiesIn(header: string): Record<string, RequestCookie[]> {
  const cookies: Record<string, RequestCookie[]> = {}
  for (const pair of header.split('; ')) {
    const at = pair.indexOf('=')
    if (at <= 0) continue
    const name = pair.slice(0, at)
    ;(cookies[name] ??= []).push({ name, value: pair.slice(at + 1).replace(/^"(.*)"$/, '$1'), replace: false })
  }
  return cookies
}

/** Nothing here asks for a stapled response. */
export function ocspOf(source: ResponseSource): Ocsp {
  const isSecure = source.kind === 'made' && source.outcome.ok && source.outcome.peer.tlsVersion !== ''
  const never = { produced_at: 0, this_update: 0, next_update: 0, revoked_at: 0, revocation_reason: '' }
  return { ...never, status: isSecure ? 'unknown' : '' }
}

/** What is always at hand. */
export interface Basics {
  readonly remote_ip: string
  readonly remote_port: number
  readonly url: string
  readonly status: number
  readonly status_text: string
  readonly proto: string
  readonly tls_version: string
  readonly tls_cipher_suite: string
  readonly error: string
  readonly error_code: number
}

const nothing: Basics = {
  remote_ip: '',
  remote_port: 0,
  url: '',
  status: 0,
  status_text: '',
  proto: '',
  tls_version: '',
  tls_cipher_suite: '',
  error: '',
  error_code: 0,
}

export function basicsOf(source: ResponseSource): Basics {
  if (source.kind === 'unmade') {
    return { ...nothing, error: source.cause?.message ?? '', error_code: source.cause?.code ?? 0 }
  }
  const { outcome } = source
  const { remoteIp, remotePort, proto, tlsVersion, cipherSuite } = outcome.peer
  const reached = { remote_ip: remoteIp, remote_port: remotePort, url: outcome.url.text }
  if (!outcome.ok) return { ...nothing, ...reached, error: outcome.message, error_code: outcome.code }
  return {
    remote_ip: remoteIp,
    remote_port: remotePort,
    url: outcome.url.text,
    status: outcome.status,
    status_text: textOfWire(outcome.statusText),
    proto,
    tls_version: tlsVersion,
    tls_cipher_suite: cipherSuite,
    error: '',
    error_code: outcome.status >= 400 ? 1000 + outcome.status : 0,
  }
}
