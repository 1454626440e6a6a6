import type { Cookies } from '../../http/call-order.ts'
import type { RequestUrl } from '../../http/request-url.ts'
import { type CookieStore, printCookie, type SentCookie } from './cookie-store.ts'

/** A cookie among the params of a request; `replace` = instead of one of that name in the jar, not beside it. */
export interface GivenCookie extends SentCookie {
  readonly replace: boolean
}

/** The cookies of one request and what follows from it: the header of the script, then its params, then the jar. */
export class RequestCookies implements Cookies {
  readonly #store: CookieStore
  readonly #given: readonly GivenCookie[]
  readonly #written: string | undefined

  constructor(store: CookieStore, given: readonly GivenCookie[], written: string | undefined) {
    this.#store = store
    this.#given = given
    this.#written = written
  }

  header(url: RequestUrl, hop: number): string {
    const replaced = new Set(this.#given.filter(({ replace }) => replace).map(({ name }) => name))
    const kept = this.#store.cookiesFor(url).filter(({ name }) => !replaced.has(name))
    // A header written by hand is not repeated after a redirect.
    const written = hop === 0 && this.#written !== undefined ? [this.#written] : []
    return [...written, ...[...this.#given, ...kept].map(printCookie)].join('; ')
  }

  store(url: RequestUrl, setCookie: readonly string[]): void {
    this.#store.store(url, setCookie)
  }
}
