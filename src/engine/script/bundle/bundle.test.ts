import { expect, it } from 'vitest'
import { bundleScript } from './bundle.ts'
import { bundleProject, offline, project } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'

type Case = readonly [what: string, files: Readonly<Record<string, string>>, value: unknown]

const package_ = (fields: object): string => JSON.stringify(fields)

const imports: readonly Case[] = [
  ['a relative file', { 'script.js': "export { a as value } from './lib/a.js'", 'lib/a.js': 'export const a = 1' }, 1],
  [
    'a file above',
    {
      'x/script.js': '',
      'script.js': "import './x/b.js'; export { value } from './x/b.js'",
      'x/b.js': "export { value } from '../c.js'",
      'c.js': 'export const value = 2',
    },
    2,
  ],
  ['an absolute path', { 'script.js': "export { value } from 'ROOT/a.js'", 'a.js': 'export const value = 3' }, 3],
  ['a file URL', { 'script.js': "export { value } from 'file://ROOT/a.js'", 'a.js': 'export const value = 4' }, 4],
  [
    'a file without its extension',
    { 'script.js': "export { value } from './a'", 'a.ts': 'export const value: number = 5' },
    5,
  ],
  [
    'TypeScript',
    { 'script.js': "export { value } from './a.ts'", 'a.ts': 'enum E { A = 6 }; export const value: E = E.A' },
    6,
  ],
  [
    'TypeScript called .js from TypeScript',
    {
      'script.js': "export { value } from './a.ts'",
      'a.ts': "export { value } from './b.js'",
      'b.ts': 'export const value = 7 as number',
    },
    7,
  ],
  [
    'decorators',
    {
      'script.js': "export { value } from './a.ts'",
      'a.ts':
        'const d = (c: any, _: any) => class extends c { n = 8 } as any; @d class A {}; export const value = (new A() as any).n',
    },
    8,
  ],
  [
    'JSON',
    { 'script.js': "import data, { n } from './a.json'; export const value = [data, n]", 'a.json': '{"n": 9}' },
    [{ n: 9 }, 9],
  ],
  [
    'JSON with an attribute',
    { 'script.js': "import d from './a.json' with { type: 'json' }; export const value = d", 'a.json': '[10]' },
    [10],
  ],
  [
    'a file of any name',
    { 'script.js': "export { value } from './lib.es6'", 'lib.es6': 'export const value = 11' },
    11,
  ],
  [
    'a cycle',
    {
      'script.js': "import { foo } from './a.js'; import { bar } from './b.js'; export const value = [foo(), bar()]",
      'a.js':
        "import { bar } from './b.js'; export function foo(a) { return a !== undefined ? 'foo' + a : 'foo' + bar(3) }",
      'b.js':
        "import { foo } from './a.js'; export function bar(a) { return a !== undefined ? 'bar' + a : 'bar' + foo(5) }",
    },
    ['foobar3', 'barfoo5'],
  ],
  [
    'a file with side effects only',
    { 'script.js': "import './a.js'; export const value = globalThis.effect", 'a.js': 'globalThis.effect = 12' },
    12,
  ],
  [
    'a file by import()',
    { 'script.js': "export const value = (await import('./a.js')).a", 'a.js': 'export const a = 13' },
    13,
  ],
  ['a module of k6 by import()', { 'script.js': "export const value = (await import('k6/http')).name" }, 'stub'],
  [
    'a package by exports',
    {
      'script.js': "export { value } from 'p/sub'",
      'node_modules/p/package.json': package_({
        exports: { './sub': { node: './no.js', browser: './b.js', default: './no.js' } },
      }),
      'node_modules/p/b.js': 'export const value = 14',
    },
    14,
  ],
  [
    'a package by browser before main',
    {
      'script.js': "export { value } from 'p'",
      'node_modules/p/package.json': package_({ browser: 'b.js', main: 'no.js' }),
      'node_modules/p/b.js': 'exports.value = 15',
    },
    15,
  ],
  [
    'a package by module before main',
    {
      'script.js': "export { value } from 'p'",
      'node_modules/p/package.json': package_({ module: 'm.js', main: 'no.js' }),
      'node_modules/p/m.js': 'export const value = 16',
    },
    16,
  ],
  [
    'a package by main',
    {
      'script.js': "export { value } from '@s/p'",
      'node_modules/@s/p/package.json': package_({ main: 'lib' }),
      'node_modules/@s/p/lib/index.js': 'exports.value = process.env.NODE_ENV',
    },
    'production',
  ],
]

it.each(imports)('imports %s', async (_, files, value) => {
  expect((await runBundle(await bundleProject(files)))['value']).toEqual(value)
})

const commonJs: readonly Case[] = [
  ['exports.x', { 'script.js': 'exports.value = 1; exports.default = () => 2' }, 1],
  [
    'module.exports',
    {
      'script.js': "const a = require('./a'); module.exports = { value: a.b, default() {} }",
      'a.js': 'module.exports.b = 2',
    },
    2,
  ],
  [
    'named imports of it',
    { 'script.js': "import { b } from './a.js'; export const value = b", 'a.js': 'module.exports = { b: 3 }' },
    3,
  ],
  [
    'its default export, as k6 finds it',
    { 'script.js': "import a from './a.js'; export const value = a", 'a.js': 'exports.default = 4; exports.b = 5' },
    4,
  ],
  [
    'all it exports, when it has no default',
    { 'script.js': "import a from './a.js'; export const value = a", 'a.js': 'exports.b = 5' },
    { b: 5 },
  ],
  [
    'all a compiled file exports, when it has no default',
    {
      'script.js': "import a from './a.js'; export const value = a.b",
      'a.js': "Object.defineProperty(exports, '__esModule', { value: true }); exports.b = 5",
    },
    5,
  ],
  [
    'the same in a folder of ES modules',
    {
      'package.json': '{"type":"module"}',
      'script.js': "import a from './a.js'; export const value = a",
      'a.js': 'exports.default = 6',
    },
    6,
  ],
  [
    'require of an ES module',
    {
      'script.js': "const a = require('./a.js'); export const value = [a.default, a.b, a.__esModule]",
      'a.js': 'export default 7; export const b = 8',
    },
    [7, 8, true],
  ],
  ['require of JSON', { 'script.js': "exports.value = require('./a.json').n", 'a.json': '{"n": 9}' }, 9],
  ['require of a module of k6', { 'script.js': "exports.value = require('k6/http').name" }, 'stub'],
  [
    'a name made of a known folder',
    {
      'script.js': "const pick = 'b'; exports.value = require('./lib/' + pick + '.js').n",
      'lib/a.js': 'exports.n = 1',
      'lib/b.js': 'exports.n = 10',
    },
    10,
  ],
  [
    'a cycle',
    {
      'script.js':
        "let counter = require('./counter.js'); exports.message = 'done'; exports.value = [counter.count, counter.late()]",
      'counter.js': "let main = require('./script.js'); exports.count = 5; exports.late = () => main.message",
    },
    [5, 'done'],
  ],
  [
    'browserify',
    {
      'script.js': "import { alpha } from './b.js'; export const value = alpha.A()",
      'b.js':
        "(function(f){if(typeof exports==='object'&&typeof module!=='undefined'){module.exports=f()}else{globalThis.x=f()}})(function(){return (function r(e,n,t){function o(i,f){if(!n[i]){if(!e[i]){var c='function'==typeof require&&require;if(!f&&c)return c(i,!0);throw new Error(i)}var p=n[i]={exports:{}};e[i][0].call(p.exports,function(r){return o(e[i][1][r]||r)},p,p.exports)}return n[i].exports}for(var i=0;i<t.length;i++)o(t[i]);return o})({1:[function(require,module,exports){exports.A=function(){return 'a'}},{}],2:[function(require,module,exports){exports.alpha=require('./a.js')},{'./a.js':1}]},{},[2])(2)});",
    },
    'a',
  ],
]

it.each(commonJs)('runs CommonJS: %s', async (_, files, value) => {
  expect((await runBundle(await bundleProject(files)))['value']).toEqual(value)
})

it('tells whether the script itself is CommonJS', async () => {
  const esm = await bundleProject({
    'script.js': "const a = require('./a'); export default a",
    'a.js': 'exports.a = 1',
  })
  const cjs = await bundleProject({ 'script.js': 'exports.default = function () {}' })
  expect([esm.isCommonJs, cjs.isCommonJs]).toEqual([false, true])
})

it('reads the script from standard input, with imports from the current folder', async () => {
  const files = { 'lib/a.js': 'export const value = 1' }
  const bundle = await bundleProject(files, { source: '-', stdin: "export { value } from './lib/a.js'" })
  expect(bundle.file).toBe('-')
  expect((await runBundle(bundle))['value']).toBe(1)
})

it.each([
  ['a path', 'sub/script.js'],
  ['an absolute path', 'ROOT/sub/script.js'],
  ['a file URL', 'file://ROOT/sub/script.js'],
])('finds the script by %s', async (_, source) => {
  const files = { 'sub/script.js': "import http from 'k6/http'; export default () => http" }
  const cwd = project(files)
  const bundle = await bundleScript({ source: source.replace('ROOT', cwd), cwd, env: {} }, offline)
  expect(bundle).toMatchObject({
    file: 'sub/script.js',
    dir: `${cwd}/sub`,
    modules: ['k6/http'],
    files: [`${cwd}/sub/script.js`],
    warnings: [],
  })
})

it('lists the files of packages with their package.json', async () => {
  const bundle = await bundleProject({
    'script.js': "import p from 'p'; import './a.json'; export default p",
    'a.json': '{}',
    'node_modules/p/package.json': '{"main":"lib/p.js"}',
    'node_modules/p/lib/p.js': 'module.exports = 1',
  })
  const names = bundle.files.map((file) => file.slice(bundle.dir.length + 1))
  expect(names).toEqual(['a.json', 'node_modules/p/lib/p.js', 'node_modules/p/package.json', 'script.js'])
})

it('leaves the globals of k6 free', async () => {
  const { code } = await bundleProject({ 'script.js': 'export default () => [__ENV.A, __VU, __ITER, open]' })
  expect(code).toContain('[__ENV.A, __VU, __ITER, open]')
})

it('warns of likely mistakes in the script, and not of those in packages', async () => {
  const bundle = await bundleProject({
    'script.js': "import 'p'; eval('1'); export default () => ({ a: 1, a: 2 })",
    'node_modules/p/index.js': 'exports.x = { a: 1, a: 2 }',
  })
  expect(bundle.warnings).toEqual(['script.js:1:54: Duplicate key "a" in object literal'])
})
