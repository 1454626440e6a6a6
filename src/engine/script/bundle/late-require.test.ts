import { expect, it } from 'vitest'
import { rewriteLateRequire } from './late-require.ts'
import { bundleProject, project } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'

const files = {
  'cases/a.js': 'exports.n = 1',
  'cases/b.ts': 'export const n: number = 2',
  'cases/notes.md': 'no script',
  'cases/.hidden.js': '',
  'cases/deep/a.js': 'exports.n = 3',
  'cases/other/a.js': 'exports.n = 4',
}

it.each([
  ["require('./cases/' + name)", ['./cases/a.js', './cases/b.ts']],
  ["require('./cases/' + name + '.js')", ['./cases/a.js']],
  ['require(`./cases/${name}.ts`)', ['./cases/b.ts']],
  ["require(('./cases/' + name) + '/a.js')", ['./cases/deep/a.js', './cases/other/a.js']],
  ["require('./' + name)", []],
  ['require(name)', []],
  ["require('/cases/' + name)", []],
])('finds for %s what it can mean', (call, found) => {
  const rewritten = rewriteLateRequire(`${call}; require('./x')`, project(files), 'js')
  const [first = '', last = ''] = rewritten.split('\n')
  expect(first).toBe(`${call.replace('require', 'requir_')}; require('./x')`)
  expect([...last.matchAll(/case "(.*?)"/g)].map(([, file]) => file)).toEqual(found)
})

it.each([
  ['with plain names only', 'require(\'./a\'); require("./b") ; require( `./c` )'],
  ['with a require of its own', 'function f(require) { require(1 + 2) }'],
  ['with an imported require', "import { require } from './x.js'; require(a)"],
  ['that is no JavaScript', 'require(a b'],
])('leaves a file %s as it is', (_, text) => {
  expect(rewriteLateRequire(text, '/', 'js')).toBe(text)
})

it.each([
  ['CommonJS', "exports.load = (n) => require('./cases/' + n + '/a.js').n; exports.value = exports.load('deep')"],
  ['an ES module', "const load = (n) => require(`./cases/${n}/a.js`).n; export const value = load('deep')"],
])('runs %s that picks a file late', async (_, script) => {
  expect((await runBundle(await bundleProject({ ...files, 'script.js': script })))['value']).toBe(3)
})
