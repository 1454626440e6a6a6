import { type Cause, otherFailure } from '../failures.ts'
import type { RawHeaders } from '../outcome.ts'
import { type Framing, framingOf } from './framing.ts'
import { goQuote } from './go-quote.ts'
import { readHeaderLines, valuesOf } from './header-lines.ts'

/** The head of a response; the same for all responses with the same text. */
export interface ResponseHead {
  readonly status: number
  /** `HTTP/1.1`. */
  readonly proto: string
  /** What stands behind the protocol: `200 OK`. Bytes stand for themselves (latin1), as on the wire. */
  readonly statusText: string
  readonly headers: RawHeaders
  /** For any request but HEAD. */
  readonly framing: Framing
  /** The server lets the connection be used again. */
  readonly keepsAlive: boolean
}

/** How one version of HTTP differs from another. */
export interface Version {
  readonly major: number
  readonly minor: number
}

interface StatusLine extends Version {
  readonly proto: string
  readonly status: number
  readonly statusText: string
}

/** Reads a head without the empty line that ends it. What it refuses, and in which words, is Go's net/http. */
export function parseResponseHead(text: string): ResponseHead | Cause {
  const end = text.indexOf('\n')
  const first = parseStatusLine(end < 0 ? text : text.slice(0, end))
  if ('code' in first) return first
  const read = readHeaderLines(end < 0 ? '' : text.slice(end + 1))
  if ('code' in read) return read
  const headers = read.fields
  if (headers['cache-control'] === undefined && valuesOf(headers, 'pragma')[0] === 'no-cache') {
    headers['cache-control'] = 'no-cache'
  }
  const { status, proto, statusText } = first
  const framing = framingOf(status, first, headers)
  if ('code' in framing) return framing
  return { status, proto, statusText, headers, framing, keepsAlive: framing.kind !== 'close' && isKept(first, headers) }
}

/** `line` may end with a carriage return. */
export function parseStatusLine(line: string): StatusLine | Cause {
  const [, proto, rest] = /^([^ ]*) ([^]*?)\r?$/.exec(line) ?? []
  if (proto === undefined || rest === undefined) {
    return otherFailure(`malformed HTTP response ${goQuote(line.replace(/\r$/, ''))}`)
  }
  const statusText = rest.replace(/^ +/, '')
  const digits = statusText.split(' ', 1)[0] ?? ''
  if (!/^(?:\d{3}|\+\d\d)$/.test(digits)) return otherFailure(`malformed HTTP status code ${goQuote(digits)}`)
  const [, major, minor] = /^HTTP\/(\d)\.(\d)$/.exec(proto) ?? []
  if (major === undefined) return otherFailure(`malformed HTTP version ${goQuote(proto)}`)
  return { proto, major: Number(major), minor: Number(minor), status: Number(digits), statusText }
}

function isKept({ major, minor }: Version, headers: RawHeaders): boolean {
  const options = valuesOf(headers, 'connection').flatMap((value) => value.split(','))
  const says = (option: string): boolean => options.some((one) => one.trim().toLowerCase() === option)
  if (major < 1) return false
  return major === 1 && minor === 0 ? says('keep-alive') && !says('close') : !says('close')
}
