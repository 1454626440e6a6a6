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
    expect([response.status, response.body]).toEqual([200, ''])
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
    let ended = false
    void promise.finally(() => (ended = true))
    await send('get', at('plain', '/'))
    vu.endIteration()
    expect(ended).toBe(false)
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
