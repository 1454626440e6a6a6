import { expect } from '../expect.ts'
import { type CompatScript, saidAfter } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

/** TypeScript, and JavaScript as scripts use it. */
export const language: readonly CompatScript[] = [
  {
    name: 'a TypeScript script',
    call: {
      name: 'script.ts',
      files: {
        'shop.ts': `export interface Item { id: number; name?: string }\nexport const describe = (item: Item): string => \`\${item.id}:\${item.name ?? 'none'}\``,
      },
      source: `import http, { type RefinedResponse } from 'k6/http'
import type { Options } from 'k6/options'
import { check } from 'k6'
import { describe, type Item } from './shop.ts'
export const options: Options = { iterations: 2 }
enum Colour { Red = 'red' }
class Client<T> { constructor(private readonly base: string) {} get(path: string): RefinedResponse<'text'> { return http.get(this.base + path) } }
const items: Item[] = [{ id: 1 }, { id: 2, name: 'tea' }]
export default function (): void {
  const client = new Client<Item>(__ENV.TARGET)
  const res = client.get('/text?body=typed') as RefinedResponse<'text'>
  check(res, { ok: (r) => r!.status === 200 })
  console.log('typed ' + [res.body, describe(items[__ITER]!), Colour.Red].join())
}`,
    },
    promises: {
      'runs as it is, enums and parameter properties included': (ran) =>
        expect(saidAfter(ran, 'typed ')).toEqual(['typed,1:none,red', 'typed,2:tea,red']),
      'ends with 0': ({ exitCode }) => expect(exitCode).toBe(0),
    },
  },
  topic({
    name: 'JavaScript',
    shared: `import { group, check, sleep } from 'k6'
const get = (T, body) => http.get(T + '/text?body=' + body).body
class Api { #count = 0; constructor(T) { this.T = T } get(body) { this.#count += 1; return get(this.T, body) } get count() { return this.#count } static of(T) { return new Api(T) } }
class Loud extends Api { get(body) { return super.get(body).toUpperCase() } }
function* pages() { let n = 0; while (true) yield n++ }
const withRetry = (fn, times = 3) => { for (let i = 1; ; i += 1) { try { return fn(i) } catch (e) { if (i === times) throw e } } }`,
    cases: {
      'blocking calls in forEach, map, filter and reduce keep their order': [
        `const seen = []; ['a', 'b'].forEach((x) => seen.push(get(T, x))); seen.push(...['c', 'd'].map((x) => get(T, x)), ...['e', 'f'].filter((x) => get(T, x) === 'f'), ['g', 'h'].reduce((acc, x) => acc + get(T, x), '')); return seen`,
        ['a', 'b', 'c', 'd', 'f', 'gh'],
      ],
      'blocking calls in some, every, find, flatMap and Array.from': [
        `return [['a', 'b'].some((x) => get(T, x) === 'b'), ['a', 'b'].every((x) => get(T, x) === 'a'), ['a', 'b'].find((x) => get(T, x) === 'b'), ['a', 'b'].flatMap((x) => [get(T, x), x]), Array.from({ length: 2 }, (_, i) => get(T, 'n' + i))]`,
        [true, false, 'b', ['a', 'a', 'b', 'b'], ['n0', 'n1']],
      ],
      'blocking calls in callbacks of Map, Set and replace': [
        `const seen = []; new Map([['k', 'v']]).forEach((v, k) => seen.push(get(T, k + v))); new Set(['s']).forEach((v) => seen.push(get(T, v))); seen.push('x1x2'.replace(/x\\d/g, (m) => get(T, m) + ';')); return seen`,
        ['kv', 's', 'x1;x2;'],
      ],
      'methods, private members, inheritance and static members': [
        `const api = Loud.of === Api.of ? new Loud(T) : null; return [api.get('tea'), api.get('milk'), api.count]`,
        ['TEA', 'MILK', 2],
      ],
      'closures handed to helpers': [
        `return withRetry((i) => { if (i < 3) throw new Error('no'); return get(T, 'third') })`,
        'third',
      ],
      'try, catch and finally around blocking calls': [
        `const seen = []; try { seen.push(get(T, 'try')); throw new Error('e') } catch (e) { seen.push(get(T, 'catch')) } finally { seen.push(get(T, 'finally')) } return seen`,
        ['try', 'catch', 'finally'],
      ],
      'labelled loops, switch and conditional expressions': [
        `const seen = []; outer: for (const a of ['a', 'b']) { for (const b of ['1', '2']) { if (get(T, a + b) === 'a2') continue outer; switch (b) { case '1': seen.push(get(T, b)); break; default: break outer } } } return seen.concat(seen.length > 1 ? get(T, 'many') : get(T, 'few'))`,
        ['1', '1', 'many'],
      ],
      'generators of the script': [
        `const seen = []; for (const n of pages()) { if (n > 2) break; seen.push(get(T, 'p' + n)) } return seen`,
        ['p0', 'p1', 'p2'],
      ],
      recursion: [
        `const down = (n) => (n === 0 ? [] : [get(T, String(n)), ...down(n - 1)]); return down(3)`,
        ['3', '2', '1'],
      ],
      'default parameters, spread, destructuring and optional calls': [
        `const f = ({ a = get(T, 'default'), ...rest } = {}, ...more) => [a, rest, more]; const o = { go: () => get(T, 'opt') }; return [f(), f({ a: 1, b: 2 }, 3), o.go?.(), o.nope?.()]`,
        [['default', {}, []], [1, { b: 2 }, [3]], 'opt', null],
      ],
      'computed members of http': [
        `const method = 'get'; return http[method](T + '/text?body=computed').body`,
        'computed',
      ],
      'functions kept in objects and lists, chosen while running': [
        `const actions = [() => get(T, 'zero'), () => get(T, 'one')]; const table = { two: () => get(T, 'two') }; return [actions[1](), table['tw' + 'o']()]`,
        ['one', 'two'],
      ],
      'call, apply and bind': [
        `return [get.call(null, T, 'c'), get.apply(null, [T, 'a']), get.bind(null, T)('b')]`,
        ['c', 'a', 'b'],
      ],
      'template literals and tagged templates': [
        `const tag = (parts, ...values) => parts.join('|') + values.map((v) => get(T, v)).join(); return tag\`x\${'1'}y\${'2'}\``,
        'x|y|1,2',
      ],
      'functions that replace members of http': [
        `const original = http.get; const seen = []; http.get = (...args) => { seen.push('wrapped'); return original(...args) }; try { get(T, 'x'); return seen } finally { http.get = original }`,
        ['wrapped'],
      ],
      'nested groups and checks with requests in them': [
        `return group('a', () => group('b', () => check(http.get(T + '/text?body=x'), { ok: (r) => r.body === get(T, 'x') })))`,
        true,
      ],
      'errors keep their class and message': [
        `class Mine extends Error { constructor(m) { super(m); this.name = 'Mine' } } try { ['x'].forEach(() => { get(T, 'x'); throw new Mine('own') }) } catch (e) { return [e instanceof Mine, e.name, e.message] }`,
        [true, 'Mine', 'own'],
      ],
      'what a script does with undefined is its own error': [
        `return http.get(T + '/x').nope.further`,
        throws(/undefined|Cannot read/),
      ],
      'names that nobody declared cannot be written': [
        `const seen = []; for (const write of [() => { res = get(T, 'x') }, () => { for (i = 0; i < 2; i++) seen.push(i) }, () => { [a] = [1] }]) try { write() } catch (e) { seen.push(String(e)) } return seen`,
        ['res', 'i', 'a'].map((name) => `ReferenceError: ${name} is not defined`),
      ],
      'globals that the script made can be': [`globalThis.made = 1; made += 1; return [made, globalThis.made]`, [2, 2]],
      'JSON, Date, RegExp, BigInt and Intl are there': [
        `return [JSON.parse('{"a":1}').a, new Date(0).toISOString(), /(?<y>\\d+)/.exec('in 2026').groups.y, String(2n ** 64n)]`,
        [1, '1970-01-01T00:00:00.000Z', '2026', '18446744073709551616'],
      ],
    },
    promises: { 'the run ends with 0': ({ exitCode }) => expect(exitCode).toBe(0) },
  }),
  topic({
    name: 'assignments to constants',
    cases: {
      'fail when they are reached, and not before': [
        `const fixed = 1; const seen = []; for (const write of [() => { fixed = http.get(T + '/text').body }, () => { fixed += 1 }, () => { base = 2 }, () => { http = 3 }]) try { write() } catch (e) { seen.push(String(e)) } return [fixed, new Set(seen).size, seen[0]]`,
        [1, 1, 'TypeError: Assignment to constant variable.'],
      ],
    },
  }),
  {
    name: 'a Math.random of the script',
    call: {
      source: `let last = 0; Math.random = () => (last += 1)
export const options = { iterations: 2 }
export function setup() { Math.random() }
export default function () { console.log('random ' + Math.random()) }`,
    },
    promises: {
      'belongs to the VU that made it': (ran) => expect(saidAfter(ran, 'random ')).toEqual(['1', '2']),
    },
  },
  topic({
    name: 'async and await',
    isAsync: true,
    shared: `import { sleep } from 'k6'
const get = (T, body) => http.get(T + '/text?body=' + body).body
const later = async (T, body) => (await http.asyncRequest('GET', T + '/text?body=' + body)).body`,
    cases: {
      'blocking calls in async functions': [`const a = get(T, 'a'); await null; return [a, get(T, 'b')]`, ['a', 'b']],
      'await of a blocking call': [`return (await http.get(T + '/text?body=x')).body`, 'x'],
      'Promise.all, allSettled, any and race': [
        `return [await Promise.all([later(T, 'a'), later(T, 'b')]), (await Promise.allSettled([later(T, 'c'), Promise.reject(1)])).map((s) => s.status), await Promise.any([later(T, 'd')]), await Promise.race([later(T, 'e')])]`,
        [['a', 'b'], ['fulfilled', 'rejected'], 'd', 'e'],
      ],
      'then, catch and finally with blocking callbacks': [
        `return later(T, 'a').then((x) => x + get(T, 'b')).then(() => { throw new Error('x') }).catch((e) => e.message + get(T, 'c')).finally(() => get(T, 'd'))`,
        'xc',
      ],
      'promises made by the script': [`return new Promise((resolve) => { resolve(get(T, 'executor')) })`, 'executor'],
      'sleep in an async function': [
        `const from = Date.now(); sleep(0.05); await null; return Date.now() - from >= 49`,
        true,
      ],
      'a rejection is an exception at the await': [`await Promise.reject(new Error('rejected'))`, throws('rejected')],
    },
  }),
  topic({
    name: 'for await',
    notForK6: 'it does not know this syntax',
    isAsync: true,
    cases: {
      'takes what an async generator gives': [
        `async function* pages() { for (let i = 0; i < 3; i += 1) yield (await http.asyncRequest('GET', T + '/text?body=p' + i)).body } const seen = []; for await (const p of pages()) seen.push(p); return seen`,
        ['p0', 'p1', 'p2'],
      ],
    },
  }),
  {
    name: 'a promise nobody awaits',
    call: {
      source: `export const options = { iterations: 4 }
export default function () {
  console.log('iteration ' + __ITER)
  if (__ITER === 0) Promise.reject(new Error('forgotten'))
  if (__ITER === 1) setTimeout(() => { throw new Error('in a timer') }, 5)
  if (__ITER === 2) Promise.reject(new Error('handled')).catch(() => {})
}`,
    },
    promises: {
      'is logged when it is rejected, with its place': ({ logs }) =>
        expect(logs.map(({ message }) => message)).toContainEqual(
          expect.stringMatching(/^Uncaught \(in promise\) Error: forgotten\s+at .*script\.js:4:36/s),
        ),
      'is nothing to speak of when somebody handles it': ({ stderr }) => expect(stderr).not.toMatch(/handled/),
      'ends its iteration only, as an exception in a timer does': (ran) => {
        expect(saidAfter(ran, 'iteration ')).toEqual(['0', '1', '2', '3'])
        expect(ran.metrics['iterations']?.['count']).toBe(4)
        expect(ran.stderr).toMatch(/Error: in a timer/)
        expect(ran.exitCode).toBe(0)
      },
    },
  },
  {
    name: 'a promise nobody awaits in init code',
    call: { source: `Promise.reject(new Error('early'))\nexport default function () { console.log('iteration') }` },
    promises: {
      'ends the run before it begins, with its place': (ran) => {
        expect(saidAfter(ran, 'iteration')).toEqual([])
        expect(ran.stderr).toMatch(/Uncaught \(in promise\) Error: early[\s\\nt]+at .*script\.js:1:16/s)
        expect(ran.exitCode).toBe(255)
      },
    },
  },
]
