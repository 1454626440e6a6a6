import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Response } from '../../src/engine/modules/http/response.ts'
import { loadHttp } from '../../src/engine/modules/http/testing/http-module.ts'
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
    expect({ ...response }).toMatchObject({
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
    expect({ ...response }).toMatchObject({ body: null, headers: {}, url: 'http://127.0.0.1:1/' })
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
      message: 'Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
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
    ['post', ['http://h/', 5], 0, 'unknown request body type int64'],
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
    expect(named.error).toBe('net/http: invalid header field name "X Bad"')
  })

  it('wanting ntlm says the way out', async () => {
    const { send } = loadHttp()
    await expect(send('get', 'http://h/', { auth: 'ntlm' })).rejects.toThrow(/'ntlm' is not supported: use 'basic' or/)
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
    const get = (await waitFor(response.submitForm({ formSelector: '#search' }))) as Response
    expect([echoOf(get).method, echoOf(get).url]).toEqual(['GET', '/echo?go=Go&q=x+y'])
    const fields = { user: 'ann' }
    const post = (await waitFor(response.submitForm({ formSelector: '#login', fields }))) as Response
    expect([echoOf(post).method, echoOf(post).body]).toEqual(['POST', 'token=t0ken&user=ann'])
    expect(() => response.submitForm({ formSelector: '#none' })).toThrow(/no form found for selector '#none'/)
  })
})
