/** Why a request failed: k6's error_code and its text. */
export interface Cause {
  readonly code: number
  readonly message: string
  /** What this machine had none left of: the target never saw the request. */
  readonly lack?: 'port' | 'file'
  /** What Go says in full, where k6 shows that: in exceptions, and for WebSockets. */
  readonly detail?: string
  /** Thrown at the script whatever it asked for (k6's rule). */
  readonly isFatal?: true
}

/** Carries a cause to where errors are expected. */
export class ExchangeError extends Error {
  readonly failure: Cause

  constructor(failure: Cause, cause?: unknown) {
    super(failure.message, { cause })
    this.name = 'ExchangeError'
    this.failure = failure
  }
}

/** The other side closed the connection. */
export class ConnectionLost extends Error {
  constructor() {
    super('the other side closed the connection')
    this.name = 'ConnectionLost'
  }
}

const cause = (code: number, message: string): Cause => ({ code, message })

export const requestTimeout: Cause = cause(1050, 'request timeout')
export const dialTimeout: Cause = cause(1211, 'dial: i/o timeout')
export const noSuchHost: Cause = cause(1101, 'lookup: no such host')
export const blacklistedIp: Cause = cause(1110, 'ip is blacklisted')
export const blockedHostname: Cause = cause(1111, 'hostname is blocked')
export const invalidUrl = (detail: string): Cause => cause(1020, `invalid URL: ${detail}`)
export const decompressionError = (detail: string): Cause =>
  cause(1701, `error decompressing response body (${detail})`)
export const otherFailure = (message: string): Cause => cause(1000, message)
export const unsupportedScheme = (scheme: string): Cause => otherFailure(`unsupported protocol scheme "${scheme}"`)
export const invalidPort = (port: number): Cause => cause(1210, `dial tcp: address ${port}: invalid port`)
export const noHost: Cause = otherFailure('http: no Host in request URL')

/** Texts of the operating system as Go prints them, and what the reader can do about it. */
const systemErrors: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'cannot assign requested address` (no free local port or no such local address',
  EMFILE: 'too many open files` (this process may not open more sockets: raise `ulimit -n`',
  ENFILE: 'too many open files in system` (this machine may not open more sockets',
  EHOSTUNREACH: 'no route to host` (',
  ENETUNREACH: 'network is unreachable` (',
  EACCES: 'permission denied` (',
  EPERM: 'operation not permitted` (',
  EADDRINUSE: 'address already in use` (',
  ENOBUFS: 'no buffer space available` (',
  EINVAL: 'invalid argument` (',
}

const lacks: Readonly<Record<string, NonNullable<Cause['lack']>>> = {
  EADDRNOTAVAIL: 'port',
  EADDRINUSE: 'port',
  EMFILE: 'file',
  ENFILE: 'file',
}

interface ErrorLike {
  readonly code?: unknown
  readonly address?: string
  readonly port?: number
  readonly errno?: unknown
  readonly message: string
}

const codeOf = (error: ErrorLike): string => (typeof error.code === 'string' ? error.code : '')

const addressOf = ({ address = '', port }: ErrorLike): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}`

/** A connection could not be made. */
export function dialFailure(error: ErrorLike): Cause {
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') {
    const refused = cause(1212, 'dial: connection refused')
    if (error.address === undefined) return refused
    return { ...refused, detail: `dial tcp ${addressOf(error)}: connect: connection refused` }
  }
  if (code === 'ECONNRESET') return cause(1220, 'dial: connection reset by peer')
  if (code === 'ETIMEDOUT') return dialTimeout
  if (typeof error.errno !== 'number') return cause(1210, `dial: ${error.message}`)
  const [text = '', hint = ''] = (systemErrors[code] ?? `${code.toLowerCase()}\` (`).split('` (')
  const told = `dial: unknown errno ${-error.errno} error with msg \`${text}\``
  const lack = lacks[code]
  const failure = cause(1213, hint === '' ? told : `${told}: ${hint}`)
  return lack === undefined ? failure : { ...failure, lack }
}

/** A name could not be resolved. */
export function lookupFailure(error: ErrorLike, hostname: string): Cause {
  const code = codeOf(error)
  if (code === 'ENOTFOUND') return noSuchHost
  if (code === 'EAI_AGAIN') return cause(1100, `lookup ${hostname}: temporary failure in name resolution`)
  return cause(1100, `lookup ${hostname}: ${code === '' ? error.message : code}`)
}

const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
])

/** The TLS handshake failed. */
export function tlsFailure(error: ErrorLike): Cause {
  const code = codeOf(error)
  if (unknownAuthority.has(code)) return cause(1310, 'x509: unknown authority')
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return cause(1311, "x509: certificate doesn't match hostname")
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return cause(1300, 'x509: certificate has expired or is not yet valid')
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return cause(1301, 'tls: first record does not look like a TLS handshake')
  }
  if (code === 'ECONNRESET') return cause(1220, 'read: connection reset by peer')
  return cause(1300, tlsText(code, error.message))
}

/** `ERR_SSL_TLSV1_ALERT_HANDSHAKE_FAILURE` -> `tls: alert handshake failure`; OpenSSL's own text has addresses in it. */
function tlsText(code: string, message: string): string {
  const reason = /^ERR_SSL_(?:(?:SSL|TLS)V\d+_)?(.+)$/.exec(code)?.[1]
  return `tls: ${reason === undefined ? message : reason.toLowerCase().replaceAll('_', ' ')}`
}

const http2Names = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]

const PROTOCOL_ERROR = 1
const REFUSED_STREAM = 7

/** The server did nothing with the request (RFC 9113, 8.7). */
export const isRefusedStream = (error: StreamError): boolean => error.http2ErrorCode === REFUSED_STREAM

function http2Cause(base: number, what: string, number: number): Cause {
  const name = http2Names[number]
  const shown = name ?? `unknown error code 0x${number.toString(16)}`
  return cause(name === undefined ? base : base + 1 + number, `http2: ${what} with http2 ErrCode ${shown}`)
}

interface StreamError extends ErrorLike {
  readonly http2ErrorCode?: unknown
}

function http2Failure(error: StreamError): Cause | undefined {
  const goaway = /(?:"GOAWAY" frame received with|Session closed with error) code (\w+)/.exec(error.message)
  if (goaway !== null) return http2Cause(1610, 'received GoAway', http2Number(goaway[1] ?? ''))
  if (codeOf(error) === 'ERR_HTTP2_ERROR') return http2Cause(1650, 'connection error', PROTOCOL_ERROR)
  if (typeof error.http2ErrorCode === 'number') return http2Cause(1630, 'stream error', error.http2ErrorCode)
  return undefined
}

/** Newer versions of Node tell the name, older ones the number. */
function http2Number(text: string): number {
  const byName = http2Names.indexOf(text.replace('NGHTTP2_', ''))
  return byName >= 0 ? byName : Number(text)
}

const byCode: Readonly<Record<string, Cause>> = {
  ECONNRESET: cause(1220, 'read: connection reset by peer'),
  EPIPE: cause(1201, 'write: broken pipe'),
  ETIMEDOUT: requestTimeout,
}

/** What went wrong on a connection that was there; `answered` = some of the response had come. */
export function exchangeFailure(error: Error, answered: boolean): Cause {
  if (error instanceof ExchangeError) return error.failure
  const code = codeOf(error)
  const known = byCode[code] ?? http2Failure(error)
  if (known !== undefined) return known
  if (code.startsWith('ERR_SSL_')) return tlsFailure(error)
  if (isConnectionLoss(error)) return otherFailure(answered ? 'unexpected EOF' : 'EOF')
  return 'syscall' in error ? cause(1202, `${code}: ${error.message}`) : otherFailure(error.message)
}

/** The peer hung up: on a connection that had served before, this says nothing about the request. */
export function isConnectionLoss(error: Error): boolean {
  const code = codeOf(error)
  return error instanceof ConnectionLost || code === 'ECONNRESET' || code === 'EPIPE'
}
