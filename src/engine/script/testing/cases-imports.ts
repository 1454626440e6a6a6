/** How scripts come by blocking functions, and what they do with them. */
export const importCases: Readonly<Record<string, string>> = {
  'a namespace import': `
    import * as http from 'k6/http'
    import * as k6 from 'k6'
    export default function () { http.get('/a'); http.default.get('/b'); k6.sleep(1); k6.default.sleep(2); return http.post('/c', 1).status }`,

  'named imports under other names': `
    import { get as fetchPage, post } from 'k6/http'
    import { sleep as nap } from 'k6'
    export default function () { nap(fetchPage('/a').status / 100); return post('/b').url }`,

  'default imports of everything': `
    import web, { del } from 'k6/http'
    import k6 from 'k6'
    export default function () { k6.group('g', () => { web.get('/a'); del('/b') }); k6.check(1, { one: () => web.get('/c').status === 200 }) }`,

  require: `
    const http = require('k6/http')
    const { sleep, check } = require('k6')
    export default function () { http.get('/a'); http.default.get('/b'); sleep(1); return check(http.get('/c'), { ok: (r) => r.status === 200 }) }`,

  'a member kept in a variable': `
    import http from 'k6/http'
    const get = http.get
    const { post, del: remove } = http
    const again = get
    export default function () { get('/a'); post('/b'); remove('/c'); return again('/d').url }`,

  'a module kept in a variable, an object and an array': `
    import http from 'k6/http'
    const client = http
    const holder = { http, list: [http] }
    const use = (h) => h.get('/p').url
    export default function () { client.get('/a'); holder.http.get('/b'); holder.list[0].get('/c'); return use(http) }`,

  'a computed member': `
    import http from 'k6/http'
    const methods = ['get', 'post', 'del']
    export default function () { return methods.map((method) => http[method]('/' + method).url) }`,

  'members that the script replaces': `
    import http from 'k6/http'
    const real = http.get
    http.get = function (url) { console.log('before', url); const r = real.call(this, url + '?wrapped'); console.log('after'); return r }
    export default function () { return http.get('/a').url }`,

  'names exported again': `
    import http, { get } from 'k6/http'
    export { get, http as web }
    export { post as send } from 'k6/http'
    export * from 'k6'
    export const helper = () => get('/h').url
    export default function () { return helper() }`,

  'a choice of functions': `
    import http from 'k6/http'
    import { sleep } from 'k6'
    const pick = (n) => (n % 2 ? http.get : http.post)
    export default function () { pick(1)('/a'); pick(2)('/b'); (__VU > 99 ? http.del : http.get)('/c'); (sleep || http.get)(1); return (0, http.get)('/d').url }`,

  'a random item of actions, called': `
    import http from 'k6/http'
    const actions = [() => http.get('/a').url, function () { return http.get('/b').url }]
    let turn = 0
    const randomItem = (items) => items[turn++ % items.length]
    export default function () { return [randomItem(actions)(), randomItem(actions)(), randomItem(actions)()] }`,

  'functions in a map of actions': `
    import http from 'k6/http'
    const actions = { browse: () => http.get('/browse').url, buy(x) { return http.post('/buy', x).url }, async: null }
    export default function () { return ['browse', 'buy'].map((name) => actions[name](1)) }`,

  'functions on globalThis': `
    import http from 'k6/http'
    globalThis.fetchIt = (url) => http.get(url).url
    globalThis.counter = 0
    export default function () { globalThis.counter += 1; return [fetchIt('/a'), globalThis.fetchIt('/b'), globalThis.counter] }`.replace(
    "[fetchIt('/a')",
    "[globalThis.fetchIt('/a')",
  ),

  'blocking functions compared and used as keys': `
    import http from 'k6/http'
    const known = new Map([[http.get, 'get'], [visit, 'visit']])
    function visit(url) { return http.get(url).url }
    export default function () { return [known.get(http.get), known.get(visit), visit === visit, http.get === http.get, visit('/a')] }`,

  'eval in module scope': `
    import http from 'k6/http'
    const host = eval('__ENV.HOST')
    export default function () { return [host, http.get('/' + host).url, eval('1 + 1')] }`,
}
