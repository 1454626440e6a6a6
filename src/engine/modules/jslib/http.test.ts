import { expect, it } from 'vitest'
import { fakeVu } from '../testing/fake-vu.ts'
import { type Class, type Fn, load } from './testing/load.ts'

interface Sent {
  readonly args: unknown[]
}
function fakeHttp(): { sent: Sent['args'][]; http: Record<string, Fn> } {
  const sent: Sent['args'][] = []
  const answer = (...args: unknown[]): never => {
    sent.push(args)
    return { status: args[1] === 'https://shop.test/missing' ? 404 : 200 } as never
  }
  return { sent, http: { request: answer, asyncRequest: answer, batch: answer } }
}

it('httpx adds what the session has to every request', async () => {
  const { sent, http } = fakeHttp()
  const { exports } = await load('httpx', http)
  const failures: unknown[] = []
  const Httpx = exports['Httpx'] as Class
  const session = new Httpx({
    baseURL: 'https://shop.test',
    headers: { a: '1' },
    timeout: 5,
    errorMetric: { add: (failed: unknown) => failures.push(failed) },
  })
  session['addHeader']!('b', '2')
  session['addTag']!('user', 'ann')
  session['get']!('/list', null, { headers: { c: '3' } })
  session['post']!('https://other.test/x', 'body')
  session['get']!({ name: 'item', url: 'https://shop.test/missing' })
  session['execute']!(new (exports['Post'] as Class)('/y', { body: 'b' })['addTag']!('t', 'u'))
  session['batch']!([['GET', '/1'], new (exports['Get'] as Class)('/2')], { tags: { all: 'yes' } })
  session['asyncDelete']!('/z')
  const headers = { a: '1', b: '2' }
  const tags = { user: 'ann' }
  expect(sent).toEqual([
    ['GET', 'https://shop.test/list', null, { headers: { ...headers, c: '3' }, tags, timeout: 5 }],
    ['POST', 'https://other.test/x', 'body', { headers, tags, timeout: 5 }],
    ['GET', 'https://shop.test/missing', undefined, { headers, tags: { ...tags, name: 'item' }, timeout: 5 }],
    ['POST', 'https://shop.test/y', 'b', { headers, tags: { ...tags, t: 'u' }, timeout: 5 }],
    [
      [
        ['GET', 'https://shop.test/1', null, { headers, tags: { ...tags, all: 'yes' }, timeout: 5 }],
        ['GET', 'https://shop.test/2', null, { headers, tags: { ...tags, all: 'yes' }, timeout: 5 }],
      ],
    ],
    ['DELETE', 'https://shop.test/z', undefined, { headers, tags, timeout: 5 }],
  ])
  expect(failures).toEqual([false, false, true, false])
})

it('httpx refuses unknown methods', async () => {
  const { exports } = await load('httpx')
  const session = new (exports['Httpx'] as Class)()
  expect(() => session['request']!('FETCH', '/')).toThrow('Invalid method: FETCH')
  expect(() => session['request']!('GET')).toThrow('Invalid number of arguments for request()')
})

it.each([
  ['w3c', 'traceparent', /^00-dc0718[\da-f]{26}-[\da-f]{16}-01$/],
  ['jaeger', 'uber-trace-id', /^dc0718[\da-f]{26}:[\da-f]{8}:0:1$/],
])('http-instrumentation-tempo puts %s contexts on requests', async (propagator, name, pattern) => {
  const { sent, http } = fakeHttp()
  const { call } = await load('http-instrumentation-tempo', http)
  call('instrumentHTTP', { propagator })
  http['get']!('https://shop.test/', { headers: { a: '1' } })
  http['post']!('https://shop.test/', 'body')
  expect(sent.map(([method, , body]) => [method, body])).toEqual([
    ['GET', null],
    ['POST', 'body'],
  ])
  const [first, second] = sent.map((args) => (args[3] as { headers: Record<string, string> }).headers)
  expect(first?.['a']).toBe('1')
  expect(first?.[name]).toMatch(pattern)
  expect(second?.[name]).not.toBe(first?.[name])
})

it('http-instrumentation-tempo refuses what it does not know', async () => {
  const { call } = await load('http-instrumentation-tempo')
  expect(() => call('instrumentHTTP', { propagator: 'b3' })).toThrow('unknown propagator: b3')
  expect(() => call('instrumentHTTP', { propagator: 'w3c', sampling: 2 })).toThrow(
    'sampling rate must be between 0.0 and 1.0',
  )
})

it('http-instrumentation-pyroscope names the scenario', async () => {
  const { sent, http } = fakeHttp()
  const scenario = {
    name: 'browse',
    executor: 'constant-vus',
    startedAt: 0,
    startTime: 0,
    tags: {},
    env: {},
    progress: () => 0,
  } as const
  const { call } = await load('http-instrumentation-pyroscope', http, fakeVu({ vu: { scenario } }))
  call('instrumentHTTP')
  http['get']!('https://shop.test/')
  expect(sent[0]?.[3]).toEqual({
    headers: { baggage: 'k6.test_run_id=undefined, k6.scenario=browse, k6.name=https://shop.test/' },
  })
})
