import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CallSpec } from '../../src/engine/http/call-order.ts'
import type { Outcome } from '../../src/engine/http/outcome.ts'
import { makeCaller, specOf, startCall } from '../../src/engine/http/testing/call.ts'
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
const secureAt = (server: keyof TargetPorts, path: string, host = '127.0.0.1'): string =>
  `https://${host}:${target.ports[server]}${path}`
const connectionsMade = async (): Promise<number> => Number(await (await fetch(at('rude', '/connections'))).text())

describe('connections', () => {
  it('are kept between requests', async () => {
    await connectionsMade()
    const caller = makeCaller()
    for (let i = 0; i < 5; i += 1) await caller.call(at('rude', '/no-reason'))
    expect(await connectionsMade()).toBe(1)
  })

  it('are opened in parallel only for requests in parallel, and idle ones are limited', async () => {
    await connectionsMade()
    const caller = makeCaller({ batchPerHost: 2 })
    const four = (): Promise<unknown> => Promise.all([1, 2, 3, 4].map(() => caller.call(at('rude', '/no-reason'))))
    await four()
    expect(await connectionsMade()).toBe(4)
    await four()
    expect(await connectionsMade()).toBe(2)
  })

  it('are not kept with noConnectionReuse', async () => {
    const caller = makeCaller({ noConnectionReuse: true })
    for (let i = 0; i < 3; i += 1) {
      const echo = echoOf(await caller.call(at('plain', '/echo')))
      expect(echo.headers['connection']).toBe('close')
    }
    const connecting = drainSeries(caller.shard).find(({ metric }) => metric === 'http_req_connecting')
    expect(connecting?.value).toBeGreaterThan(0)
  })

  it('are not kept with noConnectionReuse over HTTP/2 either', async () => {
    const caller = makeCaller({ noConnectionReuse: true })
    for (let i = 0; i < 2; i += 1) {
      const { peer, timings } = answered(await caller.call(secureAt('h2', '/')))
      expect([peer.proto, timings.connecting > 0]).toEqual(['HTTP/2.0', true])
    }
  })

  it('are closed at the end of the iteration with noVUConnectionReuse', async () => {
    await connectionsMade()
    const caller = makeCaller({ noVUConnectionReuse: true })
    for (let i = 0; i < 3; i += 1) {
      await caller.call(at('rude', '/no-reason'))
      await caller.call(at('rude', '/no-reason'))
      caller.endIteration()
    }
    expect(await connectionsMade()).toBe(3)
  })

  it('closed by the server while idle are no error', async () => {
    const caller = makeCaller()
    for (let i = 0; i < 20; i += 1) expect(answered(await caller.call(at('rude', '/forget'))).status).toBe(200)
    for (let i = 0; i < 3; i += 1) {
      expect(answered(await caller.call(at('impatient', '/'))).status).toBe(200)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })

  it.each([
    ['GET', [], true],
    ['POST', [], false],
    ['POST', [['Idempotency-Key', '7']], true],
  ] as const)('that break when %s %j is sent again on them lead to a new try: %s', async (method, headers, retried) => {
    const caller = makeCaller()
    const spec: Partial<CallSpec> = { method, headers }
    await caller.call(at('rude', '/once'), spec)
    const second = await caller.call(at('rude', '/once'), spec)
    expect(second.ok ? 'answered' : second.message).toBe(retried ? 'answered' : 'read: connection reset by peer')
    expect(sum(caller, 'http_reqs')).toBe(2)
  })

  it('are given up at once when the call is cancelled, and nothing is measured', async () => {
    const caller = makeCaller()
    const call = startCall(caller.user, specOf(at('plain', '/never')), () => expect.unreachable())
    await caller.call(at('plain', '/slow?ms=20'))
    call.cancel()
    expect(sum(caller, 'http_reqs')).toBe(1)
  })

  it('can be cancelled before they are there', () => {
    const caller = makeCaller()
    const call = startCall(caller.user, specOf(at('plain', '/')), () => expect.unreachable())
    call.cancel()
    expect(sum(caller, 'http_reqs')).toBe(0)
  })

  it('lead where hosts says', async () => {
    const { plain } = target.ports
    const ported = `127.0.0.1:${plain}`
    const caller = makeCaller({ hosts: { 'shop.test': ported, '*.wild.test': '127.0.0.1', 'ported.test:80': ported } })
    for (const url of ['http://shop.test/echo', `http://a.wild.test:${plain}/echo`, 'http://ported.test/echo']) {
      expect(echoOf(await caller.call(url)).headers['host']).toBe(new URL(url).host)
    }
  })

  it('start at the local address of the VU', async () => {
    const caller = makeCaller({ localIPs: ['127.0.0.5-127.0.0.6'] })
    expect(echoOf(await caller.call(at('plain', '/echo'))).from).toBe('127.0.0.5')
  })

  it('find localhost without being told where it is', async () => {
    const outcome = answered(await makeCaller().call(`http://localhost:${target.ports.plain}/`))
    expect(outcome.peer.remoteIp).toBe('127.0.0.1')
  })
})

describe('whatever the server does', () => {
  const rude = [
    'reset',
    'hang-up',
    'garbage',
    'half',
    'reset-body',
    'once',
    'forget',
    'no-reason',
    'until-close',
    'switch',
  ]
  it.each([
    ['HTTP/1.1', () => rude.map((path) => at('rude', `/${path}`))],
    ['TLS', () => rude.map((path) => secureAt('rudeTls', `/${path}`))],
    ['HTTP/2', () => ['/h2-refuse', '/h2-goaway', '/h2-cancel', '/', '/never'].map((path) => secureAt('h2', path))],
  ])('each call over %s ends exactly once', async (_name, urls) => {
    const caller = makeCaller({ batchPerHost: 2 })
    const list = urls()
    const outcomes: Outcome[] = []
    for (let wave = 0; wave < 40; wave += 1) {
      const method = wave % 3 === 0 ? 'POST' : 'GET'
      const paths = Array.from({ length: 3 }, (_, index) => list[(wave * 3 + index * 7) % list.length] ?? '')
      outcomes.push(...(await Promise.all(paths.map((url) => caller.call(url, { method, timeout: 150 })))))
    }
    expect(outcomes.length).toBe(120)
    expect(sum(caller, 'http_reqs')).toBe(120)
    expect(outcomes.some(({ ok }) => ok)).toBe(true)
  })
})

describe('proxies', () => {
  afterEach(() => {
    delete process.env['HTTP_PROXY']
    delete process.env['HTTPS_PROXY']
  })

  it('of the environment carry plain requests as a whole', async () => {
    process.env['HTTP_PROXY'] = `pat:word@127.0.0.1:${target.ports.proxy}`
    const outcome = await makeCaller().call(`http://shop.test:${target.ports.plain}/echo?a=1`)
    expect(answered(outcome).headers['x-seen-by']).toBe('proxy')
    expect(echoOf(outcome)).toMatchObject({ url: '/echo?a=1' })
    expect(echoOf(outcome).headers['host']).toBe(`shop.test:${target.ports.plain}`)
  })

  it('of the environment open a tunnel for TLS', async () => {
    process.env['HTTPS_PROXY'] = `http://pat:word@127.0.0.1:${target.ports.proxy}`
    const caller = makeCaller({ insecureSkipTLSVerify: true })
    const outcome = answered(await caller.call(`https://shop.test:${target.ports.h2}/`))
    expect(outcome.body?.toString()).toBe('hello')
    expect(outcome.peer).toMatchObject({ proto: 'HTTP/2.0', remotePort: target.ports.proxy })
  })

  it('that refuse are a failure with their words', async () => {
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${target.ports.proxy}`
    expect(failed(await makeCaller().call('https://shop.test/')).message).toBe('407 Proxy Authentication Required')
  })

  it('are not asked for this machine', async () => {
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1'
    expect(answered(await makeCaller().call(at('plain', '/'))).status).toBe(200)
  })
})

describe('TLS', () => {
  it("tells version and cipher by Go's names, and speaks HTTP/1.1 where the server offers no more", async () => {
    const { peer, timings } = answered(await makeCaller().call(secureAt('tls', '/')))
    expect(peer).toMatchObject({ tlsVersion: 'tls1.3', proto: 'HTTP/1.1' })
    expect(peer.cipherSuite).toMatch(/^TLS_(AES|CHACHA20)/)
    expect(timings.tlsHandshaking).toBeGreaterThan(0)
    expect(timings.blocked).toBeGreaterThanOrEqual(timings.connecting + timings.tlsHandshaking)
  })

  it('tags its samples with the version', async () => {
    const caller = makeCaller()
    await caller.call(secureAt('tls', '/'))
    const [series] = drainSeries(caller.shard).filter(({ metric }) => metric === 'http_reqs')
    expect(series?.tags).toMatchObject({ tls_version: 'tls1.3', proto: 'HTTP/1.1' })
  })

  it('keeps to the versions and suites of the options', async () => {
    const suite = 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'
    const options = { tlsVersion: { min: undefined, max: 'tls1.2' }, tlsCipherSuites: [suite] } as const
    const { peer } = answered(await makeCaller(options).call(secureAt('tls', '/')))
    expect(peer).toMatchObject({ tlsVersion: 'tls1.2', cipherSuite: suite })
    const wantsMore = makeCaller({ tlsVersion: { min: 'tls1.3', max: undefined } })
    expect(failed(await wantsMore.call(secureAt('tls12', '/'))).code).toBe(1300)
  })

  it('shows the client certificate of the domain', async () => {
    const auth = { cert: target.pem('client-cert'), key: target.pem('client-key'), password: undefined }
    const right = makeCaller({ tlsAuth: [{ ...auth, domains: ['localhost'] }] })
    expect(textOf(await right.call(secureAt('mutual', '/', 'localhost')))).toBe('hello')
    const elsewhere = makeCaller({ tlsAuth: [{ ...auth, domains: ['other.test'] }] })
    expect((await elsewhere.call(secureAt('mutual', '/', 'localhost'))).ok).toBe(false)
  })

  it('believes anything with insecureSkipTLSVerify', async () => {
    const options = { insecureSkipTLSVerify: true, hosts: { 'other.test': '127.0.0.1' } }
    expect(textOf(await makeCaller(options).call(secureAt('tls', '/', 'other.test')))).toBe('hello')
  })

  it('is no error where the server closed an idle connection, nor where it closes with the answer', async () => {
    const caller = makeCaller()
    for (const path of ['/once', '/once', '/until-close', '/no-reason']) {
      expect(answered(await caller.call(secureAt('rudeTls', path))).status).toBe(200)
    }
  })

  it('sends blanks of a query as they are, which Node takes for a bad request, as without it', async () => {
    const urls = [secureAt('tls', '/echo?a=b c'), at('plain', '/echo?a=b c')]
    for (const url of urls) expect(answered(await makeCaller().call(url)).status).toBe(400)
  })

  it('keeps the name of the certificate when the Host header says another', async () => {
    const caller = makeCaller()
    for (const host of ['a.test', 'b.test', 'a.test']) {
      expect(echoOf(await caller.call(secureAt('tls', '/echo', 'localhost'), { host })).headers['host']).toBe(host)
    }
    const handshakes = (await caller.call(secureAt('tls', '/', 'localhost'))).timings.tlsHandshaking
    expect(handshakes).toBe(0)
  })
})

describe('HTTP/2', () => {
  it('is spoken where the server offers it, on one connection', async () => {
    const caller = makeCaller()
    const first = answered(await caller.call(secureAt('h2', '/')))
    expect(first).toMatchObject({ status: 200, statusText: '200 OK', peer: { proto: 'HTTP/2.0' } })
    const all = await Promise.all(Array.from({ length: 20 }, () => caller.call(secureAt('h2', '/slow?ms=20'))))
    expect(all.map((outcome) => [textOf(outcome), outcome.timings.connecting])).toEqual(
      Array.from({ length: 20 }, () => ['late', 0]),
    )
  })

  it('serves requests that came before it was known', async () => {
    const caller = makeCaller()
    const all = await Promise.all(Array.from({ length: 5 }, () => caller.call(secureAt('h2', '/'))))
    expect(all.map(textOf)).toEqual(Array.from({ length: 5 }, () => 'hello'))
    expect((await caller.call(secureAt('h2', '/'))).timings.connecting).toBe(0)
  })

  it('sends bodies and takes headers', async () => {
    const spec = { method: 'POST', body: Buffer.from('payload'), headers: [['X-One', '1']] } as const
    const echo = echoOf(await makeCaller().call(secureAt('h2', '/echo'), spec))
    expect(echo).toMatchObject({ method: 'POST', body: 'payload' })
    expect(echo.headers['x-one']).toBe('1')
  })

  it('leaves the connection to others when one request is given up', async () => {
    const caller = makeCaller()
    await caller.call(secureAt('h2', '/'))
    expect(failed(await caller.call(secureAt('h2', '/never'), { timeout: 50 })).code).toBe(1050)
    expect((await caller.call(secureAt('h2', '/'))).timings.connecting).toBe(0)
  })

  it('names stream errors and GOAWAY', async () => {
    const caller = makeCaller()
    expect(failed(await caller.call(secureAt('h2', '/h2-refuse')))).toMatchObject({
      code: 1633,
      message: 'http2: stream error with http2 ErrCode INTERNAL_ERROR',
    })
    expect(failed(await makeCaller().call(secureAt('h2', '/h2-goaway')))).toMatchObject({
      code: 1622,
      message: 'http2: received GoAway with http2 ErrCode ENHANCE_YOUR_CALM',
    })
  })
})
