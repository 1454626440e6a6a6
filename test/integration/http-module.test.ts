import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadHttp } from '../../src/engine/modules/http/testing/http-module.ts'
import type { Response } from '../../src/engine/modules/http/response.ts'
import { samplesOf } from '../../src/engine/modules/testing/fake-vu.ts'
import { waitFor } from '../../src/engine/modules/testing/wait-for.ts'
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

describe('a response', () => {
  it('has the members of k6', async () => {
    const response = await loadHttp().send('get', at('plain', '/'))
    expect(response.toJSON()).toMatchObject({
      remote_ip: '127.0.0.1',
      remote_port: target.ports.plain,
      url: at('plain', '/'),
      status: 200,
      status_text: '200 OK',
      proto: 'HTTP/1.1',
      headers: { 'Content-Length': '5' },
      cookies: {},
      body: 'hello',
      tls_version: '',
      tls_cipher_suite: '',
      ocsp: { status: '' },
      error: '',
      error_code: 0,
      request: {
        method: 'GET',
        url: at('plain', '/'),
        headers: { 'User-Agent': ['Grafana k6/2.2.0'] },
        body: '',
        cookies: {},
      },
    })
    const { timings } = response
    expect(timings.duration).toBe(timings.sending + timings.waiting + timings.receiving)
    expect(timings.looking_up).toBe(0)
  })

  it('prints as JSON with everything in it', async () => {
    const response = await loadHttp().send('get', at('plain', '/'))
    expect(JSON.parse(JSON.stringify(response))).toMatchObject({ status: 200, body: 'hello', headers: {} })
  })

  it('tells of TLS', async () => {
    const response = await loadHttp().send('get', `https://127.0.0.1:${target.ports.h2}/`)
    expect(response).toMatchObject({ proto: 'HTTP/2.0', tls_version: 'tls1.3' })
    expect(response.ocsp.status).toBe('unknown')
  })

  it('joins headers that came more than once', async () => {
    const { headers } = await loadHttp().send('get', at('plain', '/many-headers'))
    expect(headers).toMatchObject({ 'X-Many': 'one, two', 'Content-Type': 'text/plain' })
  })

  it('lists cookies with their attributes', async () => {
    const { cookies } = await loadHttp().send('get', at('plain', '/cookies/plain'))
    const none = { domain: '', http_only: false, secure: false, max_age: 0, expires: -6795364578871 }
    expect(cookies).toEqual({
      a: [
        { ...none, name: 'a', value: '1', path: '/', http_only: true },
        { ...none, name: 'a', value: '3', path: '/other', domain: 'localhost' },
      ],
      b: [{ ...none, name: 'b', value: '2', path: '', max_age: 60, secure: true }],
    })
  })

  it.each([
    ['text', 'hello'],
    ['binary', new TextEncoder().encode('hello').buffer],
    ['none', null],
  ])('has a body as %s', async (responseType, body) => {
    expect((await loadHttp().send('get', at('plain', '/'), { responseType })).body).toEqual(body)
  })

  it('has no body where bodies are discarded, unless it is asked for', async () => {
    const { send } = loadHttp({ discardResponseBodies: true })
    expect((await send('get', at('plain', '/'))).body).toBeNull()
    expect((await send('get', at('plain', '/'), { responseType: 'text' })).body).toBe('hello')
  })

  it.each([
    [204, null],
    [304, null],
    [200, ''],
  ])('to %i without content has the body %j', async (code, body) => {
    expect((await loadHttp().send('get', at('plain', `/status?code=${code}`))).body).toBe(body)
  })

  it('finds values in JSON', async () => {
    const response = await loadHttp().send('post', at('plain', '/echo'), 'text', { headers: { 'X-List': 'a' } })
    expect(response.json('method')).toBe('POST')
    expect(response.json('headers.x-list')).toBe('a')
    expect(response.json('missing.path')).toBeUndefined()
    expect(response.json()).toBe(response.json())
  })

  it('that is no JSON says where it ends', async () => {
    const response = await loadHttp().send('get', at('plain', '/'))
    expect(() => response.json()).toThrow(
      "cannot parse json due to an error at line 1, character 1 , error: invalid character 'h' looking for beginning of value",
    )
    expect(response.json('a')).toBeUndefined()
  })

  it('without a body cannot be read', async () => {
    const response = await loadHttp().send('get', 'http://127.0.0.1:1/')
    expect(() => response.json()).toThrow("the body is null so we can't transform it to JSON")
    expect(() => response.html()).toThrow("the body is null so we can't transform it to HTML")
  })
})

describe('a failed request', () => {
  it('gives a response that tells why', async () => {
    const { send, problems, vu } = loadHttp()
    const response = await send('get', 'http://127.0.0.1:1/')
    expect(response).toMatchObject({ status: 0, error: 'dial: connection refused', error_code: 1212 })
    expect(response.toJSON()).toMatchObject({ body: null, headers: {}, url: 'http://127.0.0.1:1/' })
    expect(problems).toEqual(['1212 GET http://127.0.0.1:1/: dial: connection refused'])
    expect(vu.sawFailure).toBe(true)
  })

  it.each([
    [{ throw: true }, {}],
    [{}, { throw: true }],
  ])('throws with %j and %j', async (options, params) => {
    const { send } = loadHttp(options)
    await expect(send('get', 'http://127.0.0.1:1/', params)).rejects.toMatchObject({
      code: 1212,
      message: 'Get "http://127.0.0.1:1/": dial: connection refused',
    })
  })

  it('does not throw where the params say so', async () => {
    expect((await loadHttp({ throw: true }).send('get', 'http://127.0.0.1:1/', { throw: false })).error_code).toBe(1212)
  })

  it('by its status is an answer with a code', async () => {
    const response = await loadHttp({ throw: true }).send('get', at('plain', '/status?code=404'))
    expect(response).toMatchObject({ status: 404, error: '', error_code: 1404 })
  })

  it.each([
    ['get', [undefined], 1020, "invalid URL: '#<nil>'"],
    ['get', [5], 1020, "invalid URL: '#5'"],
    ['get', ['http://a b/'], 1020, 'invalid URL: parse "http://a b/": invalid character " " in host name'],
    ['get', ['http://h/', { timeout: 'soon' }], 0, "invalid timeout value: 'soon' is no duration"],
    [
      'get',
      ['http://h/', { responseType: 'json' }],
      0,
      "json does not belong to ResponseType values: use 'text', 'binary' or 'none'",
    ],
    [
      'get',
      ['http://h/', { compression: 'lzw' }],
      0,
      'unknown compression algorithm lzw, supported algorithms are [gzip deflate zstd br]',
    ],
    [
      'get',
      ['http://h/', { tags: { a: {} } }],
      0,
      "invalid HTTP request metric tags: invalid value for metric tag 'a': only String, Boolean and Number types are accepted as a metric tag values",
    ],
    [
      'get',
      ['http://h/', { responseCallback: () => true }],
      0,
      'unsupported responseCallback, expected http.expectedStatuses or null',
    ],
    ['post', ['http://h/', 5], 0, 'unknown request body type number'],
  ] as const)('http.%s(%j) is not made', async (member, args, error_code, error) => {
    const { send, vu } = loadHttp()
    expect(await send(member, ...args)).toMatchObject({ status: 0, error, error_code })
    expect(vu.logged).toEqual([{ level: 'warn', message: `Request Failed: ${error}` }])
    expect(samplesOf(vu)).toEqual([])
    await expect(loadHttp({ throw: true }).send(member, ...args)).rejects.toThrow(error)
  })

  it('with a wrong header is made and fails', async () => {
    const response = await loadHttp().send('get', at('plain', '/'), { headers: { 'X-Bad': 'a\nb' } })
    expect(response).toMatchObject({ error_code: 1000, error: 'net/http: invalid header field value for "X-Bad"' })
    const named = await loadHttp().send('get', at('plain', '/'), { headers: { 'X Bad': 'a' } })
    expect(named.error).toBe('net/http: invalid header field name')
  })

  it('wanting ntlm says the way out', async () => {
    const { send } = loadHttp()
    await expect(send('get', 'http://h/', { auth: 'ntlm' })).rejects.toThrow(/'ntlm' is not supported: use 'basic' or/)
  })
})

describe('the verbs', () => {
  it.each([
    ['get', 'GET', false],
    ['post', 'POST', true],
    ['put', 'PUT', true],
    ['patch', 'PATCH', true],
    ['del', 'DELETE', true],
    ['options', 'OPTIONS', true],
  ])('http.%s sends %s', async (member, method, hasBody) => {
    const args = hasBody ? ['payload', { headers: { 'X-One': '1' } }] : [{ headers: { 'X-One': '1' } }]
    const echo = echoOf(await loadHttp().send(member, at('plain', '/echo'), ...args))
    expect(echo).toMatchObject({ method, body: hasBody ? 'payload' : '' })
    expect(echo.headers['x-one']).toBe('1')
  })

  it('http.head has no body', async () => {
    const response = await loadHttp().send('head', at('plain', '/'))
    expect([response.status, response.body, response.headers['Content-Length']]).toEqual([200, '', '5'])
  })

  it('http.request sends any method', async () => {
    const echo = echoOf(await loadHttp().send('request', 'PROPFIND', at('plain', '/echo'), 'x'))
    expect([echo.method, echo.body]).toEqual(['PROPFIND', 'x'])
    expect(echoOf(await loadHttp().send('request', 'GET', at('plain', '/echo'), 'x')).body).toBe('x')
  })

  it('http.get warns of arguments too many', async () => {
    const { send, vu } = loadHttp()
    await send('get', at('plain', '/'), {}, 'body?')
    expect(vu.logged[0]?.message).toBe(
      'http.get only accepts a url and a params argument (2 arguments), but 3 were given',
    )
  })

  it('can be called after they were cancelled', async () => {
    const { http, send, vu } = loadHttp()
    const call = http['get']?.(at('plain', '/never')) as { start: (waiter: object) => void; cancel: () => void }
    call.start({ resume: () => expect.unreachable(), fail: () => expect.unreachable() })
    await send('get', at('plain', '/'))
    call.cancel()
    await send('get', at('plain', '/'))
    expect(samplesOf(vu).find(({ metric }) => metric === 'http_reqs')?.values).toEqual([2])
  })

  it.each(['get', 'post', 'request', 'asyncRequest', 'batch', 'cookieJar'])(
    'http.%s is refused in init code',
    (member) => {
      const { http } = loadHttp({}, { stage: 'init' })
      expect(() => http[member]?.('http://h/')).toThrow(/in the init context is not supported/)
    },
  )
})

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
    expect(vu.logged[0]?.message).toMatch(/stopped after 11 redirects/)
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
    expect(vu.logged[0]?.message).toMatch(/^cannot urlencode a nested object value/)
  })

  it('may be a form with files', async () => {
    const { http, send } = loadHttp()
    const file = http['file']?.('file "text"', 'a "b".txt', 'text/plain')
    const bytes = http['file']?.(new Uint8Array([1, 2]).buffer)
    const echo = echoOf(await send('post', at('plain', '/echo'), { field: 'value', file, bytes }))
    const boundary = /boundary=(\w+)/.exec(echo.headers['content-type'] ?? '')?.[1] ?? ''
    const parts = echo.body.split(`--${boundary}`)
    expect(parts[1]).toBe('\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n')
    expect(parts[2]).toBe(
      '\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\".txt"\r\nContent-Type: text/plain\r\n\r\nfile "text"\r\n',
    )
    expect(parts[3]).toMatch(/filename="\d+"\r\nContent-Type: application\/octet-stream\r\n\r\n\u0001\u0002\r\n$/)
    expect(parts[4]).toBe('--\r\n')
  })

  it('http.file takes text and bytes only', () => {
    expect(() => loadHttp().http['file']?.(5)).toThrow(/invalid type number/)
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
    const { http, send } = loadHttp()
    const jar = Reflect.construct(http['CookieJar'] as never, []) as { set: (...args: unknown[]) => boolean }
    expect(jar.set(at('plain', '/'), 'own', '1')).toBe(true)
    expect(echoOf(await send('get', at('plain', '/echo'), { jar })).headers['cookie']).toBe('own=1')
    expect(echoOf(await send('get', at('plain', '/echo'))).headers['cookie']).toBeUndefined()
  })
})

describe('http.url', () => {
  it('names requests by their template', async () => {
    const { http, send, vu } = loadHttp()
    const base = at('plain', '')
    for (const id of [1, 2]) await send('get', http['url']?.(['', '/echo?id=', ''], base, id))
    const [sample] = samplesOf(vu)
    expect(sample).toMatchObject({ values: [2], tags: { name: '${}/echo?id=${}', url: '${}/echo?id=${}' } })
  })

  it('says what it holds', () => {
    const url = loadHttp().http['url']?.(['http://ann:pw@h/', ''], 'x')
    expect({ ...(url as object) }).toEqual({
      name: 'http://ann:pw@h/${}',
      url: 'http://ann:pw@h/x',
      clean_url: 'http://****:****@h/x',
    })
  })
})

describe('http.asyncRequest', () => {
  it('goes on beside the script, and the iteration waits for it', async () => {
    const { http, vu } = loadHttp()
    const promises = [1, 2, 3].map(() => http['asyncRequest']?.('GET', at('plain', '/slow?ms=20')) as Promise<Response>)
    expect(vu.pending()).toBe(3)
    expect((await Promise.all(promises)).map(({ body }) => body)).toEqual(['late', 'late', 'late'])
    await expect.poll(() => vu.pending()).toBe(0)
  })

  it('tells of wrong arguments as the others do', async () => {
    expect(await loadHttp().http['asyncRequest']?.('GET', 5)).toMatchObject({ error_code: 1020 })
    await expect(loadHttp({ throw: true }).http['asyncRequest']?.('GET', 5)).rejects.toThrow(/invalid URL/)
    await expect(loadHttp({ throw: true }).http['asyncRequest']?.('GET', 'http://127.0.0.1:1/')).rejects.toThrow(
      /refused/,
    )
  })

  it('is given up with the iteration', async () => {
    const { http, send, vu } = loadHttp()
    const promise = http['asyncRequest']?.('GET', at('plain', '/never')) as Promise<unknown>
    promise.then(
      () => expect.unreachable(),
      () => expect.unreachable(),
    )
    await send('get', at('plain', '/'))
    vu.endIteration()
    expect(samplesOf(vu).find(({ metric }) => metric === 'http_reqs')?.values).toEqual([1])
  })
})

describe('http.batch', () => {
  const batch = async (module: ReturnType<typeof loadHttp>, ...args: unknown[]): Promise<unknown> =>
    waitFor(module.http['batch']?.(...args))

  it('takes lists, objects and URLs, and gives the same shape back', async () => {
    const url = at('plain', '/echo')
    const list = (await batch(loadHttp(), [
      url,
      ['POST', url, 'body', { headers: { 'X-One': '1' } }],
      { url },
      { method: 'put', url, body: 'x' },
      { method: 'GET', url, body: 'dropped' },
    ])) as Response[]
    expect(list.map((response) => [echoOf(response).method, echoOf(response).body])).toEqual([
      ['GET', ''],
      ['POST', 'body'],
      ['GET', ''],
      ['PUT', 'x'],
      ['GET', ''],
    ])
    const object = (await batch(loadHttp(), { a: url, b: ['DELETE', url] })) as Record<string, Response>
    expect(Object.entries(object).map(([key, response]) => [key, echoOf(response).method])).toEqual([
      ['a', 'GET'],
      ['b', 'DELETE'],
    ])
    expect(await batch(loadHttp(), [])).toEqual([])
    expect(await batch(loadHttp(), {})).toEqual({})
  })

  it.each([
    [{ batch: 20, batchPerHost: 6 }, 6],
    [{ batch: 3, batchPerHost: 6 }, 3],
    [{ batch: 20, batchPerHost: 0 }, 12],
  ])('with %j makes %i at a time', async (options, expected) => {
    await fetch(at('plain', '/peak'))
    await batch(
      loadHttp(options),
      Array.from({ length: 12 }, () => at('plain', '/slow?ms=20')),
    )
    expect(await (await fetch(at('plain', '/peak'))).text()).toBe(String(expected))
  })

  it('counts each request', async () => {
    const module = loadHttp()
    await batch(
      module,
      Array.from({ length: 50 }, () => at('plain', '/')),
    )
    expect(samplesOf(module.vu).find(({ metric }) => metric === 'http_reqs')?.values).toEqual([50])
  })

  it('with one wrong request makes none', async () => {
    const module = loadHttp()
    const [first, second, third] = (await batch(module, [
      at('plain', '/'),
      'http://a b/',
      at('plain', '/'),
    ])) as Response[]
    expect([first?.status, second?.error_code, third]).toEqual([0, 1020, null])
    expect(samplesOf(module.vu)).toEqual([])
    await expect(batch(loadHttp({ throw: true }), ['http://a b/'])).rejects.toThrow(/invalid URL/)
  })

  it('throws a failure where it shall, when all are made', async () => {
    const module = loadHttp()
    const wrong = { url: 'http://127.0.0.1:1/', params: { throw: true } }
    await expect(batch(module, [wrong, at('plain', '/slow?ms=20')])).rejects.toThrow(/connection refused/)
    expect(samplesOf(module.vu).filter(({ metric }) => metric === 'http_reqs').length).toBe(2)
  })

  it.each([
    [[], 'no argument was provided to http.batch()'],
    [[[], []], 'http.batch() accepts only an array or an object of requests'],
    [['http://h/'], 'invalid http.batch() argument type string'],
  ])('refuses %j', (args, message) => {
    expect(() => loadHttp().http['batch']?.(...args)).toThrow(message)
  })

  it.each([
    [[['GET']], "invalid batch request 'GET': it needs a method and a URL"],
    [[{ method: 'GET' }], "batch request 0 doesn't have a url key"],
    [[[5, 'http://h/']], "invalid method type '5'"],
  ])('tells what is wrong with %j', async (requests, error) => {
    expect(await batch(loadHttp(), requests)).toMatchObject([{ error, error_code: 0 }])
  })

  it('is given up with the iteration', async () => {
    const { http, send, vu } = loadHttp()
    const call = http['batch']?.([at('plain', '/never'), at('plain', '/never')]) as {
      start: (w: object) => void
      cancel: () => void
    }
    call.start({ resume: () => expect.unreachable(), fail: () => expect.unreachable() })
    await send('get', at('plain', '/'))
    call.cancel()
    expect(samplesOf(vu).find(({ metric }) => metric === 'http_reqs')?.values).toEqual([1])
  })
})

describe('pages', () => {
  it('can be searched', async () => {
    const response = await loadHttp().send('get', at('plain', '/page'))
    expect(response.html('h1').text()).toBe('Title')
    expect(response.html().find('a').size()).toBe(2)
  })

  it('have links to click', async () => {
    const response = await loadHttp().send('get', at('plain', '/page'))
    const first = (await waitFor(response.clickLink())) as Response
    expect(first.url).toBe(at('plain', '/echo?from=link'))
    const second = (await waitFor(
      response.clickLink({ selector: 'a.second', params: { headers: { 'X-One': '1' } } }),
    )) as Response
    expect(echoOf(second).headers['x-one']).toBe('1')
    expect(() => response.clickLink({ selector: 'a.none' })).toThrow(/no element found for selector 'a.none'/)
  })

  it('have forms to send', async () => {
    const response = await loadHttp().send('get', at('plain', '/page'))
    const get = (await waitFor(response.submitForm())) as Response
    expect([echoOf(get).method, echoOf(get).url]).toEqual(['GET', '/echo?go=Go&q=x+y'])
    const fields = { user: 'ann' }
    const post = (await waitFor(response.submitForm({ formSelector: '#login', fields }))) as Response
    expect([echoOf(post).method, echoOf(post).body]).toEqual(['POST', 'token=t0ken&user=ann'])
    expect(() => response.submitForm({ formSelector: '#none' })).toThrow(/no form found for selector '#none'/)
  })
})
