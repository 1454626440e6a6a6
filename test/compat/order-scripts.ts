import type { CompatScript } from './compat-script.ts'
import { inOrder } from './order.ts'
import { k6Module } from './topics/k6-module.ts'
import { language } from './topics/language.ts'

/** Scripts as people write them, by what they do in one iteration. `base` is the target. */
const bodies: Readonly<Record<string, string>> = {
  'a user’s way through a shop': `
    const token = http.post(base + '/login', { user: 'vu' + __VU }).json('body')
    group('browse', () => {
      const { items } = http.get(base + '/json').json()
      items.forEach(({ id }) => { group('item ' + id, () => { http.get(base + '/items/' + id); sleep(0.01) }) })
    })
    http.post(base + '/orders', JSON.stringify({ token, at: __ITER }))`,
  'retries with a pause': `
    const attempt = (run, times) => { for (let left = times; ; left -= 1) { const res = run(left); if (res.status === 200 || left === 0) return res; sleep(0.005) } }
    attempt((left) => http.get(base + (left > 1 ? '/status/503' : '/status/200')), 4)
    http.get(base + '/after')`,
  'pages until there are no more': `
    function* pages() { for (let page = 1; page <= 3; page += 1) yield page }
    for (const page of pages()) { const res = http.get(base + '/list?page=' + page); if (res.json('query.page') === '2') http.get(base + '/extra') }`,
  'page objects': `
    class Page { constructor(path) { this.path = path } open() { this.res = http.get(base + this.path); return this } post(body) { http.post(base + this.path, body); return this } }
    class Login extends Page { constructor() { super('/login') } as(user) { return this.open().post({ user }) } }
    class Cart extends Page { items = []; add(id) { this.items.push(id); http.put(base + '/cart/' + id, String(this.items.length)); return this } }
    new Login().as('ann'); new Cart('/cart').open().add(1).add(2).post('buy')`,
  'actions picked by weight': `
    const actions = [[3, () => http.get(base + '/often')], [1, () => http.post(base + '/seldom', 'x')]]
    const total = actions.reduce((sum, [weight]) => sum + weight, 0)
    for (let n = 0; n < 6; n += 1) { let at = (n * 7 + __VU + __ITER) % total; for (const [weight, run] of actions) { if (at < weight) { run(); break } at -= weight } }`,
  'cleaning up whatever happens': `
    try { http.post(base + '/things', 'a'); try { throw new Error('half way') } finally { http.del(base + '/things/inner') } } catch (e) { http.post(base + '/errors', e.message) } finally { http.del(base + '/things/outer') }`,
  'a batch among requests that wait': `
    http.get(base + '/page'); http.batch([base + '/a.css', base + '/b.js', ['POST', base + '/beacon', 'seen']]).forEach((res, index) => http.get(base + '/next/' + index + '/' + res.status))`,
  'redirects and cookies': `
    http.get(base + '/cookies/set?session=' + __VU); http.get(base + '/redirect/2'); http.get(base + '/last', { cookies: { own: '1' } })`,
  polling: `
    let polls = 0; while (http.get(base + '/job/' + __ITER + '/' + polls).status === 200 && polls < 3) { polls += 1; sleep(0.003) } http.get(base + '/result')`,
  'helpers that take callbacks': `
    const timed = (name, run) => { const from = Date.now(); const value = run(); http.post(base + '/timing', name); return [value, Date.now() - from] }
    const each = (list, run) => { for (const one of list) run(one) }
    each(['x', 'y'], (name) => timed(name, () => http.get(base + '/' + name).status))
    ;[3, 1, 2].sort((a, b) => a - b).map((n) => http.get(base + '/sorted/' + n)).filter(({ status }) => status === 200).forEach(() => http.get(base + '/each'))`,
}

const ways = Object.entries(bodies)

/** All of them, each VU going one way after the other. */
const source = `import http from 'k6/http'
import { check, group, sleep } from 'k6'
const base = __ENV.TARGET
export const options = { scenarios: { default: { executor: 'per-vu-iterations', vus: 4, iterations: ${ways.length * 2} } } }
const ways = [${ways.map(([name, body]) => `\n  // ${name}\n  function () {${body}\n  },`).join('')}
]
export default function () { ways[__ITER % ways.length]() }`

/** The cases of these topics, in several VUs at once. */
const topics = [...language, ...k6Module].filter(({ name }) =>
  ['JavaScript', 'async and await', 'groups'].includes(name),
)

const inManyVus = (text: string): string =>
  text.replace(
    /iterations: (\d+),/,
    "scenarios: { default: { executor: 'per-vu-iterations', vus: 3, iterations: $1 } },",
  )

/** Scripts with much order in them. */
export const orderScripts: readonly CompatScript[] = [
  inOrder({ name: 'ways through a site', call: { source, threads: 2 }, promises: {} }),
  ...topics.map(({ name, call }) =>
    inOrder({
      name: `the cases of '${name}'`,
      call: { ...call, source: inManyVus(call.source), threads: 2 },
      promises: {},
    }),
  ),
]
