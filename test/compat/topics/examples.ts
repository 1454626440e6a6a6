import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/paths.ts'
import type { CompatScript, Ran } from '../compat-script.ts'
import { expect } from '../expect.ts'
import { inOrder } from '../order.ts'

const folder = join(root, 'examples')
const users = readFileSync(join(folder, 'data/users.json'))

const countOf = (ran: Ran, metric: string): number => ran.metrics[metric]?.['count'] ?? 0

/** What was due, sent or not: a busy machine may have no VU free in time. */
const offered = (ran: Ran): number => ran.requests.length + countOf(ran, 'dropped_iterations')

/** How often each request was sent, by method and path. */
const sent = ({ requests }: Ran): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { method, path } of requests) counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + 1
  return counts
}

const between = (value: number, least: number, most: number): void => {
  expect(value).toBeGreaterThanOrEqual(least)
  expect(value).toBeLessThanOrEqual(most)
}

/** What these ask for depends on which VU comes first: there is no order to be kept. */
const unordered: ReadonlySet<string> = new Set(['shared-iterations.js', 'shared-array.js'])

interface More {
  readonly args?: readonly string[]
  readonly notForK6?: string
  /** What `args` and the scenarios put into `__ENV`; a VU has one of these. */
  readonly environments?: readonly Readonly<Record<string, string>>[]
}

/** An example is good, whatever else is promised of it, when it ends with 0, counts what the server saw and asks in order. */
function example(
  file: string,
  promises: CompatScript['promises'],
  { args = [], environments, ...more }: More = {},
): CompatScript {
  const script: CompatScript = {
    name: `examples/${file}`,
    ...more,
    call: {
      source: readFileSync(join(folder, file), 'utf8'),
      name: file,
      files: { 'data/users.json': users },
      threads: 2,
      args,
    },
    promises: {
      'ends with 0': ({ exitCode }) => expect(exitCode).toBe(0),
      'counts the requests that the server saw': (ran) => expect(countOf(ran, 'http_reqs')).toBe(ran.requests.length),
      ...promises,
    },
  }
  return unordered.has(file) ? script : inOrder(script, environments)
}

/** The examples, run against a server that writes everything down. */
export const examples: readonly CompatScript[] = [
  example('first-script.js', { 'sends one request': (ran) => expect(sent(ran)).toEqual({ 'GET /': 1 }) }),
  example('http-requests.js', {
    'sends each of its requests in each iteration': (ran) =>
      expect(sent(ran)).toEqual({
        'GET /search?q=tea': 4,
        'POST /orders': 4,
        'POST /login': 4,
        'PUT /orders/1': 4,
        'PATCH /orders/1': 4,
        'DELETE /orders/1': 4,
        'GET /items/1': 4,
        'GET /items/2': 4,
        'GET /items/3': 4,
      }),
  }),
  example('checks.js', {
    'counts passes and fails of each check': ({ root: { checks } }) =>
      expect(checks.map(({ name, passes, fails }) => [name, passes, fails])).toEqual([
        ['status is 200', 20, 0],
        ['there is a body', 20, 0],
        ['answered within 2 s', 20, 0],
        ['sold out', 0, 20],
      ]),
  }),
  example('thresholds.js', {
    'sends two requests in each iteration': (ran) => expect(sent(ran)).toEqual({ 'GET /': 40, 'GET /cart': 40 }),
  }),
  {
    ...example('thresholds.js', {}, { args: ['-e', 'SLOWEST=0.001'] }),
    name: 'examples/thresholds.js with a threshold that is crossed',
    promises: { 'ends with 99': ({ exitCode }) => expect(exitCode).toBe(99) },
  },
  example('metrics.js', {
    'has metrics of its own': ({ metrics }) => {
      expect(metrics['items_ordered']?.['count']).toBe(60)
      expect(metrics['last_body_size']?.['value']).toBeGreaterThan(0)
      expect(metrics['quick_answers']).toMatchObject({ rate: 1, passes: 30 })
      expect(metrics['waiting_for_orders']).toHaveProperty('avg')
    },
  }),
  example('tags-and-groups.js', {
    'sorts requests by tag and group': ({ metrics, root: { groups } }) => {
      expect(metrics['http_reqs{kind:static}']?.['count']).toBe(10)
      expect(metrics['http_reqs{customer:new}']?.['count']).toBe(30)
      expect(groups).toMatchObject([
        { path: '::visit', groups: [{ path: '::visit::product', checks: [{ passes: 10 }] }] },
      ])
    },
  }),
  example('cookies.js', {
    'sends the cookies of jar and params': ({ requests }) => {
      const [own, beside, instead, guest] = requests
        .filter(({ connection }) => connection === requests[0]?.connection)
        .map(({ headers }) => headers['cookie'])
      expect(own).toMatch(/^session=vu-\d$/)
      expect(beside).toBe(`basket=b1; ${String(own)}`)
      expect([instead, guest]).toEqual(['session=other', undefined])
    },
  }),
  example(
    'environment.js',
    {
      'asks for the pages that were given': (ran) => {
        expect(sent(ran)).toEqual({ 'GET /a': 3, 'GET /b': 3 })
        expect(ran.requests[0]?.headers['accept-language']).toBe('ko')
      },
    },
    { args: ['-e', 'PAGES=/a,/b', '-e', 'VISITS=3'], environments: [{ PAGES: '/a,/b' }] },
  ),
  example('lifecycle.js', {
    'logs in once before and out once after all visits': (ran) => {
      const paths = ran.requests.map(({ method, path }) => `${method} ${path}`)
      expect([paths[0], paths.at(-1), paths.length]).toEqual(['POST /login', 'POST /logout', 11])
      expect(ran.requests[1]?.headers['authorization']).toBe('Bearer token-200')
    },
    'writes its own summary': ({ stdout }) => expect(stdout).toBe('9 visits\n'),
  }),
  example('shared-iterations.js', {
    'sends each order once': (ran) =>
      expect(sent(ran)).toEqual(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`POST /orders/${i}`, 1]))),
  }),
  example('per-vu-iterations.js', {
    'lets each VU do the same number': (ran) => {
      expect(Object.keys(sent(ran))).toHaveLength(20)
      expect(sent(ran)['GET /customers/4/purchase/4']).toBe(1)
    },
  }),
  example('constant-vus.js', { 'keeps to Little’s law': (ran) => between(ran.requests.length, 35, 50) }),
  example('ramping-vus.js', {
    'ramps up to six VUs': (ran) => {
      expect(ran.metrics['vus_max']?.['max']).toBe(6)
      between(ran.requests.length, 30, 125)
    },
  }),
  example('constant-arrival-rate.js', { 'starts 30 a second': (ran) => between(offered(ran), 60, 61) }),
  example('ramping-arrival-rate.js', {
    'starts as many as the area under its stages': (ran) => between(offered(ran), 108, 110),
  }),
  example(
    'externally-controlled.js',
    { 'keeps its VUs until told otherwise': (ran) => between(ran.requests.length, 30, 60) },
    { notForK6: 'it has this executor no more' },
  ),
  example(
    'workloads.js',
    {
      'starts 99 a second, and gives each workload its share': (ran) => {
        between(offered(ran), 198, 206)
        const paths = ['/', '/login', '/me', '/products/7', '/orders', '/payments', '/benefits', '/orders/mine']
        expect(Object.keys(sent(ran)).toSorted()).toEqual(paths.map((path) => `GET ${path}`).toSorted())
        between(sent(ran)['GET /'] ?? 0, 30, 61)
      },
    },
    {
      environments: ['main', 'login', 'my_page', 'product', 'order', 'payment', 'benefits', 'order_list'].map(
        (WORKLOAD) => ({ WORKLOAD }),
      ),
    },
  ),
  // 80 on average; the seed makes it the same number every time, but its place in the stream may change.
  example(
    'poisson-arrivals.js',
    { 'sends at random, with the rate on average': (ran) => between(offered(ran), 50, 110) },
    { notForK6: 'its arrivals are even' },
  ),
  example('async-and-batch.js', {
    'sends batches and promises': (ran) =>
      expect(sent(ran)).toEqual({
        'GET /': 6,
        'GET /style.css': 6,
        'POST /orders': 6,
        'GET /prices/tea': 6,
        'GET /prices/coffee': 6,
      }),
    'passes its checks': ({ root: { checks } }) => expect(checks.map(({ fails }) => fails)).toEqual([0, 0]),
  }),
  example('shared-array.js', {
    'logs every user in once': ({ requests }) => {
      const names = requests.map(({ body }) => new URLSearchParams(body).get('name') ?? '')
      const known = JSON.parse(users.toString()) as readonly { readonly name: string }[]
      expect(names.toSorted()).toEqual(known.map(({ name }) => name).toSorted())
    },
  }),
  example('typescript.ts', {
    'sends what its classes ask for': (ran) => expect(sent(ran)).toEqual({ 'GET /products/7': 4, 'POST /orders': 4 }),
  }),
]
