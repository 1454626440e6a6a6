import type { Millis } from '../../../base/units.ts'
import { parseDuration } from '../../../base/duration.ts'
import type { HeaderList } from '../../http/header-list.ts'
import type { ExpectStatus } from '../../http/recorder.ts'
import type { TagSetId } from '../../metrics/tag-sets.ts'
import { toText } from '../to-text.ts'
import { withUserTags } from '../user-tags.ts'
import type { Vu } from '../vu.ts'
import { CookieJar } from './cookie-jar.ts'
import type { CookieStore } from './cookie-store.ts'
import { type Compression, parseCompression } from './compression.ts'
import { ExpectedStatuses } from './expected-statuses.ts'
import type { GivenCookie } from './request-cookies.ts'
import type { ResponseType } from './response-data.ts'
import { GoError } from '../go-error.ts'

/** The params of one request, defaults filled in. */
export interface RequestParams {
  headers: readonly (readonly [name: string, value: string])[]
  cookies: readonly GivenCookie[]
  /** Undefined: the VU's own. */
  jar: CookieStore | undefined
  compression: readonly Compression[]
  /** Undefined: the run's. */
  redirects: number | undefined
  tags: TagSetId
  digest: boolean
  timeout: Millis
  throws: boolean
  responseType: ResponseType
  expect: ExpectStatus
}

export interface ParamDefaults {
  /** The user agent, if there is one. */
  readonly headers: HeaderList
  readonly expect: ExpectStatus
  readonly throws: boolean
  readonly responseType: ResponseType
}

/** As k6's. */
export const TIMEOUT: Millis = 60_000

type Reader = (into: RequestParams, value: unknown, vu: Vu) => void

const readers: Readonly<Record<string, Reader>> = {
  headers: (into, value) => {
    into.headers = Object.entries(value ?? {}).map(([name, text]) => [name, toText(text)])
  },
  cookies: (into, value) => {
    into.cookies = Object.entries(value ?? {})
      .filter(([, one]) => one !== undefined && one !== null)
      .map(([name, one]) => cookieOf(name, one))
  },
  jar: (into, value) => {
    if (value instanceof CookieJar) into.jar = CookieJar.storeOf(value)
  },
  compression: (into, value) => {
    into.compression = parseCompression(toText(value))
  },
  redirects: (into, value) => {
    into.redirects = Math.trunc(Number(value)) || 0
  },
  tags: (into, value, vu) => {
    into.tags = tagsOf(vu, into.tags, value)
  },
  auth: (into, value) => {
    into.digest = readAuth(toText(value))
  },
  timeout: (into, value) => {
    into.timeout = readTimeout(value)
  },
  throw: (into, value) => {
    into.throws = Boolean(value)
  },
  responseType: (into, value) => {
    into.responseType = readResponseType(toText(value))
  },
  responseCallback: (into, value) => {
    into.expect = readCallback(value)
  },
}

/** Unknown params are passed over, as in k6. */
export function readParams(vu: Vu, given: unknown, defaults: ParamDefaults): RequestParams {
  const params: RequestParams = {
    headers: [],
    cookies: [],
    jar: undefined,
    compression: [],
    redirects: undefined,
    tags: vu.tags,
    digest: false,
    timeout: TIMEOUT,
    throws: defaults.throws,
    responseType: defaults.responseType,
    expect: defaults.expect,
  }
  for (const [name, value] of Object.entries(given ?? {})) readers[name]?.(params, value, vu)
  return params
}

function cookieOf(name: string, given: unknown): GivenCookie {
  if (typeof given !== 'object' || given === null) return { name, value: toText(given), replace: false }
  let cookie: GivenCookie = { name, value: '', replace: false }
  for (const [key, value] of Object.entries(given)) {
    if (key.toLowerCase() === 'replace') cookie = { ...cookie, replace: Boolean(value) }
    if (key.toLowerCase() === 'value') cookie = { ...cookie, value: toText(value) }
  }
  return cookie
}

function tagsOf(vu: Vu, tags: TagSetId, given: unknown): TagSetId {
  try {
    return withUserTags(vu.worker.shard.tagSets, tags, given)
  } catch (error) {
    const reason = error instanceof Error ? error.message : toText(error)
    throw new GoError(`invalid HTTP request metric tags: ${reason}`, { cause: error })
  }
}

/** Basic authorization needs nothing but a user in the URL. */
function readAuth(text: string): boolean {
  if (text !== 'ntlm') return text === 'digest'
  throw new UnsupportedAuthError(
    "auth 'ntlm' is not supported: use 'basic' or 'digest' if the server allows it, or run this script with k6",
  )
}

/** Ends the iteration whatever `throw` says: the request would mean something else. */
export class UnsupportedAuthError extends GoError {}

function readTimeout(value: unknown): Millis {
  const timeout = parseDuration(value)
  if (timeout === undefined) throw new GoError(`invalid timeout value: '${toText(value)}' is no duration`)
  return Math.max(timeout, 0)
}

function readResponseType(text: string): ResponseType {
  if (text === 'text' || text === 'binary' || text === 'none') return text
  throw new GoError(`${text} does not belong to ResponseType values: use 'text', 'binary' or 'none'`)
}

function readCallback(value: unknown): ExpectStatus {
  if (value === undefined || value === null) return null
  if (value instanceof ExpectedStatuses) return value.matches
  throw new GoError('unsupported responseCallback, expected http.expectedStatuses or null')
}
