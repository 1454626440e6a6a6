import type { TagSetId } from '../../metrics/tag-sets.ts'
import { CookieJar } from '../http/cookie-jar.ts'
import type { CookieStore } from '../http/cookie-store.ts'
import { cookiesOf } from '../http/vu-cookies.ts'
import { withUserTags } from '../user-tags.ts'
import type { Vu } from '../vu.ts'
import { GoError } from '../go-error.ts'

/** What the script wants of a connection. */
export interface ConnectParams {
  readonly headers: Readonly<Record<string, string>>
  /** Wanted in `headers` or by the constructor. */
  readonly protocols: readonly string[]
  readonly tags: TagSetId
  readonly compression: boolean
  /** Sent with the handshake unless `headers` bring cookies of their own; the answer's are kept in it. */
  readonly cookies: CookieStore
}

const SUBPROTOCOL = 'sec-websocket-protocol'

interface Mutable {
  headers: Record<string, string>
  tags: TagSetId
  compression: boolean
  cookies: CookieStore
}

const read: Readonly<Record<string, (vu: Vu, value: unknown, into: Mutable) => void>> = {
  headers: (_, value, into) => {
    if (value === undefined || value === null) return
    for (const [name, text] of Object.entries(value)) setHeader(into.headers, name, String(text))
  },
  tags: (vu, value, into) => {
    into.tags = withUserTags(vu.worker.shard.tagSets, into.tags, value)
  },
  compression: (_, value, into) => {
    const algorithm = String(value).trim()
    if (algorithm !== 'deflate') {
      throw new GoError(`unsupported compression algorithm '${algorithm}', supported algorithm is 'deflate'`)
    }
    into.compression = true
  },
  jar: (_, value, into) => {
    if (value instanceof CookieJar) into.cookies = CookieJar.storeOf(value)
  },
}

/** `onUnknown` is told about a parameter that there is none of. */
export function parseParams(vu: Vu, given: unknown, onUnknown: (name: string) => void): ConnectParams {
  const userAgent = vu.worker.config?.http.userAgent ?? ''
  const into: Mutable = {
    headers: userAgent === '' ? {} : { 'User-Agent': userAgent },
    tags: vu.tags,
    compression: false,
    cookies: cookiesOf(vu),
  }
  for (const [name, value] of Object.entries(given ?? {})) {
    const reader = read[name]
    if (reader === undefined) onUnknown(name)
    else reader(vu, value, into)
  }
  const wanted = Object.entries(into.headers).find(([name]) => name.toLowerCase() === SUBPROTOCOL)?.[1] ?? ''
  const headers = Object.entries(into.headers).filter(([name]) => name.toLowerCase() !== SUBPROTOCOL)
  const protocols = wanted.split(',').map((name) => name.trim())
  return { ...into, headers: Object.fromEntries(headers), protocols: protocols.filter((name) => name !== '') }
}

/** Names are equal whatever their case. */
function setHeader(headers: Record<string, string>, name: string, value: string): void {
  for (const known of Object.keys(headers)) if (known.toLowerCase() === name.toLowerCase()) delete headers[known]
  headers[name] = value
}
