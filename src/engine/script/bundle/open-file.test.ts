import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { disk } from './file-tree.ts'
import { initGlobals, type InitGlobals } from './init-globals.ts'
import { OpenFiles } from './open-file.ts'
import { bundleProject, project } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'

const globalsIn = (dir: string, files: OpenFiles = new OpenFiles(disk), isInit = true): InitGlobals =>
  initGlobals({ bundle: { dir }, files, isInit: () => isInit, modules: (specifier) => ({ specifier }) })

it.each([
  ['text', 'a.txt', undefined, 'grüße'],
  ['text with its byte order mark', 'bom.txt', undefined, '\uFEFFx'],
  ['text for an unknown mode', './a.txt', 'r', 'grüße'],
  ['a file in a folder', 'sub/../sub/b.txt', '', 'b'],
])('opens %s', (_, name, mode, text) => {
  const dir = project({ 'a.txt': 'grüße', 'bom.txt': '\uFEFFx', 'sub/b.txt': 'b' })
  const { open } = globalsIn(dir)
  expect(open(name, mode)).toBe(text)
  expect(open(join(dir, name), mode)).toBe(text)
  expect(open(pathToFileURL(join(dir, name)).href, mode)).toBe(text)
})

it('gives each caller bytes of its own', () => {
  const dir = project({ 'a.bin': Uint8Array.of(0, 255, 128) })
  const { open } = globalsIn(dir)
  const first = new Uint8Array(open('a.bin', 'b') as ArrayBuffer)
  first[0] = 7
  expect([...first]).toEqual([7, 255, 128])
  expect([...new Uint8Array(open('a.bin', 'b') as ArrayBuffer)]).toEqual([0, 255, 128])
})

it('reads each file once for all VUs of a worker', () => {
  const dir = project({ 'a.txt': 'old' })
  const files = new OpenFiles(disk)
  globalsIn(dir, files).open('a.txt')
  writeFileSync(join(dir, 'a.txt'), 'new')
  expect(globalsIn(dir, files).open('a.txt')).toBe('old')
  expect(files.opened).toEqual([join(dir, 'a.txt')])
})

it.each([
  ['a missing file', 'user.json', 'open DIR/user.json: no such file or directory; did you mean "users.json"?'],
  ['a folder', 'sub', 'open() can\'t be used with directories, path: "DIR/sub"'],
  ['no name', undefined, "open() can't be used with an empty filename"],
  ['an empty name', '', "open() can't be used with an empty filename"],
])('does not open %s', (_, name, message) => {
  const dir = project({ 'users.json': '', 'sub/a.txt': '' })
  expect(() => globalsIn(dir).open(name)).toThrow(message.replace('DIR', dir))
})

it('opens for later VUs only what the first one opened', () => {
  const dir = project({ 'a.txt': 'a', 'b.txt': 'b' })
  const { open } = globalsIn(dir, new OpenFiles(disk, [join(dir, 'a.txt')]))
  expect(open('a.txt')).toBe('a')
  expect(() => open('b.txt')).toThrow(
    `open() can't be used with files that weren't previously opened during initialization (__VU==0), path: "${dir}/b.txt"`,
  )
})

it.each(['open', 'require'] as const)('refuses %s outside of init code', (name) => {
  const globals = globalsIn('/', new OpenFiles(disk), false)
  expect(() => globals[name]('a')).toThrow(
    `the "${name}" function is only available in the init stage (i.e. the global scope)`,
  )
})

it('requires modules of k6 by a name made while the script runs, and says of files why not', () => {
  const { require } = globalsIn('/')
  expect(require('k6/http')).toEqual({ specifier: 'k6/http' })
  expect(() => require('./a.js')).toThrow('cannot require "./a.js": no such file was bundled')
  expect(() => require('')).toThrow("require() can't be used with an empty specifier")
})

it.each([
  ['file:///srv/lib/a.js', './b.json', 'file:///srv/lib/b.json'],
  ['file:///srv/lib/a.js', '../b c.json', 'file:///srv/b%20c.json'],
  ['file:///srv/lib/a.js', '/etc/x', 'file:///etc/x'],
  ['file:///srv/lib/a.js', 'https://x.y/z', 'https://x.y/z'],
  ['file:///srv/lib/a.js', 'k6/http', 'k6/http'],
  ['https://x.y/lib/a.js', '../b.js', 'https://x.y/b.js'],
])('resolves, in %s, %s to %s', (url, specifier, resolved) => {
  expect(globalsIn('/').__importMeta(url).resolve(specifier)).toBe(resolved)
})

it('resolves no package names', () => {
  expect(() => globalsIn('/').__importMeta('file:///a.js').resolve('lodash')).toThrow('"lodash" is neither')
})

type Files = Readonly<Record<string, string>>

// As in k6: from the folder of the file whose top level runs, wherever `open` is written.
const folders: readonly (readonly [what: string, files: Files])[] = [
  ['the script', { 'script.js': "export const value = open('./here.txt')", 'here.txt': 'yes' }],
  [
    'a module',
    {
      'script.js': "export { value } from './lib/a.js'",
      'lib/a.js': "export const value = open('./here.txt')",
      'lib/here.txt': 'yes',
    },
  ],
  [
    'the script, again after a module',
    {
      'script.js': "import './lib/a.js'; export const value = open('./here.txt')",
      'lib/a.js': "open('./there.txt')",
      'here.txt': 'yes',
      'lib/there.txt': '',
    },
  ],
  [
    'the script, in a function of a module',
    {
      'script.js': "import { load } from './lib/a.js'; export const value = load('./here.txt')",
      'lib/a.js': 'export const load = (p) => open(p)',
      'here.txt': 'yes',
    },
  ],
  [
    'a CommonJS file',
    {
      'script.js': "exports.value = require('./lib/a').value",
      'lib/a.js': "'use strict'\nexports.value = open('./here.txt')",
      'lib/here.txt': 'yes',
    },
  ],
  [
    'the script, after a CommonJS file that throws',
    {
      'script.js': "try { require('./lib/a') } catch {}\nexports.value = open('./here.txt')",
      'lib/a.js': "throw new Error('x')",
      'here.txt': 'yes',
    },
  ],
  [
    'a CommonJS file beside the script, required from below',
    {
      'script.js': "exports.value = require('./lib/a').value",
      'lib/a.js': "exports.value = require('../b').value",
      'b.js': "exports.value = open('./here.txt')",
      'here.txt': 'yes',
    },
  ],
  [
    'a required ES module',
    {
      'script.js': "const a = require('./lib/a.js'); exports.value = a.value + open('./here.txt')",
      'lib/a.js': "export const value = open('./there.txt')",
      'lib/there.txt': 'y',
      'here.txt': 'es',
    },
  ],
  [
    'the file import.meta is written in',
    {
      'script.js': "import { load } from './lib/a.js'; import.meta; export const value = load()",
      'lib/a.js': "export const load = () => open(import.meta.resolve('./here.txt'))",
      'lib/here.txt': 'yes',
    },
  ],
]

it.each(folders)('opens files from the folder of %s', async (_, files) => {
  expect((await runBundle(await bundleProject(files)))['value']).toBe('yes')
})

it('marks files only where it matters', async () => {
  const one = await bundleProject({ 'script.js': "import './a.js'; open('x')", 'a.js': '' })
  const none = await bundleProject({ 'script.js': "import './lib/a.js'", 'lib/a.js': '1 + x' })
  expect(one.code + none.code).not.toContain('__enterFile')
})
