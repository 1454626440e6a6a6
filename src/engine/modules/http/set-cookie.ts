/** A cookie of a response as scripts see it. */
export interface ResponseCookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly path: string
  readonly http_only: boolean
  readonly secure: boolean
  readonly max_age: number
  /** In ms since 1970. */
  readonly expires: number
}

/** What k6 shows where no time is given: Go's zero time in nanoseconds overflows to this. */
const NO_TIME = -6_795_364_578_871

type Attributes = ReadonlyMap<string, string>

const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/

/** Reads one Set-Cookie header as Go does; undefined for what is no cookie. */
export function parseSetCookie(header: string): ResponseCookie | undefined {
  const [first = '', ...rest] = header.split(';').map((part) => part.trim())
  const at = first.indexOf('=')
  const name = first.slice(0, at).trim()
  if (at < 0 || !token.test(name)) return undefined
  const attributes = readAttributes(rest)
  return {
    name,
    value: first.slice(at + 1).replace(/^"(.*)"$/, '$1'),
    domain: attributes.get('domain') ?? '',
    path: attributes.get('path') ?? '',
    http_only: attributes.has('httponly'),
    secure: attributes.has('secure'),
    max_age: maxAgeOf(attributes),
    expires: expiresOf(attributes),
  }
}

function readAttributes(parts: readonly string[]): Attributes {
  return new Map(
    parts.map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [part.toLowerCase(), ''] : [part.slice(0, at).toLowerCase(), part.slice(at + 1)]
    }),
  )
}

/** 0 = not given; `Max-Age=0` and less mean: at once. */
function maxAgeOf(attributes: Attributes): number {
  const text = attributes.get('max-age')
  if (text === undefined || !/^-?\d+$/.test(text)) return 0
  return Number(text) > 0 ? Number(text) : -1
}

function expiresOf(attributes: Attributes): number {
  const time = Date.parse((attributes.get('expires') ?? '').replace(/^(\w+, \d+)-(\w+)-/, '$1 $2 '))
  return Number.isNaN(time) ? NO_TIME : time
}
