import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { UserError } from '../../../base/errors.ts'
import { bundleScript } from './bundle.ts'
import { disk } from './file-tree.ts'
import type { JslibModule } from '../../modules/jslib/resolve-jslib.ts'
import { type FetchText, loadRemoteModule, moduleCacheFolder } from './remote-module.ts'
import { bundleProject, project } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'
import { OpenFiles } from './open-file.ts'

const url = 'https://example.com/lib/a.js'

/** A network of pages by URL; a number is a status. */
const network =
  (pages: Readonly<Record<string, string | number | { readonly to: string }>>): FetchText =>
  (asked) => {
    const page = pages[asked]
    if (page === undefined) return Promise.reject(new TypeError('fetch failed', { cause: new Error('no route') }))
    if (typeof page === 'string') return Promise.resolve(new Response(page))
    if (typeof page === 'number') return Promise.resolve(new Response('', { status: page }))
    return Promise.resolve(new Response('', { status: 302, headers: { location: page.to } }))
  }

const load = (fetch: FetchText, cacheFolder: string = project({}), timeout = 1000): Promise<string> =>
  loadRemoteModule(url, { fetch, cacheFolder, timeout })

it('fetches a module once, and then has it without network', async () => {
  const folder = join(project({}), 'new', 'cache')
  expect(await load(network({ [url]: 'export {}' }), folder)).toBe('export {}')
  expect(await load(network({}), folder)).toBe('export {}')
  expect(readdirSync(folder)).toHaveLength(1)
})

it('fetches all the same when it cannot keep', async () => {
  const folder = join(project({ file: '' }), 'file')
  expect(await load(network({ [url]: '1' }), folder)).toBe('1')
  expect(existsSync(join(folder, 'x'))).toBe(false)
})

it('follows redirects', async () => {
  const pages = { [url]: { to: '/b.js' }, 'https://example.com/b.js': { to: 'https://y.z/' }, 'https://y.z/': 'ok' }
  expect(await load(network(pages))).toBe('ok')
})

const never: FetchText = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })

it.each([
  ['no network', network({}), 'no route'],
  ['an error', network({ [url]: 404 }), 'the server answered with status 404'],
  [
    'a redirect to plain http',
    network({ [url]: { to: 'http://example.com/' } }),
    'it redirects to http://example.com/, which is not https',
  ],
  ['redirects without end', network({ [url]: { to: url } }), 'it redirects more than 5 times'],
  ['silence', never, 'no answer in time'],
])('says what to do about %s', async (_, fetch, reason) => {
  const error = await load(fetch, undefined, 1).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  expect(error).toMatchObject({
    code: 'REMOTE_MODULE_UNAVAILABLE',
    exitCode: 107,
    message: `cannot fetch ${url}: ${reason}`,
    hint: 'without network, put the file beside the script, or install the package with npm, and import that',
  })
})

it.each([
  [{ XDG_CACHE_HOME: '/c', HOME: '/h' }, '/c/kneepoint/modules'],
  [
    { HOME: '/h' },
    process.platform === 'darwin' ? '/h/Library/Caches/kneepoint/modules' : '/h/.cache/kneepoint/modules',
  ],
])('keeps modules where the system wants it: %j', (env, folder) => {
  expect(moduleCacheFolder(env)).toBe(folder)
})

const fromPages = (pages: Readonly<Record<string, string>>) => (asked: string) => {
  const text = pages[asked]
  return text === undefined ? Promise.reject(new UserError('X', `no ${asked}`)) : Promise.resolve(text)
}

it('imports from the network, with what lies beside', async () => {
  const loadRemote = fromPages({
    'https://x.y/lib/a.js':
      "import { b } from './b.ts?v=1'; import c from '/c.json'; export const value = [b, c.n, import.meta.resolve('../d')]",
    'https://x.y/lib/b.ts?v=1': 'export const b: number = 1',
    'https://x.y/c.json': '{"n":2}',
  })
  const bundle = await bundleProject(
    { 'script.js': "export { value } from 'https://x.y/lib/a.js'" },
    {},
    { loadRemote },
  )
  expect((await runBundle(bundle))['value']).toEqual([1, 2, 'https://x.y/d'])
  expect(Object.keys(bundle.remotes).sort()).toEqual([
    'https://x.y/c.json',
    'https://x.y/lib/a.js',
    'https://x.y/lib/b.ts?v=1',
  ])
  expect(bundle.files).toHaveLength(1)
})

it('runs a script from the network, which opens files from the current folder', async () => {
  const loadRemote = fromPages({
    'https://x.y/s.js': "import './a.js'; export const value = open('a.txt')",
    'https://x.y/a.js': '',
  })
  const bundle = await bundleProject({ 'a.txt': 'yes' }, { source: 'https://x.y/s.js' }, { loadRemote })
  expect(bundle.file).toBe('https://x.y/s.js')
  expect((await runBundle(bundle, new OpenFiles(disk)))['value']).toBe('yes')
})

it.each([
  ["import './b.js'", 'no https://x.y/b.js'],
  ["import 'lodash'", 'cannot find the package "lodash", imported by https://x.y/a.js'],
  ["import 'file:///etc/passwd'", 'a module from the network must not import file:///etc/passwd'],
])('gives the place of %j in a module from the network', async (text, message) => {
  const loadRemote = fromPages({ 'https://x.y/a.js': `\n${text}` })
  const bundling = bundleProject({ 'script.js': "import 'https://x.y/a.js'" }, {}, { loadRemote })
  await expect(bundling).rejects.toMatchObject({ message, place: { file: 'https://x.y/a.js', line: 2, column: 8 } })
})

it('takes modules of jslib from this machine', async () => {
  const root = project({
    'jslib/k6-utils.ts':
      "import { half } from './half.ts'; import get from 'k6/http'; export const value: number = half(8); export { get }",
    'jslib/half.ts': 'export const half = (n: number) => n / 2',
  })
  const jslib: Readonly<Record<string, JslibModule>> = {
    'https://jslib.k6.io/k6-utils/1.4.0/index.js': { kind: 'source', path: join(root, 'jslib/k6-utils.ts') },
    'https://jslib.k6.io/papaparse/5.1.1/index.js': { kind: 'package', name: 'papaparse' },
  }
  const script = `
    import { value } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js'
    import papaparse from 'https://jslib.k6.io/papaparse/5.1.1/index.js'
    const rows = papaparse.parse('a,b').data
    export { value, rows }`
  const bundle = await bundleProject({ 'script.js': script }, {}, { resolveJslib: (asked) => jslib[asked] })
  expect(await runBundle(bundle)).toMatchObject({ value: 4, rows: [['a', 'b']] })
  expect(bundle.files.map((file) => file.slice(bundle.dir.length))).toEqual(['/script.js'])
  expect(bundle.remotes).toEqual({})
})

it('knows the modules that scripts commonly import from jslib', async () => {
  const cwd = project({
    'script.js': `
      import papaparse from 'https://jslib.k6.io/papaparse/5.1.1/index.js'
      import { FormData } from 'https://jslib.k6.io/formdata/0.0.2/index.js'
      export const rows = papaparse.parse('a,b').data
      export const value = typeof new FormData().append`,
  })
  const bundle = await bundleScript({ source: 'script.js', cwd, env: { XDG_CACHE_HOME: cwd } })
  expect(await runBundle(bundle)).toMatchObject({ rows: [['a', 'b']], value: 'function' })
})
