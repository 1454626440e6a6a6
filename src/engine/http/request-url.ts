import { domainToASCII } from 'node:url'
import { isIP } from 'node:net'
import { type Parsed, parsed, problems } from '../../base/result.ts'

/** Where a connection leads: requests of one origin may share it. */
export interface Origin {
  /** `https://example.com:443`; equal keys are equal origins. */
  readonly key: string
  readonly secure: boolean
  /** In ASCII, without brackets. */
  readonly hostname: string
  readonly port: number
}

/**
 * A URL as Go's net/url reads and prints it, because k6's `url` tag and `res.url` show that text: unlike the WHATWG URL it
 * adds no slash, keeps default ports and the case of the host.
 */
export interface RequestUrl {
  readonly text: string
  /** The text with user and password masked: for tags and messages. */
  readonly clean: string
  readonly scheme: string
  readonly username: string | undefined
  readonly password: string | undefined
  /** As sent in the Host header. */
  readonly host: string
  /** Path and query as sent; the query may have blanks. */
  readonly target: string
  /** Undefined for what HTTP cannot reach: another scheme, or no host. */
  readonly origin: Origin | undefined
}

interface Parts {
  readonly scheme: string
  readonly authority: string | undefined
  readonly path: string
  readonly query: string | undefined
  readonly fragment: string | undefined
}

const shape = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s
const validPath = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/]|%[0-9A-Fa-f]{2})*$/
const badHostCharacter = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]%\u0080-\u{10ffff}<>"]/u

export function parseRequestUrl(given: string): Parsed<RequestUrl> {
  const parts = split(given)
  const problem = problemIn(given, parts)
  return problem === undefined ? build(given, parts) : problems(`parse ${JSON.stringify(given)}: ${problem}`)
}

/** The absolute URL that a `Location` header or an HTML attribute means, seen from `base` (RFC 3986, 5.2). */
export function resolveReference(base: RequestUrl, reference: string): Parsed<RequestUrl> {
  const ref = split(reference)
  const problem = problemIn(reference, ref)
  if (problem !== undefined) return problems(`parse ${JSON.stringify(reference)}: ${problem}`)
  if (ref.scheme !== '') return parseRequestUrl(reference)
  const from = split(base.text)
  return parseRequestUrl(printParts({ ...merge(from, ref), scheme: from.scheme, fragment: ref.fragment }))
}

function split(text: string): Parts {
  const [, scheme = '', authority, path = '', query, fragment] = shape.exec(text) ?? []
  return { scheme: scheme.toLowerCase(), authority, path, query, fragment }
}

const printParts = ({ scheme, authority, path, query, fragment }: Parts): string =>
  (scheme === '' ? '' : `${scheme}:`) +
  (authority === undefined ? '' : `//${authority}`) +
  path +
  (query === undefined ? '' : `?${query}`) +
  (fragment === undefined ? '' : `#${fragment}`)

function merge(from: Parts, ref: Parts): Parts {
  if (ref.authority !== undefined) return { ...ref, path: withoutDots(ref.path) }
  if (ref.path === '') return { ...from, query: ref.query ?? from.query }
  if (ref.path.startsWith('/')) return { ...from, path: withoutDots(ref.path), query: ref.query }
  const folder = from.path.slice(0, from.path.lastIndexOf('/') + 1) || '/'
  return { ...from, path: withoutDots(folder + ref.path), query: ref.query }
}

function withoutDots(path: string): string {
  const kept: string[] = []
  const segments = path.split('/')
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    if (segment === '..') {
      if (kept.length > 1) kept.pop()
    } else if (segment !== '.') kept.push(segment)
    if (isLast && (segment === '.' || segment === '..')) kept.push('')
  }
  return kept.join('/')
}

function problemIn(given: string, { scheme, authority, path }: Parts): string | undefined {
  if (hasControlCharacter(given)) return 'net/url: invalid control character in URL'
  if (scheme === '' && given.startsWith(':')) return 'missing protocol scheme'
  if (scheme === '' && authority === undefined && path.split('/')[0]?.includes(':') === true) {
    return 'first path segment in URL cannot contain colon'
  }
  return problemInAuthority(authority ?? '') ?? problemInEscapes(path)
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function problemInAuthority(authority: string): string | undefined {
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const bad = badHostCharacter.exec(host)
  if (bad !== null) return `invalid character ${JSON.stringify(bad[0])} in host name`
  if (host.startsWith('[') && !host.includes(']')) return "missing ']' in host"
  const port = /:[^:\]]*$/.exec(host)?.[0] ?? ''
  return /^(?::\d*)?$/.test(port) ? undefined : `invalid port ${JSON.stringify(port)} after host`
}

function problemInEscapes(path: string): string | undefined {
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(path)
  return bad === null ? undefined : `invalid URL escape ${JSON.stringify(bad[0])}`
}

function build(given: string, parts: Parts): Parsed<RequestUrl> {
  const authority = parts.authority ?? ''
  const at = authority.lastIndexOf('@')
  const [username, password] = at < 0 ? [] : splitOnce(authority.slice(0, at), ':')
  const path = escapePath(parts.path)
  const host = asciiHost(authority.slice(at + 1))
  const text = path === parts.path && given.startsWith(parts.scheme) ? given : printParts({ ...parts, path })
  return parsed({
    text,
    clean: at < 0 ? text : text.replace(authority.slice(0, at), password === undefined ? '****' : '****:****'),
    scheme: parts.scheme,
    username: username === undefined ? undefined : decode(username),
    password: password === undefined ? undefined : decode(password),
    host,
    target: (path === '' ? '/' : path) + (parts.query === undefined ? '' : `?${wireQuery(parts.query)}`),
    origin: originOf(parts.scheme, host),
  })
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Keeps an encoding that is valid; otherwise encodes as Go does, all but letters, digits and `-_.~$&+,/:;=@`. */
function escapePath(path: string): string {
  if (validPath.test(path)) return path
  return decode(path).replaceAll(/[^A-Za-z0-9\-_.~$&+,/:;=@]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}

/** A request line holds bytes: text beyond ASCII goes out as UTF-8, as from Go. */
const wireQuery = (query: string): string => Buffer.from(query).toString('latin1')

function asciiHost(host: string): string {
  if (!/[\u0080-\u{10ffff}]/u.test(host)) return host
  const [name, port] = splitOnce(host, ':')
  return domainToASCII(name) + (port === undefined ? '' : `:${port}`)
}

function originOf(scheme: string, host: string): Origin | undefined {
  if (scheme !== 'http' && scheme !== 'https') return undefined
  const match = /^(?:\[(.+?)\]|([^:]*))(?::(\d*))?$/.exec(host)
  const hostname = (match?.[1] ?? match?.[2] ?? '').toLowerCase()
  if (hostname === '') return undefined
  const secure = scheme === 'https'
  const port = Number(match?.[3] || (secure ? 443 : 80))
  const shown = isIP(hostname) === 6 ? `[${hostname}]` : hostname
  return { key: `${scheme}://${shown}:${port}`, secure, hostname, port }
}
