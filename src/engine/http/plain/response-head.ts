import { type Cause, otherFailure } from '../failures.ts'
import type { RawHeaders } from '../outcome.ts'

/** How the body of a response ends (RFC 9112, 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** With the connection. */
  | { readonly kind: 'close' }

/** The head of a response; the same for all responses with the same text. */
export interface ResponseHead {
  readonly status: number
  readonly reason: string
  /** Bytes stand for themselves (latin1), as on the wire. */
  readonly headers: RawHeaders
  /** For any request but HEAD. */
  readonly framing: Framing
  /** The server lets the connection be used again. */
  readonly keepsAlive: boolean
}

const malformed = (detail: string): Cause => otherFailure(`malformed HTTP response: ${detail}`)

const noBody: Framing = { kind: 'none' }
const chunked: Framing = { kind: 'chunked' }
const untilClose: Framing = { kind: 'close' }

/** Reads the lines of a head, without the empty one that ends it. */
export function parseResponseHead(text: string): ResponseHead | Cause {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const [, minor, digits, reason = ''] = /^HTTP\/1\.(\d) (\d{3})(?: (.*))?$/.exec(first) ?? []
  if (minor === undefined) return malformed(JSON.stringify(first.slice(0, 100)))
  const headers = headersIn(lines)
  if ('code' in headers) return headers
  const status = Number(digits)
  const framing = framingOf(status, headers.fields)
  if ('code' in framing) return framing
  const keepsAlive = framing.kind !== 'close' && isKept(minor, headers.fields['connection'])
  return { status, reason, headers: headers.fields, framing, keepsAlive }
}

interface Fields {
  readonly fields: RawHeaders
}

function headersIn(lines: readonly string[]): Fields | Cause {
  const fields = Object.create(null) as Record<string, string | string[] | undefined>
  let last: string | undefined
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // An old way to go on with a value on the next line (RFC 9112, 5.2).
      if (last === undefined) return malformed('a head that begins with a blank')
      append(fields, last, line.trim())
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon))
    if (name === '' || /[\s\0]/.test(name)) return malformed(`malformed MIME header line: ${line.slice(0, 100)}`)
    last = name.toLowerCase()
    add(fields, last, line.slice(colon + 1).trim())
  }
  return { fields }
}

function add(fields: Record<string, string | string[] | undefined>, name: string, value: string): void {
  const known = fields[name]
  if (known === undefined) fields[name] = value
  else if (typeof known === 'string') fields[name] = [known, value]
  else known.push(value)
}

function append(fields: Record<string, string | string[] | undefined>, name: string, more: string): void {
  const known = fields[name]
  if (typeof known === 'string') fields[name] = `${known} ${more}`
  else if (known !== undefined) known[known.length - 1] = `${known.at(-1) ?? ''} ${more}`
}

const isBodiless = (status: number): boolean => status < 200 || status === 204 || status === 304

function framingOf(status: number, headers: RawHeaders): Framing | Cause {
  if (isBodiless(status)) return noBody
  const coding = headers['transfer-encoding']
  if (coding !== undefined) {
    const last = String(coding).split(',').at(-1)?.trim().toLowerCase()
    return last === 'chunked'
      ? chunked
      : otherFailure(`net/http: unsupported transfer encoding: ${JSON.stringify(coding)}`)
  }
  const length = headers['content-length']
  if (length === undefined) return untilClose
  const [value = '', ...others] = new Set(typeof length === 'string' ? [length] : length)
  if (others.length > 0 || !/^\d+$/.test(value))
    return malformed(`bad Content-Length ${JSON.stringify(String(length))}`)
  return { kind: 'length', length: Number(value) }
}

function isKept(minor: string, connection: string | string[] | undefined): boolean {
  const says = (option: string): boolean =>
    connection !== undefined &&
    String(connection)
      .split(',')
      .some((one) => one.trim().toLowerCase() === option)
  return minor === '0' ? says('keep-alive') : !says('close')
}
