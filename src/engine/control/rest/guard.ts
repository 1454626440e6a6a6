import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from './address.ts'
import { RestError } from './rest-error.ts'

/** What a request has to show before it is looked at. */
export interface GuardedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/**
 * Lets no web page in: not one of another site (Origin), and not one whose name was made to point here (Host). Who has the
 * token is known and may come by any name.
 */
export class Guard {
  readonly #token: Buffer | undefined

  constructor(token: string | undefined) {
    this.#token = token === undefined ? undefined : digest(token)
  }

  /** Throws when the request may not pass. */
  check({ method, path, headers }: GuardedRequest): void {
    this.#checkOrigin(headers)
    if (this.#token === undefined) checkHost(headers.host)
    else if (path !== '/ping' || method !== 'GET') this.#checkToken(headers.authorization, this.#token)
  }

  #checkOrigin({ origin, host }: IncomingHttpHeaders): void {
    if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)) return
    throw new RestError(403, 'Foreign origin', `a page of ${origin} may not use this API`)
  }

  #checkToken(authorization: string | undefined, expected: Buffer): void {
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return
    const detail =
      given === undefined
        ? "send the token of --address-token: 'Authorization: Bearer TOKEN'"
        : 'the token is not the one of --address-token'
    throw new RestError(401, 'Unauthorized', detail)
  }
}

/** Of equal length whatever the token, so that comparing takes the same time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Against DNS rebinding: a browser sends the name that the page was loaded by. */
function checkHost(host: string | undefined): void {
  const name = (host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  if (isLoopback(name)) return
  throw new RestError(403, 'Foreign host', `this API answers to localhost only, not to '${host ?? ''}'`)
}
