import { Cookie, CookieJar as ToughJar } from 'tough-cookie'
import type { Cookies } from '../../http/call-order.ts'
import type { RequestUrl } from '../../http/request-url.ts'

/** A cookie as it is sent. */
export interface SentCookie {
  readonly name: string
  readonly value: string
}

export interface CookieAttributes {
  readonly path?: string
  readonly domain?: string
  readonly expires?: Date
  /** Seconds; 0 is none given, less than 0 deletes. */
  readonly maxAge?: number
  readonly secure?: boolean
  readonly httpOnly?: boolean
}

/** As Go's Request.AddCookie does: what may not stand in a value is dropped, one with blanks or commas is quoted. */
export function printCookie({ name, value }: SentCookie): string {
  const allowed = value.replaceAll(/[^ !#-:<-[\]-~]/g, '')
  return `${name.replaceAll(/[\r\n]/g, '-')}=${/[ ,]/.test(allowed) ? `"${allowed}"` : allowed}`
}

const lenient = { ignoreError: true, loose: true }

/**
 * Cookies by the rules of RFC 6265, as Go's cookiejar without a list of public suffixes: a cookie that its URL may not set is
 * dropped without a word. Costs nothing until there is a first one.
 */
export class CookieStore implements Cookies {
  #jar: ToughJar | undefined
  #isShown = false

  /** Nobody could tell it from a new one. */
  get isUntouched(): boolean {
    return this.#jar === undefined && !this.#isShown
  }

  /** The script holds it from now on, for as long as it likes. */
  show(): this {
    this.#isShown = true
    return this
  }

  cookiesFor(url: RequestUrl): readonly SentCookie[] {
    if (this.#jar === undefined || url.origin === undefined) return []
    return this.#jar.getCookiesSync(url.text).map(({ key, value }) => ({ name: key, value }))
  }

  /** The Cookie header of a request that brings none of its own. */
  header(url: RequestUrl): string {
    return this.#jar === undefined ? '' : this.cookiesFor(url).map(printCookie).join('; ')
  }

  /** Takes Set-Cookie headers. */
  store(url: RequestUrl, setCookie: readonly string[]): void {
    if (url.origin === undefined) return
    for (const header of setCookie) this.#open().setCookieSync(header, url.text, lenient)
  }

  set(url: RequestUrl, { name, value }: SentCookie, attributes: CookieAttributes = {}): void {
    if (url.origin === undefined) return
    const { path, domain, expires, maxAge = 0, secure = false, httpOnly = false } = attributes
    const cookie = new Cookie({
      key: name,
      value,
      secure,
      httpOnly,
      path: path?.startsWith('/') === true ? path : null,
      domain: domain === undefined || domain === '' ? null : domain.replace(/^\./, '').toLowerCase(),
      ...(expires === undefined ? {} : { expires }),
      ...(maxAge === 0 ? {} : { maxAge }),
    })
    this.#open().setCookieSync(cookie, url.text, lenient)
  }

  delete(url: RequestUrl, name: string): void {
    this.set(url, { name, value: '' }, { maxAge: -1 })
  }

  #open(): ToughJar {
    this.#jar ??= new ToughJar(undefined, {
      looseMode: true,
      rejectPublicSuffixes: false,
      allowSecureOnLocal: false,
      prefixSecurity: 'unsafe-disabled',
    })
    return this.#jar
  }
}
