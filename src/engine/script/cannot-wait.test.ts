import { expect, it } from 'vitest'
import { runTransformed } from './testing/differential.ts'

const script = (code: string): string => `import http from 'k6/http'
import { sleep } from 'k6'
const call = () => http.get('/refused').url
${code}`

const inDefault = (code: string): string => script(`export default function () {\n${code}\nhttp.get('/after') }`)

it.each([
  [
    'a constructor with something before super()',
    script(
      'class A {}\nclass B extends A { constructor() { const t = 1; super(); this.t = call() } }\nexport default () => new B()',
    ),
    "http.get blocks, but 'new B' at script.js:5 cannot wait",
  ],
  [
    'a base whose constructor blocks under a class with fields',
    script('class A { constructor() { this.t = call() } }\nclass B extends A { n = 1 }\nexport default () => new B()'),
    "http.get blocks, but 'new B' at script.js:5 cannot wait",
  ],
  [
    'a getter',
    script('const o = { get token() { return call() } }\nexport default () => o.token'),
    "http.get blocks, but 'get token' at script.js:4 cannot wait",
  ],
  [
    'a getter of a class',
    script('class A { get token() { const t = call(); return t } }\nexport default () => new A().token'),
    "http.get blocks, but 'get token' at script.js:4 cannot wait",
  ],
  [
    'a setter',
    script('const o = { set token(x) { call() } }\nexport default () => { o.token = 1 }'),
    "http.get blocks, but 'set token' at script.js:4 cannot wait",
  ],
  [
    'a static block',
    inDefault('class A { static { call() } }'),
    "http.get blocks, but 'static block of A' at script.js:5 cannot wait",
  ],
  [
    'a field',
    inDefault('class A { token = call() }\nnew A()'),
    "http.get blocks, but 'field token of A' at script.js:5 cannot wait",
  ],
  [
    'init code',
    script('const token = call()\nexport default () => token'),
    "http.get blocks, but 'the top level of the script' at script.js:4 cannot wait",
  ],
  [
    'a function in init code',
    script('const wait = () => { sleep(1); return 1 }\nwait()\nexport default () => 1'),
    "sleep blocks, but 'the top level of the script' at script.js:5 cannot wait",
  ],
  [
    'an async generator',
    inDefault('async function* pages() { yield call() }\npages().next().catch(() => {})'),
    "http.get blocks, but 'async generator pages' at script.js:5 cannot wait",
  ],
  [
    'a sort comparator',
    inDefault('[2, 1].sort((a, b) => { const r = call(); return a - b })'),
    'http.get blocks, but what called the function at script.js:5 cannot wait',
  ],
  [
    'a comparator that is the blocking function itself',
    inDefault('[2, 1].sort(http.get)'),
    'http.get blocks, but the script cannot wait for it here',
  ],
  [
    'toString',
    inDefault('const o = { toString() { return call() + "!" } }\nconst s = "" + o'),
    "http.get blocks, but what called 'toString' at script.js:5 cannot wait",
  ],
  [
    'valueOf',
    inDefault('const o = { valueOf: () => call().length }\nconst s = 1 * o'),
    "http.get blocks, but what called 'valueOf' at script.js:5 cannot wait",
  ],
  [
    'toJSON',
    inDefault('JSON.stringify({ toJSON() { return call() } })'),
    "http.get blocks, but what called 'call' at script.js:3 cannot wait",
  ],
  [
    'a replacer of JSON.stringify',
    inDefault('JSON.stringify({ a: 1 }, (k, v) => (k === "a" ? call() : v))'),
    "http.get blocks, but what called 'call' at script.js:3 cannot wait",
  ],
  [
    'a trap of a proxy',
    inDefault('const p = new Proxy({}, { get: (t, k) => call() })\nif (p.anything) sleep(1)'),
    "http.get blocks, but what called 'call' at script.js:3 cannot wait",
  ],
  [
    'a trap of a proxy that goes on',
    inDefault('const p = new Proxy({}, { has: (t, k) => call() === "x" })\nconst has = "x" in p'),
    "http.get blocks, but what called 'has' at script.js:5 cannot wait",
  ],
  [
    'a getter made by defineProperty',
    inDefault(
      'const o = Object.defineProperty({}, "token", { get: () => call() + "" })\nif (o.token) console.log("dropped")',
    ),
    "http.get blocks, but what called 'get' at script.js:5 cannot wait",
  ],
  [
    'destructuring a generator',
    inDefault('function* pages() { yield call() }\nconst [first] = pages()'),
    "http.get blocks, but what called 'pages' at script.js:5 cannot wait",
  ],
  [
    'a callback of a built-in that is not known to call back',
    inDefault('Object.groupBy([1], (x) => call() + x)'),
    'http.get blocks, but what called the function at script.js:5 cannot wait',
  ],
  [
    'a callback of a Map built from pairs',
    inDefault('Map.groupBy([1], (x) => call() + x)'),
    'http.get blocks, but what called the function at script.js:5 cannot wait',
  ],
])('says that %s cannot wait', async (_, source, message) => {
  const [log] = await runTransformed(source, 1)
  expect(log?.at(-1)).toBe(`error CannotWaitError: ${message}`)
  expect(log?.filter((line) => line.startsWith('GET') || line.startsWith('sleep'))).toEqual([])
})

it('ends the iteration even if the script catches the error', async () => {
  const source = inDefault(
    'class A { static get token() { return call() + "" } }\ntry { A.token } catch (error) { console.log(error.name) }\nconsole.log("went on")',
  )
  const [log] = await runTransformed(source, 1)
  expect(log).toEqual([
    'log CannotWaitError',
    'log went on',
    "error CannotWaitError: http.get blocks, but 'get token' at script.js:5 cannot wait",
  ])
})

it('lets what cannot wait call what does not block this time', async () => {
  const source = inDefault(
    'const maybe = (really) => { if (really) sleep(1); return 7 }\nclass A { constructor() { this.x = maybe(false) } get y() { return maybe(0) } }\nconst a = new A()\nconsole.log(a.x, a.y, [2, 1].sort((x, y) => maybe(0) && x - y))',
  )
  const [log] = await runTransformed(source, 1)
  expect(log).toEqual(['log 7 7 [1,2]', 'GET /after', 'result undefined'])
})
