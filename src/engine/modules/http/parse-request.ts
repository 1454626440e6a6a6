import { type CallOrder, type CallSpec, CallTags, type Cookies } from '../../http/call-order.ts'
import type { HeaderList } from '../../http/header-list.ts'
import type { RequestUrl } from '../../http/request-url.ts'
import type { TagSetId } from '../../metrics/tag-sets.ts'
import { toText } from '../to-text.ts'
import type { Vu } from '../vu.ts'
import { compress, encodingOf } from './compression.ts'
import type { CookieStore } from './cookie-store.ts'
import { knownHeaders } from '../../http/known-headers.ts'
import { canonicalName } from './header-name.ts'
import { wireValue } from '../../http/wire-text.ts'
import { HttpUrl, readUrl } from './http-url.ts'
import { readBody, type RequestBody } from './request-body.ts'
import { RequestCookies } from './request-cookies.ts'
import { type ParamDefaults, readParams, type RequestParams, TIMEOUT } from './request-params.ts'
import type { ResponseType } from './response-data.ts'
import { cookiesOf } from './vu-cookies.ts'

export interface RequestInput {
  readonly method: string
  readonly url: unknown
  readonly body: unknown
  readonly params: unknown
}

/** A request as the script means it, ready to be made. */
export interface ParsedRequest extends CallOrder {
  readonly throws: boolean
  readonly responseType: ResponseType
  readonly plainBody: Buffer | undefined
}

/** Throws what is wrong with the arguments; the caller decides if the script gets to see it. */
export function parseRequest(vu: Vu, input: RequestInput, defaults: ParamDefaults): ParsedRequest {
  return isBare(input) ? parseBare(vu, input, defaults) : parseFull(vu, input, defaults)
}

/** Most requests are a method and a URL. */
export const isBare = ({ params, body }: RequestInput): boolean => isNothing(params) && isNothing(body)

const isNothing = (value: unknown): boolean => value === undefined || value === null

/** Nothing has to be collected. */
function parseBare(vu: Vu, { method, url: given }: RequestInput, defaults: ParamDefaults): ParsedRequest {
  const url = readUrl(given)
  const maxRedirects = vu.worker.config?.http.maxRedirects ?? DEFAULT_REDIRECTS
  return {
    spec: {
      method,
      url,
      headers: defaults.headers,
      host: undefined,
      body: undefined,
      timeout: TIMEOUT,
      maxRedirects,
      warnsAtLimit: maxRedirects === DEFAULT_REDIRECTS,
      keepBody: defaults.responseType !== 'none',
      expect: defaults.expect,
      digest: false,
      cookies: cookiesOf(vu),
    },
    tags: new CallTags(withName(vu, vu.tags, given)),
    throws: defaults.throws,
    responseType: defaults.responseType,
    plainBody: undefined,
  }
}

function parseFull(vu: Vu, input: RequestInput, defaults: ParamDefaults): ParsedRequest {
  const { method } = input
  const url = readUrl(input.url)
  const body = readBody(vu, input.body)
  const params = readParams(vu, input.params, defaults)
  const headers = collectHeaders(defaults, params, body)
  const cookies = readCookies(params.jar ?? cookiesOf(vu), params, headers.get('Cookie'))
  const host = headers.get('Host')
  for (const name of ['Host', 'Cookie']) headers.delete(name)
  dropContentLength(vu, headers, { method, url, length: body?.bytes.length ?? 0 })
  const bytes = compressed(vu, headers, { method, url, body, params })
  return {
    spec: {
      method,
      url,
      headers: toList(headers),
      host,
      body: bytes,
      timeout: params.timeout,
      ...redirectsOf(vu, params),
      keepBody: params.responseType !== 'none',
      expect: params.expect,
      digest: params.digest,
      cookies,
    },
    tags: new CallTags(withName(vu, params.tags, input.url)),
    throws: params.throws,
    responseType: params.responseType,
    plainBody: body?.bytes,
  }
}

/** By canonical name: later ones take the place of earlier ones. */
type Headers = Map<string, string>

function collectHeaders(defaults: ParamDefaults, params: RequestParams, body: RequestBody | undefined): Headers {
  const headers: Headers = new Map(defaults.headers)
  if (body?.contentType !== undefined) headers.set('Content-Type', body.contentType)
  for (const [name, value] of params.headers) headers.set(canonicalName(name), value)
  return headers
}

function readCookies(store: CookieStore, { cookies }: RequestParams, written: string | undefined): Cookies {
  return cookies.length === 0 && written === undefined ? store : new RequestCookies(store, cookies, written)
}

const toList = (headers: Headers): HeaderList =>
  knownHeaders(Array.from(headers, ([name, value]) => [name, wireValue(value)]))

interface Named {
  readonly method: string
  readonly url: RequestUrl
}

/** It is counted, not believed. */
function dropContentLength(
  vu: Vu,
  headers: Headers,
  { method, url, length }: Named & { readonly length: number },
): void {
  const given = headers.get('Content-Length')
  if (given === undefined) return
  headers.delete('Content-Length')
  if (Number(given) === length) return
  warn(
    vu,
    `The specified Content-Length header "${given}" in the ${method} request for ${url.clean} doesn't match the actual ` +
      `request body length of ${length}, so it will be ignored!`,
  )
}

interface ToCompress extends Named {
  readonly body: RequestBody | undefined
  readonly params: RequestParams
}

function compressed(vu: Vu, headers: Headers, { method, url, body, params }: ToCompress): Buffer | undefined {
  const chain = params.compression
  if (body === undefined || chain.length === 0) return body?.bytes
  const encoding = encodingOf(chain)
  const given = headers.get('Content-Encoding')
  if (given === undefined) headers.set('Content-Encoding', encoding)
  else if (given !== encoding) {
    warn(
      vu,
      `There's a mismatch between the desired 'compression' and the manually set 'Content-Encoding' header in the ${method} ` +
        `request for '${url.clean}', the custom header has precedence and won't be overwritten. This may result in invalid ` +
        'data being sent to the server.',
    )
  }
  return compress(body.bytes, chain)
}

/** k6 warns of a limit that nobody chose. */
const DEFAULT_REDIRECTS = 10

function redirectsOf(vu: Vu, { redirects }: RequestParams): Pick<CallSpec, 'maxRedirects' | 'warnsAtLimit'> {
  const maxRedirects = redirects ?? vu.worker.config?.http.maxRedirects ?? DEFAULT_REDIRECTS
  return { maxRedirects, warnsAtLimit: redirects === undefined && maxRedirects === DEFAULT_REDIRECTS }
}

/** The name of a URL template, unless the script named the request itself. */
function withName({ worker }: Vu, tags: TagSetId, url: unknown): TagSetId {
  if (!(url instanceof HttpUrl) || url.name === url.clean_url || !worker.systemTags.has('name')) return tags
  const { tagSets } = worker.shard
  return tagSets.valueOf(tags, 'name') === undefined ? tagSets.with(tags, 'name', url.name) : tags
}

const warn = ({ worker }: Vu, message: string): void => worker.log('warn', message, 'engine')

/** The name of a method as the script gave it. */
export const readMethod = (given: unknown): string => {
  const method = given === null ? '' : toText(given)
  return method === '' ? 'GET' : method
}
