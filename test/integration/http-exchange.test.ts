import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HttpOptions } from '../../src/engine/config/run-config.ts'
import { makeCaller } from '../../src/engine/http/testing/call.ts'
import { drainSeries } from '../../src/engine/http/testing/samples.ts'
import { answered, echoOf, failed, textOf } from './http-target/outcomes.ts'
import { startTarget, type Target, type TargetPorts } from './http-target/target.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
  process.env['SSL_CERT_FILE'] = target.pemPath('ca-cert')
})
afterAll(() => target[Symbol.asyncDispose]())

const at = (server: keyof TargetPorts, path: string): string => `http://127.0.0.1:${target.ports[server]}${path}`
const secureAt = (server: keyof TargetPorts, path: string, host = '127.0.0.1'): string =>
  `https://${host}:${target.ports[server]}${path}`

describe('an exchange', () => {
  it('gives status, headers, body, peer and url', async () => {
    const outcome = answered(await makeCaller().call(at('plain', '/')))
    expect(outcome).toMatchObject({ status: 200, statusText: '200 OK' })
    expect(outcome.body?.toString()).toBe('hello')
    expect(outcome.headers['content-length']).toBe('5')
    expect(outcome.url.text).toBe(at('plain', '/'))
    const peer = { remoteIp: '127.0.0.1', remotePort: target.ports.plain, proto: 'HTTP/1.1', tlsVersion: '' }
    expect(outcome.peer).toMatchObject(peer)
  })

  it('measures a new connection and a reused one', async () => {
    const caller = makeCaller()
    const first = (await caller.call(at('plain', '/slow?ms=60'))).timings
    const second = (await caller.call(at('plain', '/drip?ms=60'))).timings
    expect(first.connecting).toBeGreaterThan(0)
    expect(first.blocked).toBeGreaterThanOrEqual(first.connecting)
    expect(first.waiting).toBeGreaterThan(first.receiving)
    expect(second.connecting).toBe(0)
    expect(second.receiving).toBeGreaterThan(second.waiting)
    for (const { duration, sending, waiting, receiving } of [first, second]) {
      expect(duration).toBe(sending + waiting + receiving)
    }
  })

  it('counts the bytes on the wire', async () => {
    const caller = makeCaller()
    await caller.call(at('plain', '/bytes?count=100000'), { method: 'POST', body: Buffer.alloc(50_000) })
    const series = drainSeries(caller.shard)
    const received = series.find(({ metric }) => metric === 'data_received')?.value ?? 0
    const sent = series.find(({ metric }) => metric === 'data_sent')?.value ?? 0
    expect(received).toBeGreaterThan(100_000)
    expect(received).toBeLessThan(100_500)
    expect(sent).toBeGreaterThan(50_000)
    expect(sent).toBeLessThan(50_500)
  })

  it('counts the bytes on the wire with what TLS adds, the handshake once', async () => {
    const bytesOf = async (calls: number): Promise<readonly number[]> => {
      const caller = makeCaller()
      const spec = { method: 'POST', body: Buffer.alloc(50_000) } as const
      for (let nth = 0; nth < calls; nth += 1) await caller.call(secureAt('tls', '/bytes?count=100000'), spec)
      const series = drainSeries(caller.shard)
      return ['data_received', 'data_sent'].map((name) => series.find(({ metric }) => metric === name)?.value ?? 0)
    }
    const [[received = 0, sent = 0], [receivedOfTwo = 0, sentOfTwo = 0]] = [await bytesOf(1), await bytesOf(2)]
    const [receivedAgain, sentAgain] = [receivedOfTwo - received, sentOfTwo - sent]
    expect(receivedAgain).toBeGreaterThan(100_000)
    expect(receivedAgain).toBeLessThan(101_000)
    expect(sentAgain).toBeGreaterThan(50_000)
    expect(sentAgain).toBeLessThan(50_500)
    expect(received).toBeGreaterThan(receivedAgain + 500)
    expect(sent).toBeGreaterThan(sentAgain + 200)
  })

  it('takes the upload of a large body for sending', async () => {
    const caller = makeCaller()
    const outcome = await caller.call(at('plain', '/slow?ms=10'), { method: 'POST', body: Buffer.alloc(30_000_000) })
    expect(answered(outcome).timings.sending).toBeGreaterThan(0)
  })

  it('keeps no body that nobody wants', async () => {
    expect(answered(await makeCaller().call(at('plain', '/'), { keepBody: false })).body).toBeUndefined()
  })

  it.each(['gzip', 'deflate', 'br', 'zstd', 'gzip,br'])('decodes %s', async (encoding) => {
    const outcome = await makeCaller().call(at('plain', `/encoded?as=${encoding}`))
    expect(textOf(outcome)).toBe('squeeze me '.repeat(50))
  })

  it('sends method, headers and body', async () => {
    const headers = [
      ['X-One', '1'],
      ['Content-Type', 'text/x'],
    ] as const
    const spec = { method: 'PUT', headers, body: Buffer.from('payload') }
    const echo = echoOf(await makeCaller().call(at('plain', '/echo?a=%20b'), spec))
    expect(echo).toMatchObject({ method: 'PUT', url: '/echo?a=%20b', body: 'payload' })
    expect(echo.headers).toMatchObject({ 'x-one': '1', 'content-type': 'text/x', 'content-length': '7' })
  })

  it('turns user and password of the URL into basic authorization', async () => {
    const url = at('plain', '/echo').replace('//', '//ann:s%40crt@')
    const { headers } = echoOf(await makeCaller().call(url))
    expect(headers['authorization']).toBe(`Basic ${Buffer.from('ann:s@crt').toString('base64')}`)
  })

  it.each([
    ['/early-hints', 'ok', '200 OK'],
    ['/no-reason', 'ok', '200 '],
    ['/until-close', 'all there is', '200 OK'],
  ])('reads %s', async (path, body, statusText) => {
    const outcome = answered(await makeCaller().call(at('rude', path)))
    expect([outcome.body?.toString(), outcome.statusText]).toEqual([body, statusText])
  })
})

describe('a failure', () => {
  const failures: readonly [string, () => string, number, RegExp][] = [
    ['a refused connection', () => 'http://127.0.0.1:1/', 1212, /^dial: connection refused$/],
    ['a reset', () => at('rude', '/reset'), 1220, /^read: connection reset by peer$/],
    ['a reset in the body', () => at('rude', '/reset-body'), 1220, /^read: connection reset by peer$/],
    ['a server that hangs up', () => at('rude', '/hang-up'), 1000, /^EOF$/],
    ['half a body', () => at('rude', '/half'), 1000, /^unexpected EOF$/],
    ['half a chunked body', () => at('rude', '/half-chunked'), 1000, /^unexpected EOF$/],
    ['a reset under TLS', () => secureAt('rudeTls', '/reset'), 1220, /^read: connection reset by peer$/],
    [
      'a reset in the body under TLS',
      () => secureAt('rudeTls', '/reset-body'),
      1220,
      /^read: connection reset by peer$/,
    ],
    ['a server that hangs up under TLS', () => secureAt('rudeTls', '/hang-up'), 1000, /^EOF$/],
    ['half a body over TLS', () => secureAt('rudeTls', '/half'), 1000, /^unexpected EOF$/],
    ['half a chunked body over TLS', () => secureAt('rudeTls', '/half-chunked'), 1000, /^unexpected EOF$/],
    ['garbage over TLS', () => secureAt('rudeTls', '/garbage'), 1000, /^malformed HTTP status code "is"$/],
    ['huge headers over TLS', () => secureAt('rudeTls', '/huge-headers'), 1000, /headers exceeded/],
    ['a switch of protocols over TLS', () => secureAt('rudeTls', '/switch'), 1000, /^unsupported response status: 101/],
    ['garbage', () => at('rude', '/garbage'), 1000, /^malformed HTTP status code "is"$/],
    ['huge headers', () => at('rude', '/huge-headers'), 1000, /headers exceeded/],
    ['a switch of protocols', () => at('rude', '/switch'), 1000, /^unsupported response status: 101 Switching/],
    ['a broken encoding', () => at('plain', '/encoded?as=broken'), 1701, /^error decompressing response body/],
    ['a name that does not exist', () => 'http://nowhere.invalid/', 1101, /^lookup: no such host$/],
    ['another scheme', () => 'ftp://127.0.0.1/', 1000, /^unsupported protocol scheme "ftp"$/],
    ['no host', () => 'http:///path', 1000, /^http: no Host in request URL$/],
    ['an unknown authority', () => secureAt('stranger', '/'), 1310, /^x509: unknown authority$/],
    ['another name in the certificate', () => secureAt('tls', '/', 'other.test'), 1311, /doesn't match hostname$/],
    [
      'no HTTP/2',
      () => secureAt('h2Garbage', '/'),
      1652,
      /^http2: connection error with http2 ErrCode PROTOCOL_ERROR$/,
    ],
    ['TLS to a plain server', () => secureAt('plain', '/'), 1301, /does not look like a TLS handshake/],
  ]
  it.each(failures)('%s has its code and text', async (_name, url, code, message) => {
    const caller = makeCaller({ hosts: { 'other.test': '127.0.0.1' } })
    const outcome = failed(await caller.call(url()))
    expect(outcome.code).toBe(code)
    expect(outcome.message).toMatch(message)
    expect(caller.user.sawFailure).toBe(true)
    expect(caller.problems).toEqual([expect.stringContaining(`${code} GET `)])
    const [failedSeries] = drainSeries(caller.shard).filter(({ metric }) => metric === 'http_req_failed')
    expect(failedSeries).toMatchObject({ value: 1, count: 1 })
    expect(failedSeries?.tags).toMatchObject({ status: '0', error_code: String(code), expected_response: 'false' })
  })

  const refusals: readonly [Partial<HttpOptions>, string, number, string][] = [
    [{ blacklistIPs: ['127.0.0.0/8'] }, 'http://127.0.0.1:1/', 1110, 'ip is blacklisted'],
    [{ blacklistIPs: ['127.0.0.1'] }, 'http://localhost:1/', 1110, 'ip is blacklisted'],
    [{ blockHostnames: ['*.test'] }, 'http://a.b.test/', 1111, 'hostname is blocked'],
    [{ blockHostnames: ['exact.test'] }, 'http://exact.test/', 1111, 'hostname is blocked'],
    [{ localIPs: ['192.0.2.1'] }, 'http://127.0.0.1:1/', 1213, 'cannot assign requested address'],
  ]
  it.each(refusals)('with %j for %s is %i', async (options, url, code, message) => {
    const outcome = failed(await makeCaller(options).call(url))
    expect([outcome.code, outcome.message]).toEqual([code, expect.stringContaining(message)])
  })

  it('of an unexpected status carries the code of the status, but is an answer', async () => {
    const caller = makeCaller()
    expect(answered(await caller.call(at('plain', '/status?code=503'))).status).toBe(503)
    expect(caller.problems).toEqual([`1503 GET ${at('plain', '/status?code=503')}: 503 Service Unavailable`])
    expect(caller.user.sawFailure).toBe(true)
    const [series] = drainSeries(caller.shard).filter(({ metric }) => metric === 'http_reqs')
    expect(series?.tags).toMatchObject({ status: '503', error_code: '1503', expected_response: 'false' })
  })

  it('by a timeout counts the time waited', async () => {
    const caller = makeCaller()
    const outcome = failed(await caller.call(at('plain', '/never'), { timeout: 60 }))
    expect(outcome).toMatchObject({ code: 1050, message: 'request timeout' })
    expect(outcome.timings.waiting).toBeGreaterThan(50)
    expect(textOf(await caller.call(at('plain', '/')))).toBe('hello')
  })

  it('by a timeout in the middle of the body is one too', async () => {
    const outcome = failed(await makeCaller().call(at('plain', '/drip?ms=5000'), { timeout: 60 }))
    expect(outcome).toMatchObject({ code: 1050, message: 'request timeout' })
    expect(outcome.timings.receiving).toBeGreaterThan(0)
  })

  it('after failure leaves the VU able to go on', async () => {
    const caller = makeCaller()
    for (let i = 0; i < 50; i += 1) expect((await caller.call('http://127.0.0.1:1/')).ok).toBe(false)
    for (let i = 0; i < 50; i += 1) expect((await caller.call(at('rude', '/reset'))).ok).toBe(false)
    expect(answered(await caller.call(at('rude', '/no-reason'))).status).toBe(200)
  })
})
