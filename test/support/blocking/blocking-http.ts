import type { PlainAnswer, PlainRequest } from './request-worker.ts'
import { sendAndBlock } from './send-and-block.ts'

interface Params {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly cookies?: Readonly<Record<string, unknown>>
  readonly jar?: Jar
}
type Item = string | readonly unknown[] | Readonly<Record<string, unknown>>

/** Cookies by name: everything in these scripts is one host and the path `/`. */
class Jar {
  readonly cookies = new Map<string, string>()
  set(_url: string, name: string, value: string): void {
    this.cookies.set(name, value)
  }
  delete(_url: string, name: string): void {
    this.cookies.delete(name)
  }
  clear(): void {
    this.cookies.clear()
  }
  keep(answer: PlainAnswer | undefined): void {
    for (const line of answer?.headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      this.cookies.set(name, value)
    }
  }
  cookiesForURL(): Record<string, string[]> {
    return Object.fromEntries([...this.cookies].map(([name, value]) => [name, [value]]))
  }
}

const formOf = (body: object): string => {
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one ?? '')]),
  )
  return new URLSearchParams(pairs.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))).toString()
}

function bodyOf(body: unknown): { body: string; type: Record<string, string> } {
  if (body === undefined || body === null) return { body: '', type: {} }
  if (typeof body === 'string') return { body, type: {} }
  return { body: formOf(body), type: { 'content-type': 'application/x-www-form-urlencoded' } }
}

const MOST_HOPS = 10

/** One request after the other, until it leads no further; the jar keeps what is set on the way. */
function sendOn(request: PlainRequest, jar: Jar, own: (jar: Jar) => Record<string, string>): PlainAnswer | undefined {
  let answer = sendAndBlock([request])[0]
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    jar.keep(answer)
    const next = answer === undefined ? undefined : redirected(request, answer)
    if (next === undefined) return answer
    const { cookie: _, ...headers } = next.headers
    answer = sendAndBlock([{ ...next, headers: { ...headers, ...own(jar) } }])[0]
  }
  return answer
}

function redirected(request: PlainRequest, { url, status, headers }: PlainAnswer): PlainRequest | undefined {
  const location = headers['location']
  if (location === undefined || status < 300 || status > 399) return undefined
  const stays = status === 307 || status === 308
  return { ...request, url: new URL(String(location), url).href, ...(stays ? {} : { method: 'GET', body: '' }) }
}

function cookieHeader({ cookies = {} }: Params, jar: Jar): Record<string, string> {
  const own = Object.entries(cookies).map(([name, given]) => {
    const { value, replace } = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
    return { name, value: value ?? given, replaces: replace === true }
  })
  const replaced = new Set(own.filter(({ replaces }) => replaces).map(({ name }) => name))
  const pairs = own.map(({ name, value }) => `${name}=${String(value)}`)
  for (const [name, value] of jar.cookies) if (!replaced.has(name)) pairs.push(`${name}=${value}`)
  return pairs.length === 0 ? {} : { cookie: pairs.join('; ') }
}

/** What a script does with a response, when only the order of requests matters. */
function responseOf(answer: PlainAnswer | undefined, request: PlainRequest): object {
  const { status = 0, body = null, url = request.url, headers = {} } = answer ?? {}
  const named = Object.entries(headers).map(([name, value]) => [
    name.replaceAll(/(^|-)(\w)/g, (text) => text.toUpperCase()),
    String(value),
  ])
  const time = { duration: 1, waiting: 1, sending: 0, receiving: 0, connecting: 0, blocked: 0, tls_handshaking: 0 }
  return {
    status,
    body,
    url,
    request,
    timings: time,
    headers: Object.fromEntries(named),
    cookies: {},
    error: status === 0 ? 'failed' : '',
    error_code: status === 0 ? 1000 : 0,
    json: (path?: string) => {
      const parsed = JSON.parse(String(body)) as unknown
      return path === undefined ? parsed : path.split('.').reduce((value, key) => (value as never)?.[key], parsed)
    },
  }
}

/** k6/http that holds the thread until the answer is there. Requests that are sent together say so in a header. */
export function blockingHttp(): { members: Record<string, unknown>; newIteration: () => void } {
  let jar = new Jar()
  let together = 0

  const prepare = (method: string, url: unknown, given: unknown, params: Params | null | undefined): PlainRequest => {
    const { body, type } = bodyOf(given)
    const headers = Object.entries(params?.headers ?? {}).map(([name, value]) => [name, String(value)])
    const cookies = cookieHeader(params ?? {}, params?.jar ?? jar)
    return { method, url: String(url), body, headers: { ...type, ...Object.fromEntries(headers), ...cookies } }
  }
  const send = (method: string, url: unknown, body?: unknown, params?: Params | null): object => {
    const request = prepare(method, url, body, params)
    const own = params?.jar ?? jar
    return responseOf(
      sendOn(request, own, (now) => cookieHeader(params ?? {}, now)),
      request,
    )
  }
  const sendMarked = (requests: readonly PlainRequest[], mark: string): object[] => {
    const marked = requests.map((one) => ({ ...one, headers: { ...one.headers, 'x-together': mark } }))
    return sendAndBlock(marked).map((answer, index) => responseOf(answer, requests[index] as PlainRequest))
  }
  const itemOf = (item: Item): PlainRequest => {
    if (typeof item === 'string') return prepare('GET', item, undefined, null)
    const {
      method = 'GET',
      url,
      body,
      params,
    } = Array.isArray(item)
      ? { method: item[0] as string, url: item[1] as unknown, body: item[2] as unknown, params: item[3] as Params }
      : (item as { method?: string; url: unknown; body?: unknown; params?: Params })
    return prepare(method, url, body, params)
  }
  const batch = (items: readonly Item[] | Readonly<Record<string, Item>>): unknown => {
    const entries = Object.entries(items as Record<string, Item>)
    const answers = sendMarked(
      entries.map(([, item]) => itemOf(item)),
      `batch ${(together += 1)}`,
    )
    return Array.isArray(items) ? answers : Object.fromEntries(entries.map(([name], index) => [name, answers[index]]))
  }
  const withBody = (method: string) => (url: unknown, body?: unknown, params?: Params) =>
    send(method, url, body, params)
  const members = {
    get: (url: unknown, params?: Params) => send('GET', url, undefined, params),
    head: (url: unknown, params?: Params) => send('HEAD', url, undefined, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: send,
    batch,
    asyncRequest: async (method: string, url: unknown, body?: unknown, params?: Params) =>
      sendMarked([prepare(method, url, body, params)], 'async')[0],
    url: (parts: readonly string[], ...values: readonly unknown[]) =>
      parts.reduce((text, part, index) => `${text}${String(values[index - 1])}${part}`),
    cookieJar: () => jar,
    CookieJar: Jar,
    expectedStatuses: () => undefined,
    setResponseCallback: () => undefined,
  }
  return {
    members,
    newIteration: () => {
      jar = new Jar()
    },
  }
}
