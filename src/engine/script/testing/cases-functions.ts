const imports = `
  import http from 'k6/http'
  import { check, fail, group, sleep } from 'k6'
`
const list = (cases: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cases).map(([name, source]) => [name, imports + source]))

/** Functions of all shapes. */
export const functionCases: Readonly<Record<string, string>> = list({
  'hoisted functions': `
    export default function () { return [early(), inner()]; function inner() { return http.get('/inner').url } }
    function early() { return later() }
    function later() { return http.get('/later').url }`,

  recursion: `
    const walk = (depth) => (depth === 0 ? [] : [http.get('/' + depth).url, ...walk(depth - 1)])
    function even(n) { http.get('/even' + n); return n === 0 ? true : odd(n - 1) }
    function odd(n) { http.get('/odd' + n); return n === 0 ? false : even(n - 1) }
    export default function () { return [walk(4), even(3)] }`,

  'closures in loops': `
    export default function () {
      const fns = []
      for (let i = 0; i < 3; i += 1) { http.get('/' + i); fns.push((x) => http.get('/in/' + i + x).url) }
      for (const [k, v] of Object.entries({ a: 1, b: 2 })) fns.push(() => http.get('/' + k + v).url)
      for (var j = 0; j < 2; j += 1) fns.push(() => http.get('/var/' + j).url)
      return fns.map((fn, i) => fn(i))
    }`,

  'default parameters that block': `
    function visit(url, page = http.get(url), text = page.body + '!') { return text }
    const arrow = ({ path = http.get('/path').url, ...rest } = {}, [first = http.get('/first').url] = []) => [path, rest, first]
    export default function () { return [visit('/a'), visit('/b', { body: 'given' }), visit.length, arrow(), arrow({ path: 1, z: 2 }, [3])] }`,

  'rest, spread and arguments': `
    function all(first, ...rest) { http.get('/' + first); return rest.map((x) => http.get('/' + x).url) }
    function args() { http.get('/n' + arguments.length); const read = () => http.get('/arg' + arguments[0]) && arguments[1]; return [read(), arguments.length, [...arguments]] }
    export default function () { const urls = ['b', 'c']; return [all('a', ...urls), args(1, 2, 3), all.length, Math.max(...urls.map((u) => http.get(u).status))] }`,

  'items of arrays by their number': `
    const ops = []
    ops[0] = http.get
    const named = {}
    named.x = http.get
    const pair = [() => http.get('/pair0').url, () => http.get('/pair1').url]
    export default function () {
      const actions = [() => http.get('/zero').url, () => http.get('/one').url]
      const table = { two: () => http.get('/two').url, 3: () => http.get('/three').url }
      const { 1: second } = pair
      const [first] = pair
      const key = 'x'
      return [actions[1](), table['tw' + 'o'](), table[3](), ops[0]('/op').url, named[key]('/x').url, second(), first(), actions['0']()]
    }`,

  'optional calls': `
    const client = { get: (url) => http.get(url), none: null, deep: { get(u) { return { page: http.get(u + this.tag) } }, tag: '!' } }
    export default function () {
      const missing = undefined
      return [
        client?.get('/a').url, client.get?.('/b').url, client.nothing?.('/x').y.z, client.none?.get('/x').url,
        missing?.get(http.get('/never')), client?.deep?.get('/c').page.url, client.deep.get?.('/d')?.page?.url, client?.['get']('/e')?.url,
        [1, 2]?.map((n) => http.get('/m' + n).url), client.none?.forEach((x) => http.get(x)),
      ]
    }`,

  'tail calls': `
    const all = (xs) => xs.map((x) => http.get(x)), maybe = (xs) => xs?.map((x) => http.get(x).url), client = (c) => c?.get('/c').url
    const either = (x) => (x ? http.get('/yes') : http.post('/no')), both = (x) => x && http.get('/and'), last = (x) => (console.log(x), http.get('/last'))
    function guarded(u) { try { return http.get(u) } catch (e) { return http.get('/caught') } finally { console.log('guarded') } }
    function branches(x) { if (x) return http.get('/if'); else { for (;;) { switch (x) { default: return http.get('/switch') } } } }
    export default function () { return [all(['/a', '/b']).map((r) => r.url), maybe(['/m']), maybe(), client(http), client(), either(1).url, either(0).url, both(1).url, both(0), last(2).url, guarded('/g').url, guarded('/broken').url, branches(1).url, branches(0).url] }`,

  'tagged templates': `
    const tag = (parts, ...values) => http.get(parts.join('_') + values.join()).url
    const named = (parts, id) => http.url(parts, id)
    export default function () { const id = 7; return [tag\`/a\${id}/b\${id}\`, http.get(http.url\`/users/\${id}\`).url, http.get(named\`/x/\${id}\`).url] }`,

  'comma, conditions and logic': `
    const yes = (u) => http.get(u).status === 200
    export default function () {
      let a = null, b = 0, c = 'kept'
      a ??= http.get('/a').url
      b ||= http.get('/b').url
      c &&= http.get('/c').url
      c ??= http.get('/never').url
      const o = { n: 1 }
      o.n += http.get('/n').status
      o[http.get('/key').url] = http.get('/value').url
      return [a, b, c, o, (http.get('/x'), http.get('/y')).url, yes('/1') && yes('/2') || yes('/3'), !yes('/missing') ? yes('/4') : yes('/5')]
    }`,

  'order of evaluation': `
    const log = (x) => { console.log(x); return x }
    const get = (u) => { http.get(u); return log(u) }
    export default function () {
      const o = { f(a, b) { return [a, b, this === o] } }
      const n = { valueOf() { log('valueOf'); return 1 } }
      return [log(1) + get('/2').length + log(3), o.f(get('/a'), log('b')), [log('x'), get('/y'), ...[get('/z')]], { [get('k')]: get('v'), ...{ [get('k2')]: 1 } }, n + get('/w'), \`\${log('t')}\${get('/u')}\`]
    }`,

  'named function expressions and immediate calls': `
    const count = function down(n) { http.get('/' + n); return n > 0 ? down(n - 1) : 'done' }
    const state = (function () { let n = 0; return { next: () => http.get('/n' + ++n).url } })()
    export default function () { return [count(2), state.next(), state.next(), (() => http.get('/iife').url)(), count.name] }`,

  'call, apply and bind': `
    function visit(path, more) { return http.get(this.base + path + (more ?? '')).url }
    const bound = visit.bind({ base: '/bound' }, '/p')
    export default function () {
      return [visit.call({ base: '/call' }, '/a'), visit.apply({ base: '/apply' }, ['/a', '/b']), bound('/m'), Reflect.apply(visit, { base: '/reflect' }, ['/r']),
        Array.prototype.map.call('ab', (x) => http.get('/' + x).url), http.get.call(null, '/plain').url, [].forEach.apply(['z'], [(x) => http.get('/' + x)])]
    }`,

  'partial application, currying, composing': `
    const curry = (fn) => (a) => (b) => fn(a, b)
    const compose = (...fns) => (x) => fns.reduceRight((value, fn) => fn(value), x)
    const partial = (fn, ...first) => (...rest) => fn(...first, ...rest)
    const once = (fn) => { let done = false, value; return (...a) => (done ? value : ((done = true), (value = fn(...a)))) }
    const login = once((u) => http.post('/login', u).url)
    export default function () { return [curry((a, b) => http.get(a + b).url)('/a')('/b'), compose((x) => http.get(x).url, (x) => x + http.get('/c').status)('/x'), partial(http.get, '/p')().url, login(1), login(2)] }`,

  'retry helpers': `
    function withRetry(fn, times = 3) { for (let i = 0; i < times; i += 1) { try { return fn(i) } catch (e) { console.log('try', i, e); sleep(i) } } return 'gave up' }
    export default function () { return [withRetry(() => http.get('/broken')), withRetry((i) => (i < 1 ? http.get('/broken') : http.get('/fine').url)), withRetry((i) => { if (i === 0) fail('no'); return http.get('/ok').url })] }`,

  'functions with properties and prototypes': `
    function Client(base) { if (!(this instanceof Client)) return new Client(base); this.base = base }
    Client.prototype.get = function (path) { return http.get(this.base + path).url }
    Client.prototype.twice = function (path) { const self = this; return ['/1', '/2'].map(function (x) { return self.get(path + x) }) }
    function Special() { Client.call(this, '/special') }
    Special.prototype = Object.create(Client.prototype)
    Special.prototype.get = function (path) { return Client.prototype.get.call(this, path + '!') }
    Client.shared = new Client('/shared')
    export default function () { return [Client('/a').get('/x'), new Special().twice('/y'), Client.shared.get('/z')] }`,

  'var and parameters of one name': `
    function options(opts) { var opts = opts || { url: '/none' }; http.get(opts.url); return opts.url }
    function shadow(x) { { let x = http.get('/inner').url; console.log(x) } return x }
    export default function () { return [options(), options({ url: '/given' }), shadow(1)] }`,

  'values of checks': `
    const isOk = (r) => r.status === 200
    const asks = (r) => http.get('/extra').status === r.status
    const checks = { isOk, asks, plain: true, none: null, inline: (r) => { sleep(0.1); return r.url === '/a' } }
    export default function () { return [check(http.get('/a'), checks), check(1, { 'in place': () => http.get('/b') }), check(http.get('/missing'), { isOk })] }`,

  'callbacks in options': `
    const run = ({ before, each, after = () => http.get('/after') }) => { before?.(); const r = [1, 2].map((n) => each(n)); after(); return r }
    const options = { each: (n) => http.get('/each' + n).url }
    export default function () { options.before = () => http.get('/before'); return run(options) }`,

  'describe and expect helpers': `
    const suite = []
    const describe = (name, fn) => { console.log('describe', name); try { group(name, fn); suite.push([name, true]) } catch (e) { console.log(e); suite.push([name, false]) } }
    const expect = (value) => ({ toBe: (other) => { if (value !== other) throw new Error(value + ' is not ' + other) } , get not() { return { toBe: (o) => { if (value === o) throw new Error('same') } } } })
    export default function () { describe('one', () => { expect(http.get('/a').status).toBe(200) }); describe('two', (t) => { expect(http.get('/missing').status).toBe(200); http.get('/never') }); describe('three', () => expect(http.get('/b').status).not.toBe(404)); return suite }`,

  'an httpx-like session': `
    class Session { constructor(o) { this.o = o; this.calls = 0 } request(method, url, body) { this.calls++; return http.request(method, this.o.base + url, body) } get(url) { return this.request('GET', url) } post(url, b) { return this.request('POST', url, b) } batch(rs) { return http.batch(rs.map((r) => this.o.base + r.url)) } }
    const session = new Session({ base: '/api' })
    session.addTag = function (n) { this.tag = n; return this }
    export default function () { session.get('/a'); session.addTag('t').post('/b', { x: 1 }); return [session.batch([{ url: '/c' }, { url: '/d' }]).map((r) => r.url), session.calls] }`,
})
