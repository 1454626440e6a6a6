import { type Cause, otherFailure } from './failures.ts'
import type { WireRequest } from './exchange.ts'
import { isToken } from './token.ts'

/** What Go says of a request that cannot be written down; undefined when method and names of headers are fine. */
export function unsendable({ options }: WireRequest): Cause | undefined {
  const { method, headers } = options
  if (!isToken(method)) return otherFailure(`net/http: invalid method ${JSON.stringify(method)}`)
  const names = Array.isArray(headers) ? headers.filter((_, index) => index % 2 === 0) : []
  const wrong = names.find((name) => !isToken(name))
  return wrong === undefined ? undefined : otherFailure(`net/http: invalid header field name ${JSON.stringify(wrong)}`)
}
