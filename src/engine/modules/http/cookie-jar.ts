import type { RequestUrl } from '../../http/request-url.ts'
import { toText } from '../to-text.ts'
import { type CookieAttributes, CookieStore } from './cookie-store.ts'
import { readUrl } from './http-url.ts'
import { GoError } from '../go-error.ts'

interface MutableAttributes {
  path?: string
  domain?: string
  expires?: Date
  maxAge?: number
  secure?: boolean
  httpOnly?: boolean
}

const readers: Readonly<Record<string, (into: MutableAttributes, value: unknown) => void>> = {
  path: (into, value) => {
    into.path = toText(value)
  },
  domain: (into, value) => {
    into.domain = toText(value)
  },
  expires: (into, value) => {
    const date = parseExpires(toText(value))
    if (date !== undefined) into.expires = date
  },
  max_age: (into, value) => {
    into.maxAge = Math.trunc(Number(value)) || 0
  },
  secure: (into, value) => {
    into.secure = Boolean(value)
  },
  http_only: (into, value) => {
    into.httpOnly = Boolean(value)
  },
}

/** Go's time.RFC1123. */
const rfc1123 = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [A-Z]{3,4}$/

function parseExpires(text: string): Date | undefined {
  if (text === '') return undefined
  const date = new Date(text)
  if (!rfc1123.test(text) || Number.isNaN(date.getTime())) {
    throw new GoError(
      `unable to parse "expires" date string "${text}": it must look like Mon, 02 Jan 2006 15:04:05 GMT`,
    )
  }
  return date
}

function readAttributes(given: unknown): CookieAttributes {
  const into: MutableAttributes = {}
  for (const [name, value] of Object.entries(given ?? {})) readers[name.toLowerCase()]?.(into, value)
  return into
}

/** What `http.cookieJar()` and `new http.CookieJar()` give. */
export class CookieJar {
  readonly #store: CookieStore

  constructor(store?: unknown) {
    this.#store = store instanceof CookieStore ? store : new CookieStore()
  }

  /** Not for scripts. */
  static storeOf(jar: CookieJar): CookieStore {
    return jar.#store
  }

  cookiesForURL(url: unknown): Record<string, string[]> {
    const found: Record<string, string[]> = {}
    for (const { name, value } of this.#store.cookiesFor(urlOf(url))) (found[name] ??= []).push(value)
    return found
  }

  set(...[url, name, value, attributes]: readonly unknown[]): boolean {
    this.#store.set(urlOf(url), { name: toText(name), value: toText(value) }, readAttributes(attributes))
    return true
  }

  clear(url: unknown): void {
    const from = urlOf(url)
    for (const { name } of this.#store.cookiesFor(from)) this.#store.delete(from, name)
  }

  delete(url: unknown, name: unknown): void {
    if (name === undefined || name === '') throw new GoError('cookie: is null')
    this.#store.delete(urlOf(url), toText(name))
  }
}

const urlOf = (given: unknown): RequestUrl => readUrl(toText(given))
