import { createHash } from 'node:crypto'

export interface DigestRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly target: string
  readonly username: string
  readonly password: string
  readonly body: Buffer | undefined
  /** Random text of the client. */
  readonly cnonce: string
}

type Challenge = Readonly<Record<string, string>>

const hashes: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' }

/** The Authorization header that answers a `WWW-Authenticate: Digest` challenge (RFC 7616); undefined when there is none to answer. */
export function digestAuthorization(header: string, request: DigestRequest): string | undefined {
  const challenge = parseChallenge(header)
  const algorithm = challenge?.['algorithm'] ?? 'MD5'
  const hash = hashes[algorithm.replace(/-sess$/i, '').toUpperCase()]
  if (challenge === undefined || hash === undefined) return undefined
  const { realm = '', nonce = '', opaque } = challenge
  const qop = chooseQop(challenge['qop'])
  const response = respond(challenge, request, (text) => createHash(hash).update(text).digest('hex'))
  return [
    `Digest username=${quoted(request.username)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}`,
    `uri=${quoted(request.target)}, response="${response}", algorithm=${algorithm}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(qop === undefined ? [] : [`qop=${qop}, nc=00000001, cnonce="${request.cnonce}"`]),
  ].join(', ')
}

function parseChallenge(header: string): Challenge | undefined {
  const match = /(?:^|,\s*)digest\s+(.*)$/is.exec(header)
  if (match === null) return undefined
  const pairs = [...(match[1] ?? '').matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)]
  return Object.fromEntries(
    pairs.map(([, key = '', text, token]) => [key.toLowerCase(), text?.replaceAll(/\\(.)/g, '$1') ?? token ?? '']),
  )
}

function chooseQop(offered: string | undefined): 'auth' | 'auth-int' | undefined {
  const list = offered?.split(',').map((entry) => entry.trim()) ?? []
  if (list.includes('auth')) return 'auth'
  return list.includes('auth-int') ? 'auth-int' : undefined
}

function respond(challenge: Challenge, request: DigestRequest, hash: (text: string) => string): string {
  const { realm = '', nonce = '' } = challenge
  const qop = chooseQop(challenge['qop'])
  const user = hash(`${request.username}:${realm}:${request.password}`)
  const isSession = /-sess$/i.test(challenge['algorithm'] ?? '')
  const ha1 = isSession ? hash(`${user}:${nonce}:${request.cnonce}`) : user
  const entity = qop === 'auth-int' ? `:${hash(request.body?.toString('latin1') ?? '')}` : ''
  const ha2 = hash(`${request.method}:${request.target}${entity}`)
  return qop === undefined
    ? hash(`${ha1}:${nonce}:${ha2}`)
    : hash(`${ha1}:${nonce}:00000001:${request.cnonce}:${qop}:${ha2}`)
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
