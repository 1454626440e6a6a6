import { type Cause, otherFailure } from './failures.ts'
import type { WireRequest } from './exchange.ts'

/** RFC 9110, 5.6.2. */
const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/

/** What Go says of a request that cannot be written down; undefined when method and names of headers are fine. */
export function unsendable({ options }: WireRequest): Cause | undefined {
  const { method, headers } = options
  if (!token.test(method)) return otherFailure(`net/http: invalid method ${JSON.stringify(method)}`)
  const names = Array.isArray(headers) ? headers.filter((_, index) => index % 2 === 0) : []
  const wrong = names.find((name) => !token.test(name))
  return wrong === undefined ? undefined : otherFailure(`net/http: invalid header field name ${JSON.stringify(wrong)}`)
}
