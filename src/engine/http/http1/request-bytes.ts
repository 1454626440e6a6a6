import type { DispatchOptions, SharedHead } from '../connection.ts'
import { type Cause, otherFailure } from '../failures.ts'
import { isToken } from '../token.ts'
import { hasControl } from './controls.ts'

/** Methods whose requests say that they have no body, when they have none (Go's rule). */
const expectsBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])
/** Methods whose requests mostly have no body (Go's list). */
const lacksBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PROPFIND', 'SEARCH'])
/** Copying less than this costs less than a second write. */
const SMALL = 16_384

/** A request as it goes over the wire. */
export interface RequestBytes {
  readonly first: Buffer
  /** A large body by itself. */
  readonly rest: Uint8Array | undefined
}

const known = new WeakMap<DispatchOptions, RequestBytes>()

/** The same options give the same bytes: they are made once. What has a body of its own is made of the head that it shares. */
export function requestBytesOf(options: DispatchOptions): RequestBytes | Cause {
  const { shared, body } = options
  if (shared !== undefined && body instanceof Buffer && body.length > 0 && body.length <= SMALL)
    return bytesOf(shared, body)
  const made = known.get(options)
  if (made !== undefined) return made
  const bytes = makeBytes(options)
  if (!('code' in bytes)) known.set(options, bytes)
  return bytes
}

function bytesOf(shared: SharedHead, body: Buffer): RequestBytes | Cause {
  if (shared.text === undefined) {
    const refusal = refusalOf(shared.options)
    if (refusal !== undefined) return otherFailure(`net/http: ${refusal}`)
    shared.text = headLines(shared.options)
  }
  const head = shared.text + bodyLines(shared.options.method, body.length)
  const first = Buffer.allocUnsafe(head.length + body.length)
  first.write(head, 'latin1')
  body.copy(first, head.length)
  return { first, rest: undefined }
}

function makeBytes(options: DispatchOptions): RequestBytes | Cause {
  const refusal = refusalOf(options)
  if (refusal !== undefined) return otherFailure(`net/http: ${refusal}`)
  const content = options.body instanceof Uint8Array ? options.body : undefined
  const head = Buffer.from(headOf(options, content?.length), 'latin1')
  if (content === undefined || content.length === 0) return { first: head, rest: undefined }
  return content.length <= SMALL
    ? { first: Buffer.concat([head, content]), rest: undefined }
    : { first: head, rest: content }
}

/** With the empty line that ends the head. A body of no bytes is of unknown length to Go: it sends a chunk that says so. */
function bodyLines(method: string, length: number | undefined): string {
  if (length === undefined) return expectsBody.has(method) ? 'Content-Length: 0\r\n\r\n' : '\r\n'
  if (length > 0) return `Content-Length: ${length}\r\n\r\n`
  return lacksBody.has(method) ? '\r\n' : 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
}

/** What would end a line could smuggle in another header: it is refused, not written. */
function refusalOf({ method, headers }: DispatchOptions): string | undefined {
  if (!isToken(method)) return `invalid method ${JSON.stringify(method)}`
  for (let at = 0; at < headers.length; at += 2) {
    const [name = '', value = ''] = [headers[at], headers[at + 1]]
    if (!isToken(name)) return `invalid header field name ${JSON.stringify(name)}`
    if (hasControl(value)) return `invalid header field value for "${name}"`
  }
  return undefined
}

const headOf = (options: DispatchOptions, length: number | undefined): string =>
  headLines(options) + bodyLines(options.method, length)

function headLines({ method, path, headers, reset }: DispatchOptions): string {
  let text = `${method} ${path} HTTP/1.1\r\n`
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`
  if (reset === true) text += 'Connection: close\r\n'
  return text
}
