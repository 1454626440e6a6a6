import { type Cause, otherFailure } from '../failures.ts'
import type { RawHeaders } from '../outcome.ts'
import { goQuote } from './go-quote.ts'
import { valuesOf } from './header-lines.ts'
import type { Version } from './response-head.ts'

/** How the body of a response ends (RFC 9112, 6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly length: number }
  | { readonly kind: 'chunked' }
  /** With the connection. */
  | { readonly kind: 'close' }

const noBody: Framing = { kind: 'none' }
const chunked: Framing = { kind: 'chunked' }
const untilClose: Framing = { kind: 'close' }
const LARGEST = 2n ** 63n - 1n

export const isInformational = (status: number): boolean => status >= 100 && status < 200
const isBodiless = (status: number): boolean => isInformational(status) || status === 204 || status === 304
const list = (values: readonly string[]): string => `[${values.map(goQuote).join(' ')}]`

/**
 * Strict as Go is, for what two readers of one connection understand differently is how responses are smuggled: one coding and
 * no other, one length.
 */
export function framingOf(status: number, { major, minor }: Version, headers: RawHeaders): Framing | Cause {
  const knowsCodings = major > 1 || (major === 1 && minor >= 1)
  const codings = knowsCodings ? valuesOf(headers, 'transfer-encoding') : []
  const [coding] = codings
  if (codings.length > 1) return otherFailure(`too many transfer encodings: ${list(codings)}`)
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return otherFailure(`unsupported transfer encoding: ${goQuote(coding)}`)
  }
  const length = lengthIn(valuesOf(headers, 'content-length'))
  if (typeof length === 'object') return length
  if (isBodiless(status)) return noBody
  if (coding !== undefined) return chunked
  return length === undefined ? untilClose : { kind: 'length', length }
}

function lengthIn(values: readonly string[]): number | Cause | undefined {
  const [value, ...others] = values
  if (value === undefined) return undefined
  if (others.some((other) => other !== value)) {
    return otherFailure(`http: message cannot contain multiple Content-Length headers; got ${list(values)}`)
  }
  if (value === '') return otherFailure('invalid empty Content-Length ""')
  if (!/^\d+$/.test(value) || BigInt(value) > LARGEST) return otherFailure(`bad Content-Length ${goQuote(value)}`)
  return Number(value)
}
