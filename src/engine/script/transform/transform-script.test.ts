import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { transformSync } from 'esbuild'
import { expect, it } from 'vitest'
import { UserError } from '../../../base/errors.ts'
import type { CompiledScript } from '../compiled.ts'
import { transformScript } from './transform-script.ts'

const compile = (code: string, map?: string): CompiledScript => transformScript({ code, map, file: 'shop.js' })

it.each([
  ['a function that calls nothing', 'function sum(a, b) { return a + b; }'],
  [
    'a function that calls built-ins and plain functions',
    'const twice = (x) => Math.max(x, plain(x)) + String(x).split(",").map((y) => y.trim()).length',
  ],
  [
    'a class without blocking calls',
    'class Cart { #items = []; get total() { return this.#items.length; } add(x) { this.#items.push(x); return this; } }',
  ],
  ['a generator that does not block', 'function* ids() { let n = 0; while (true) yield n++; }'],
  ['a function that returns what a blocking function gives', 'const fetchIt = (url) => http.get(url + "?x=1")'],
])('leaves %s as it is', (_, text) => {
  const { code } = compile(
    `import http from 'k6/http'\nfunction plain(x) { return x }\n${text}\nexport default () => { http.get('/'); plain(1) }`,
  )
  expect(code).toContain(text)
})

it('makes functions that may block, and only those, generators', () => {
  const { code } = compile(
    "import http from 'k6/http'\nconst a = () => 1\nfunction b() { const r = http.get('/'); return r }\nexport default () => a() + b()",
  )
  expect(code.match(/function\* \w+/g)).toEqual(['function* b__kp1', 'function* default__kp2'])
})

it('says what a script imports, exports and uses', () => {
  const { imports, exports, usesPromises, hasTopLevelAwait } = compile(
    "import http, { post } from 'k6/http'\nimport * as k6 from 'k6'\nimport 'k6/metrics'\nexport const options = {}, { a, b: [c] } = {}\nexport function setup() {}\nexport default function () {}\nexport * from 'k6/data'",
  )
  expect(imports).toEqual([
    { specifier: 'k6/http', names: ['default', 'post'] },
    { specifier: 'k6', names: ['*'] },
    { specifier: 'k6/metrics', names: [] },
    { specifier: 'k6/data', names: [] },
  ])
  expect(exports).toEqual(['options', 'a', 'c', 'setup', 'default'])
  expect([usesPromises, hasTopLevelAwait]).toEqual([false, false])
})

it('finds modules that are required', () => {
  const { imports } = compile("const http = require('k6/http')\nexport default () => http.get('/')")
  expect(imports).toEqual([{ specifier: 'k6/http', names: [] }])
})

it.each([
  ['async functions', 'export default async () => {}', true],
  ['then', 'export default (p) => p.then(() => 1)', true],
  ['timers', 'export default () => setTimeout(() => 1, 5)', true],
  ['asyncRequest', "import http from 'k6/http'\nexport default () => http.asyncRequest('GET', '/')", true],
  ['none of these', "import http from 'k6/http'\nexport default () => http.get('/')", false],
])('knows whether a script leaves work behind: %s', (_, code, expected) => {
  expect(compile(code).usesPromises).toBe(expected)
})

it('is plain data, and the same for the same source', () => {
  const source = "import http from 'k6/http'\nexport default () => { http.get('/'); return 1 }"
  expect(structuredClone(compile(source))).toEqual(compile(source))
})

it('keeps out of the way of names that the script uses', () => {
  const { code, parameters } = compile(
    "import http from 'k6/http'\nconst __kp = 1, __kpCall = 2\nexport default () => { http.get('/'); return __kp }",
  )
  expect(parameters.every((name) => name.startsWith('__kp_'))).toBe(true)
  expect(code).toContain('const __kp = 1, __kpCall = 2')
})

it('shows a syntax error in the text of the user', () => {
  const source = 'export default function () {\n  const a = 1\n  const a = 2\n}\n'
  let error: unknown
  try {
    compile(source)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(UserError)
  expect((error as UserError).place).toMatchObject({ file: 'shop.js', line: 2, column: 9 })
  expect((error as UserError).place?.frame).toBe(
    '  1 | export default function () {\n> 2 |   const a = 1\n    |         ^\n  3 |   const a = 2',
  )
})

it('maps every word of the script to its place before bundling', () => {
  const source = `import http from 'k6/http'
type Page = { readonly url: string }
const visit = (page: Page): string => {
  const answer = http.get(page.url)
  return answer.body as string
}
export default function (): void {
  const unique = visit({ url: '/a' })
}
`
  const bundle = transformSync(source, {
    loader: 'ts',
    sourcemap: 'external',
    sourcefile: 'src/shop.ts',
    target: 'esnext',
  })
  const { code, map } = compile(bundle.code, bundle.map)
  const trace = new TraceMap(map)
  const lines = code.split('\n')
  for (const word of ['answer', 'page.url', 'unique', "'/a'".replaceAll("'", '"')]) {
    const line = lines.findIndex((text) => text.includes(word))
    const origin = originalPositionFor(trace, { line: line + 1, column: lines[line]?.indexOf(word) ?? -1 })
    const expected = source.split('\n').findIndex((text) => text.replaceAll("'", '"').includes(word))
    expect([word, origin.source, origin.line]).toEqual([word, 'src/shop.ts', expected + 1])
  }
})
