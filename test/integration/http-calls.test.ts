import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequestTemplate } from '../../src/engine/config/run-config.ts'
import type { CallSpec } from '../../src/engine/http/call-order.ts'
import type { HttpVu } from '../../src/engine/http/http-vu.ts'
import { PreparedRequest } from '../../src/engine/http/prepared-request.ts'
import { makeCaller } from '../../src/engine/http/testing/call.ts'
import { drainSeries } from '../../src/engine/http/testing/samples.ts'
import { answered, echoOf, failed, sum, textOf } from './http-target/outcomes.ts'
import { startTarget, type Target, type TargetPorts } from './http-target/target.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
  process.env['SSL_CERT_FILE'] = target.pemPath('ca-cert')
})
afterAll(() => target[Symbol.asyncDispose]())

const at = (server: keyof TargetPorts, path: string): string => `http://127.0.0.1:${target.ports[server]}${path}`

describe('a prepared request', () => {
  const template = { method: 'GET', headers: {}, body: undefined }
  const repeat = (vu: HttpVu, url: string, times: number, more: Partial<RequestTemplate> = {}): Promise<void> =>
    new Promise((resolve) => {
      const request = new PreparedRequest(vu, { ...template, url, ...more })
      let left = times
      const next = (): void => {
        left -= 1
        if (left < 0) resolve()
        else request.start({ resume: next })
      }
      next()
    })

  it('is counted exactly, by us and by the server', async () => {
    await fetch(at('plain', '/counts'))
    const caller = makeCaller()
    await Promise.all(Array.from({ length: 10 }, () => repeat(caller.vu(), at('plain', '/'), 100)))
    expect(await (await fetch(at('plain', '/counts'))).json()).toEqual({ '/': 1000 })
    const series = drainSeries(caller.shard)
    expect(series.find(({ metric }) => metric === 'http_reqs')?.value).toBe(1000)
    for (const metric of ['duration', 'blocked', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving']) {
      expect(series.find((one) => one.metric === `http_req_${metric}`)?.count).toBe(1000)
    }
    expect(series.find(({ metric }) => metric === 'http_req_failed')).toMatchObject({ value: 0, count: 1000 })
  })

  it('says what the command line says', async () => {
    const caller = makeCaller()
    const seen = { method: 'POST', headers: { Host: 'other.test', 'x-one': '1' }, body: 'payload' }
    await repeat(caller.user, at('plain', '/echo'), 1, seen)
    const { tags } = drainSeries(caller.shard).find(({ metric }) => metric === 'http_reqs') ?? { tags: {} }
    expect(tags).toMatchObject({ method: 'POST', url: at('plain', '/echo'), name: at('plain', '/echo') })
  })

  it('can be made again after it was cancelled', async () => {
    const caller = makeCaller()
    const request = new PreparedRequest(caller.user, { ...template, url: at('plain', '/slow?ms=20') })
    request.start({ resume: () => expect.unreachable() })
    await caller.call(at('plain', '/'))
    request.cancel()
    await new Promise((resolve) => request.start({ resume: resolve }))
    expect(sum(caller, 'http_reqs')).toBe(2)
  })

  it('never ends before start returns, even where nothing is sent', async () => {
    const caller = makeCaller({ blockHostnames: ['*.test'] })
    await repeat(caller.user, 'http://a.test/', 2000)
    expect(sum(caller, 'http_reqs')).toBe(2000)
  })

  it.each(['nonsense', 'ftp://x/', 'http://a b/'])('of %s is refused with the way out', (url) => {
    expect(() => new PreparedRequest(makeCaller().user, { ...template, url })).toThrow(/cannot explore/)
  })
})

describe('a limit of requests per second', () => {
  it('spaces them evenly', async () => {
    const caller = makeCaller({ rps: 100 })
    const start = performance.now()
    await Promise.all(Array.from({ length: 6 }, () => caller.call(at('plain', '/'))))
    expect(performance.now() - start).toBeGreaterThan(45)
  })
})

describe('httpDebug', () => {
  it.each([
    ['headers', ''],
    ['full', 'payload'],
  ] as const)('%s shows what goes over the wire', async (httpDebug, body) => {
    const caller = makeCaller({ httpDebug })
    const spec: Partial<CallSpec> = { method: 'POST', headers: [['X-One', '1']], body: Buffer.from('payload') }
    await caller.call(at('plain', '/'), spec)
    const host = `127.0.0.1:${target.ports.plain}`
    expect(caller.logs[0]).toBe(`Request:\nPOST / HTTP/1.1\nHost: ${host}\nX-One: 1\n\n${body}\n`)
    expect(caller.logs[1]).toMatch(/^Response:\nHTTP\/1.1 200 OK\n(?:.+\n)*content-length: 5\n/)
    expect(caller.logs[1]?.endsWith(body === '' ? '\n\n\n' : '\n\nhello\n')).toBe(true)
  })
})

describe('redirects', () => {
  it('are followed, each hop with its own samples', async () => {
    const caller = makeCaller()
    const outcome = answered(await caller.call(at('plain', '/redirect?left=3')))
    expect(outcome.url.text).toBe(at('plain', '/'))
    const requests = drainSeries(caller.shard).filter(({ metric }) => metric === 'http_reqs')
    expect(requests.map(({ tags }) => [tags['status'], tags['url']])).toEqual([
      ['302', at('plain', '/redirect?left=3')],
      ['302', at('plain', '/redirect?left=2')],
      ['302', at('plain', '/redirect?left=1')],
      ['200', at('plain', '/')],
    ])
  })

  it('end at the limit with the redirection', async () => {
    const caller = makeCaller()
    const spec = { maxRedirects: 2, warnsAtLimit: true }
    const outcome = answered(await caller.call(at('plain', '/redirect?left=5'), spec))
    expect([outcome.status, outcome.url.text]).toEqual([302, at('plain', '/redirect?left=3')])
    expect(caller.logs.join()).toMatch(/Stopped after 3 redirects/)
    expect(sum(caller, 'http_reqs')).toBe(3)
  })

  it.each([
    ['POST', 302, 'GET', ''],
    ['POST', 303, 'GET', ''],
    ['POST', 307, 'POST', 'payload'],
    ['PUT', 308, 'PUT', 'payload'],
  ])('turn %s by %i into %s with body %j', async (method, code, expected, body) => {
    const spec: Partial<CallSpec> = { method, body: Buffer.from('payload'), headers: [['Content-Type', 'text/x']] }
    const echo = echoOf(await makeCaller().call(at('plain', `/redirect-to?code=${code}&url=/echo`), spec))
    expect([echo.method, echo.body]).toEqual([expected, body])
    expect(echo.headers['content-type']).toBe(body === '' ? undefined : 'text/x')
    expect(echo.headers['referer']).toBe(at('plain', `/redirect-to?code=${code}&url=/echo`))
  })

  it('carry no secrets to another site', async () => {
    const elsewhere = `http://localhost:${target.ports.plain}/echo`
    const headers = Object.entries({ Authorization: 'x', Cookie: 'a=1', 'X-Kept': 'y' })
    const seen = echoOf(await makeCaller().call(at('plain', `/redirect-to?url=${elsewhere}`), { headers })).headers
    expect(seen).toMatchObject({ 'x-kept': 'y' })
    expect(seen).not.toHaveProperty('authorization')
    expect(seen).not.toHaveProperty('cookie')
  })

  it('to nowhere are failures', async () => {
    const caller = makeCaller()
    const outcome = failed(await caller.call(at('plain', '/redirect-to?url=ftp://x/')))
    expect(outcome.message).toBe('unsupported protocol scheme "ftp"')
    expect(sum(caller, 'http_reqs')).toBe(2)
    const unreadable = failed(await makeCaller().call(at('plain', '/redirect-to?url=http://a%20b/')))
    expect(unreadable.message).toMatch(/^failed to parse Location header/)
  })

  it('without a Location are the answer', async () => {
    expect(answered(await makeCaller().call(at('plain', '/status?code=302'))).status).toBe(302)
  })

  it('ask the cookies for every hop', async () => {
    const stored: string[] = []
    const cookies = {
      header: (_: unknown, hop: number) => `hop=${hop}`,
      store: (_: unknown, setCookie: readonly string[]) => stored.push(...setCookie),
    }
    const { headers } = echoOf(await makeCaller().call(at('plain', '/cookies/set?a=1&b=2'), { cookies }))
    expect(headers['cookie']).toBe('hop=1')
    expect(stored).toEqual(['a=1; Path=/', 'b=2; Path=/'])
  })
})

describe('digest authorization', () => {
  it.each(['/digest', '/digest?qop=auth', '/digest?qop=auth-int,auth'])('answers the challenge of %s', async (path) => {
    const caller = makeCaller()
    const url = at('plain', path).replace('//', '//ann:secret@')
    expect(textOf(await caller.call(url, { digest: true }))).toBe('welcome')
    const requests = drainSeries(caller.shard).filter(({ metric }) => metric === 'http_reqs')
    expect(requests.map(({ tags }) => [tags['status'], tags['expected_response']])).toEqual([
      ['401', 'true'],
      ['200', 'true'],
    ])
    expect(requests[0]?.tags['url']).toBe(at('plain', path))
  })
})
