import type { Parsed } from '../../base/result.ts'
import { parseRequestUrl, type RequestUrl } from './request-url.ts'

/** Enough for a script's fixed URLs; one that makes up new ones for ever must not fill the memory. */
const CAPACITY = 4096

/** URLs are parsed once while they keep coming back. */
export class UrlCache {
  readonly #known = new Map<string, Parsed<RequestUrl>>()

  parse(given: string): Parsed<RequestUrl> {
    const known = this.#known.get(given)
    if (known !== undefined) return known
    if (this.#known.size >= CAPACITY) this.#known.clear()
    const url = parseRequestUrl(given)
    this.#known.set(given, url)
    return url
  }
}
