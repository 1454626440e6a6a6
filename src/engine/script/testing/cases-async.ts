const imports = `
  import http from 'k6/http'
  import { check, fail, group, sleep } from 'k6'
`
const list = (cases: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(cases).map(([name, source]) => [name, imports + source]))

/** Promises, async functions and timers beside calls that block. */
export const asyncCases: Readonly<Record<string, string>> = list({
  'an async default function': `
    export default async function () { const r = await http.asyncRequest('GET', '/a'); http.get('/b'); sleep(1); const s = await http.asyncRequest('GET', '/c'); return [r.url, s.url] }`,

  'await on a blocking call': `
    export default async () => { const r = await http.get('/a'); const [x, y] = [await http.get('/x'), http.get('/y')]; return [r.url, x.url, y.url, await 5] }`,

  'requests in parallel': `
    export default async function () { const [a, b] = await Promise.all([http.asyncRequest('GET', '/a'), http.asyncRequest('GET', '/b')]); const settled = await Promise.allSettled([http.asyncRequest('GET', '/broken'), http.asyncRequest('GET', '/ok')]); return [a.url, b.url, settled.map((s) => s.status)] }`,

  'Promise.all over functions that block': `
    const visit = async (n) => { http.get('/start' + n); await null; http.get('/middle' + n); await http.asyncRequest('GET', '/async' + n); http.get('/end' + n); return n }
    export default async function () { return [await Promise.all([1, 2, 3].map(visit)), await Promise.race([visit(4), visit(5)])] }`,

  'an async function blocks its caller up to its first await': `
    async function work(n) { console.log('in', n); http.get('/' + n); console.log('before await', n); await null; console.log('after await', n); return n }
    export default async function () { const p = work(1); console.log('called'); http.get('/between'); const q = work(2); console.log('again'); return [await p, await q] }`,

  'microtasks wait while the VU is blocked': `
    async function quiet() { await null; console.log('quiet'); await null; console.log('quieter') }
    export default function () { Promise.resolve().then(() => console.log('micro')); quiet(); http.get('/a'); console.log('after get'); sleep(1); console.log('end') }`,

  'then with callbacks that block': `
    export default function () {
      return http.asyncRequest('GET', '/a').then((r) => { http.get('/in then'); return http.get('/second').url }).then((url) => { console.log(url); throw new Error('x') }).catch((e) => { http.get('/in catch'); return e.message }).finally(() => { http.get('/in finally') })
    }`,

  'reactions one after the other': `
    export default async function () {
      const p = Promise.resolve(1)
      const all = [p.then((x) => { console.log('a1'); http.get('/a'); console.log('a2'); return x }), p.then((x) => { console.log('b1'); http.get('/b'); console.log('b2'); return x + 1 }), p.then(() => console.log('c'))]
      return Promise.all(all)
    }`,

  'an executor that blocks': `
    export default async function () { const p = new Promise((resolve) => { http.get('/executor'); resolve(http.get('/value').url) }); console.log('made'); const q = new Promise(() => { http.get('/broken') }); return [await p, await q.catch((e) => e.message)] }`,

  'thenables that are no promises': `
    const thenable = { then(resolve) { http.get('/then'); resolve('value') } }
    const client = { then: undefined, get: (u) => http.get(u).url }
    const chain = { steps: [], then(fn) { this.steps.push(http.get('/step').url); return fn ? (fn(this), this) : this } }
    export default async function () { const a = await thenable; chain.then((c) => http.get('/in chain')); return [a, client.get('/b'), chain.steps.length] }`,

  'errors in async functions': `
    const bad = async (url) => { try { http.get(url); await http.asyncRequest('GET', url) } catch (e) { console.log('caught', e.message); throw new Error('again') } finally { http.get('/finally') } }
    export default async function () { const out = []; for (const u of ['/broken', '/ok']) await bad(u).then(() => out.push('fine'), (e) => out.push(e.message)); try { await Promise.reject(new Error('r')) } catch (e) { out.push(e.message) } await null; return out }`,

  'an async default function that fails': `export default async function () { http.get('/a'); await null; http.get('/broken') }`,

  'async methods, arrows and parameters': `
    class Api { base = '/api'; async get(path = http.get('/default').url) { const r = await http.asyncRequest('GET', this.base + path); return r.url } static async make() { await null; return new this() } async *gen() { yield 1 } }
    const arrow = async ({ id }) => { await null; return http.get('/' + id).url }
    export default async function () { const api = await Api.make(); const o = { async m() { return await api.get('/m') } }; return [await api.get('/x'), await api.get(), await o.m(), await arrow({ id: 3 }), await arrow().catch((e) => e.name)] }`,

  'for await': `
    async function* numbers() { for (let i = 0; i < 3; i += 1) { await null; yield i } }
    export default async function () { const out = []; for await (const n of numbers()) { out.push(http.get('/' + n).url) } for await (const r of [http.asyncRequest('GET', '/p'), 7]) out.push(r.url ?? r); outer: for await (const n of numbers()) { for (;;) { if (n === 1) break outer; continue outer } } return out }`,

  'async iterators of the script': `
    class Pager { constructor() { this.n = 0 } [Symbol.asyncIterator]() { return this } async next() { if (this.n >= 2) return { done: true }; const r = http.get('/page' + this.n++); return { done: false, value: r.url } } }
    export default async function () { const out = []; for await (const p of new Pager()) { out.push(p); sleep(0.1) } return out }`,

  timers: `
    export default function () { setTimeout(() => { console.log('late'); http.get('/late'); console.log('later') }, 50); setTimeout(() => console.log('soon'), 1); const t = setTimeout(() => console.log('never'), 2); clearTimeout(t); http.get('/now'); console.log('end') }`,

  'timers while the VU is blocked': `
    export default function () { setTimeout(() => console.log('timer'), 10); sleep(1); console.log('slept'); http.get('/a'); console.log('done') }`,

  'callbacks of timers that block in turn': `
    export default function () { setTimeout(() => { console.log('1a'); sleep(1); console.log('1b') }, 5); setTimeout(() => { console.log('2a'); http.get('/2'); console.log('2b') }, 6); console.log('main') }`,

  'waiting with a timer in a promise': `
    const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    export default async function () { http.get('/a'); await wait(100); http.get('/b'); await Promise.all([wait(10).then(() => http.get('/c')), wait(5).then(() => http.get('/d'))]); return 'ok' }`,

  'promises in groups and checks': `
    export default async function () { const p = group('g', () => { http.get('/in'); return http.asyncRequest('GET', '/async') }); const r = await p; return check(r, { ok: (r) => http.get('/check').status === r.status }) }`,

  'a result that is tested for being a promise': `
    const time = (fn) => { const r = fn(); return r instanceof Promise ? r.then((v) => ['async', v]) : ['sync', r] }
    export default async function () { return [time(() => http.get('/a').url), await time(async () => { await null; return http.get('/b').url }), time(() => null), (async () => http.get('/c'))() instanceof Promise] }`,

  'async functions that never block': `
    const add = async (a, b) => a + b
    export default async function () { let sum = 0; for (let i = 0; i < 3; i += 1) sum = await add(sum, i); return [sum, http.get('/' + sum).url] }`,
})
