import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CookieJar } from '../../src/engine/modules/http/cookie-jar.ts'
import type { Response } from '../../src/engine/modules/http/response.ts'
import { loadHttp } from '../../src/engine/modules/http/testing/http-module.ts'
import { samplesOf } from '../../src/engine/modules/testing/fake-vu.ts'
import type { Echo } from './http-target/outcomes.ts'
import { startTarget, type Target, type TargetPorts } from './http-target/target.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
  process.env['SSL_CERT_FILE'] = target.pemPath('ca-cert')
})
afterAll(() => target[Symbol.asyncDispose]())

const at = (server: keyof TargetPorts, path: string): string => `http://127.0.0.1:${target.ports[server]}${path}`
const echoOf = (response: Response): Echo => response.json() as Echo

describe('params', () => {
  it('set headers, the Host among them, and the last of one name wins', async () => {
    const headers = { Host: 'other.test', 'x-a': '1', 'X-A': '2', 'User-Agent': 'me', 'X-Number': 5 }
    const response = await loadHttp().send('get', at('plain', '/echo'), { headers })
    expect(echoOf(response).headers).toMatchObject({
      host: 'other.test',
      'x-a': '2',
      'user-agent': 'me',
      'x-number': '5',
    })
    expect(response.request?.headers).toMatchObject({ 'X-A': ['2'] })
  })

  it('send headers beyond ASCII as UTF-8', async () => {
    const echo = echoOf(await loadHttp().send('get', at('plain', '/echo'), { headers: { 'X-A': 'é' } }))
    expect(Buffer.from(echo.headers['x-a'] ?? '', 'latin1').toString()).toBe('é')
  })

  it('drop a wrong Content-Length with a warning', async () => {
    const { send, vu } = loadHttp()
    const echo = echoOf(await send('post', at('plain', '/echo'), 'four', { headers: { 'Content-Length': '9' } }))
    expect(echo.headers['content-length']).toBe('4')
    expect(vu.logged[0]?.message).toMatch(/^The specified Content-Length header "9" in the POST request/)
  })

  it('set tags, and a name that stands for the url', async () => {
    const { send, vu } = loadHttp()
    await send('get', at('plain', '/'), { tags: { name: 'home', team: 'a', n: 1 } })
    const [sample] = samplesOf(vu)
    expect(sample?.tags).toMatchObject({ name: 'home', url: 'home', team: 'a', n: '1' })
  })

  it('limit redirects', async () => {
    const response = await loadHttp().send('get', at('plain', '/redirect?left=3'), { redirects: 0 })
    expect([response.status, response.url]).toEqual([302, at('plain', '/redirect?left=3')])
    const { send, vu } = loadHttp()
    expect((await send('get', at('plain', '/redirect?left=12'))).status).toBe(302)
    expect(vu.logged[0]?.message).toMatch(/Stopped after 11 redirects/)
  })

  it.each([50, '50ms'])('limit the time: %j', async (timeout) => {
    expect((await loadHttp().send('get', at('plain', '/never'), { timeout })).error_code).toBe(1050)
  })

  it('judge the status', async () => {
    const { http, send, vu } = loadHttp()
    const expect404 = http['expectedStatuses']?.(404, { min: 500, max: 503 })
    await send('get', at('plain', '/status?code=404'), { responseCallback: expect404 })
    await send('get', at('plain', '/status?code=502'), { responseCallback: expect404 })
    await send('get', at('plain', '/'), { responseCallback: expect404 })
    await send('get', at('plain', '/status?code=500'), { responseCallback: null })
    const judged = samplesOf(vu).filter(({ metric }) => metric === 'http_req_failed')
    expect(judged.map(({ tags, values }) => [tags['status'], tags['expected_response'], values])).toEqual([
      ['404', 'true', [0, 1]],
      ['502', 'true', [0, 1]],
      ['200', 'false', [1, 1]],
    ])
  })

  it('the judge of all requests can be replaced', async () => {
    const { http, send, vu } = loadHttp()
    http['setResponseCallback']?.(http['expectedStatuses']?.(404))
    await send('get', at('plain', '/status?code=404'))
    http['setResponseCallback']?.(null)
    await send('get', at('plain', '/status?code=500'))
    expect(
      samplesOf(vu)
        .filter(({ metric }) => metric === 'http_req_failed')
        .map(({ values }) => values),
    ).toEqual([[0, 1]])
    expect(() => http['setResponseCallback']?.(() => true)).toThrow(
      'unsupported argument, expected http.expectedStatuses',
    )
  })

  it('authorize by digest', async () => {
    const url = at('plain', '/digest?qop=auth').replace('//', '//ann:secret@')
    expect((await loadHttp().send('get', url, { auth: 'digest' })).body).toBe('welcome')
  })

  it.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, br'])('compress the body with %s', async (compression) => {
    const response = await loadHttp().send('post', at('plain', '/unpack'), 'some text', { compression })
    expect([response.body, response.request?.body]).toEqual([`${compression}: some text`, 'some text'])
  })

  it('leave a Content-Encoding of the script alone, with a warning', async () => {
    const { send, vu } = loadHttp()
    const headers = { 'Content-Encoding': 'br' }
    const echo = echoOf(await send('post', at('plain', '/echo'), 'x', { compression: 'gzip', headers }))
    expect(echo.headers['content-encoding']).toBe('br')
    expect(vu.logged[0]?.message).toMatch(/^There's a mismatch between the desired 'compression'/)
  })
})

describe('bodies', () => {
  it.each([
    ['text', 'some text'],
    ['an ArrayBuffer', new TextEncoder().encode('some text').buffer],
    ['bytes', new TextEncoder().encode('some text')],
    ['a part of bytes', new TextEncoder().encode('[some text]').subarray(1, 10)],
  ])('may be %s', async (_name, body) => {
    const echo = echoOf(await loadHttp().send('post', at('plain', '/echo'), body))
    expect(echo.body).toBe('some text')
    expect(echo.headers).not.toHaveProperty('content-type')
  })

  it('may be a form', async () => {
    const { send, vu } = loadHttp()
    const form = { b: 'x y', a: [1, 2], none: null, undef: undefined, deep: { x: 1 }, 'é&': true }
    const echo = echoOf(await send('post', at('plain', '/echo'), form))
    expect(echo.body).toBe('a=1&a=2&b=x+y&deep=&none=&undef=&%C3%A9%26=true')
    expect(echo.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(vu.logged[0]?.message).toMatch(/^cannot urlencode a nested map\[string\]interface \{\} value/)
  })

  it('may be a form with files', async () => {
    const { http, send } = loadHttp()
    const file = http['file']?.('file "text"', 'a "b".txt', 'text/plain')
    const bytes = http['file']?.(new Uint8Array([1, 2]).buffer)
    const echo = echoOf(await send('post', at('plain', '/echo'), { field: 'value', file, bytes }))
    const boundary = /boundary=(\w+)/.exec(echo.headers['content-type'] ?? '')?.[1] ?? ''
    const parts = echo.body.replaceAll('\u0001\u0002', '(bytes)').split(`--${boundary}`)
    expect(parts[1]).toBe('\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n')
    expect(parts[2]).toBe(
      '\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".txt"\r\nContent-Type: text/plain\r\n\r\nfile "text"\r\n',
    )
    expect(parts[3]).toMatch(/filename="\d+"\r\nContent-Type: application\/octet-stream\r\n\r\n\(bytes\)\r\n$/)
    expect(parts[4]).toBe('--\r\n')
  })

  it('http.file takes text and bytes only', () => {
    expect(() => loadHttp().http['file']?.(5)).toThrow(/invalid type int64/)
  })
})

describe('cookies', () => {
  it('are kept from response to request, through redirects', async () => {
    const { send } = loadHttp()
    expect(echoOf(await send('get', at('plain', '/cookies/set?a=1&b=2'))).headers['cookie']).toBe('a=1; b=2')
    const next = await send('get', at('plain', '/echo'))
    expect(echoOf(next).headers['cookie']).toBe('a=1; b=2')
    expect(next.request?.cookies).toEqual({
      a: [{ name: 'a', value: '1', replace: false }],
      b: [{ name: 'b', value: '2', replace: false }],
    })
  })

  it('are forgotten at the next iteration, unless they shall stay', async () => {
    for (const [noCookiesReset, expected] of [
      [false, undefined],
      [true, 'a=1'],
    ] as const) {
      const { send, vu } = loadHttp({ noCookiesReset })
      await send('get', at('plain', '/cookies/set?a=1'))
      vu.iterationInInstance += 1
      expect(echoOf(await send('get', at('plain', '/echo'))).headers['cookie']).toBe(expected)
    }
  })

  it('may be given with the request, beside those of the jar or instead of them', async () => {
    const { send } = loadHttp()
    await send('get', at('plain', '/cookies/set?a=jar'))
    const sent = async (cookies: object, headers = {}): Promise<string | undefined> =>
      echoOf(await send('get', at('plain', '/echo'), { cookies, headers })).headers['cookie']
    expect(await sent({ b: 'x' })).toBe('b=x; a=jar')
    expect(await sent({ a: 'x' })).toBe('a=x; a=jar')
    expect(await sent({ a: { value: 'x', replace: true } })).toBe('a=x')
    expect(await sent({ b: 'x y', c: null })).toBe('b="x y"; a=jar')
    expect(await sent({}, { Cookie: 'by=hand' })).toBe('by=hand; a=jar')
  })

  it('of another jar go out where it is given', async () => {
    const { send } = loadHttp()
    const jar = new CookieJar()
    expect(jar.set(at('plain', '/'), 'own', '1')).toBe(true)
    expect(echoOf(await send('get', at('plain', '/echo'), { jar })).headers['cookie']).toBe('own=1')
    expect(echoOf(await send('get', at('plain', '/echo'))).headers['cookie']).toBeUndefined()
  })
})
