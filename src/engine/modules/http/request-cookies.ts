import type { Cookies } from '../../http/call.ts'
import type { RequestUrl } from '../../http/request-url.ts'
import { wireValue } from './header-name.ts'
import type { CookieStore, SentCookie } from './cookie-store.ts'

/** A cookie among the params of a request; `replace` = instead of one of that name in the jar, not beside it. */
export interface GivenCookie extends SentCookie {
  readonly replace: boolean
}

/** The cookies of one request and what follows from it: the header of the script, then its params, then the jar. */
export class RequestCookies implements Cookies {
  readonly #store: CookieStore
  readonly #given: readonly GivenCookie[]
  readonly #written: string | undefined
  /** The header of the first hop, as it went out. */
  sent = ''

  constructor(store: CookieStore, given: readonly GivenCookie[], written: string | undefined) {
    this.#store = store
    this.#given = given
    this.#written = written
  }

  readonly header = (url: RequestUrl, hop: number): string => {
    const kept = this.#store.cookiesFor(url)
    // A header written by hand is not repeated after a redirect.
    const written = hop === 0 ? this.#written : undefined
    if (kept.length === 0 && this.#given.length === 0) return this.#remember(hop, written ?? '')
    const replaced = new Set(this.#given.filter(({ replace }) => replace).map(({ name }) => name))
    const pairs = [...this.#given, ...kept.filter(({ name }) => !replaced.has(name))].map(printCookie)
    return this.#remember(hop, [...(written === undefined ? [] : [written]), ...pairs].join('; '))
  }

  readonly store = (url: RequestUrl, setCookie: readonly string[]): void => this.#store.store(url, setCookie)

  #remember(hop: number, header: string): string {
    if (hop === 0) this.sent = header
    return header
  }
}

/** As Go's Request.AddCookie does: what may not stand in a value is dropped, one with blanks or commas is quoted. */
function printCookie({ name, value }: SentCookie): string {
  const allowed = wireValue(value).replaceAll(/[^ !#-:<-[\]-~]/g, '')
  return `${name.replaceAll(/[\r\n]/g, '-')}=${/[ ,]/.test(allowed) ? `"${allowed}"` : allowed}`
}
