import { invalidUrl } from '../../http/failures.ts'
import type { RequestUrl } from '../../http/request-url.ts'
import { UrlCache } from '../../http/url-cache.ts'
import { toText } from '../to-text.ts'
import { RequestError } from './request-error.ts'

const urls = new UrlCache()

/** A URL made with http.url`...`: requests to it share the name of its template. */
export class HttpUrl {
  /** `http://example.com/thing/${}`. */
  readonly name: string
  readonly url: string
  readonly clean_url: string

  constructor(name: string, { url, clean }: { readonly url: string; readonly clean: string }) {
    this.name = name
    this.url = url
    this.clean_url = clean
  }

  toString(): string {
    return this.url
  }
}

/** The tag function http.url. */
export function makeHttpUrl(strings: readonly string[], values: readonly unknown[]): HttpUrl {
  const url = strings.reduce(
    (text, part, index) => text + part + (index < values.length ? toText(values[index]) : ''),
    '',
  )
  const name = strings.reduce((text, part, index) => text + part + (index < values.length ? '${}' : ''), '')
  const { clean } = readUrl(url)
  return new HttpUrl(url === name ? clean : name, { url, clean })
}

/** A string or what http.url made. */
export function readUrl(given: unknown): RequestUrl {
  const text = given instanceof HttpUrl ? given.url : given
  if (typeof text !== 'string') throw new RequestError(invalidUrl(`'#${show(given)}'`))
  const parsed = urls.parse(text)
  if (parsed.ok) return parsed.value
  throw new RequestError(invalidUrl(parsed.problems.join('; ')))
}

const show = (value: unknown): string => (value === undefined || value === null ? '<nil>' : toText(value))
