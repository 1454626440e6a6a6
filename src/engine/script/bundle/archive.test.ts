import { execFileSync } from 'node:child_process'
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as fc from 'fast-check'
import { pack } from 'tar-stream'
import { expect, it, onTestFinished } from 'vitest'
import { bundleScript } from './bundle.ts'
import { archivedPath, disk, locate, pathOf } from './file-tree.ts'
import { OpenFiles } from './open-file.ts'
import { isArchive, type OpenedArchive, readArchive } from './read-archive.ts'
import { bundleProject, offline, project } from './testing/project.ts'
import { runBundle } from './testing/run-bundle.ts'
import { type ArchiveContents, writeArchive } from './write-archive.ts'

const given = { options: { vus: 3 }, env: { A: '1' }, compatibilityMode: 'extended' } as const

async function archived(contents: Omit<ArchiveContents, keyof typeof given>): Promise<string> {
  const file = join(project({}), 'test.tar')
  await writeArchive({ ...contents, ...given }, file)
  return file
}

async function opened(file: string): Promise<OpenedArchive> {
  const archive = await readArchive(file)
  onTestFinished(archive.close)
  return archive
}

const files = {
  'script.js':
    "import { a } from './lib/a.ts'; import p from 'p'; import r from 'https://x.y/r.js'; export const value = [a, p, r, open('data.txt')]",
  'lib/a.ts': "export const a: string = open('./b.txt') + open(import.meta.resolve('../data.txt'))",
  'lib/b.txt': 'b',
  'data.txt': 'data',
  'node_modules/p/package.json': '{"main":"lib/p.js"}',
  'node_modules/p/lib/p.js': 'module.exports = 5',
}
const loadRemote = (): Promise<string> => Promise.resolve('export default 6')

it('runs from an archive with nothing but the archive', async () => {
  const bundle = await bundleProject(files, {}, { loadRemote })
  const reading = new OpenFiles(disk)
  const value = (await runBundle(bundle, reading))['value']
  const file = await archived({ bundle, opened: reading.opened })
  for (const path of [...bundle.files, ...reading.opened]) writeFileSync(path, 'gone')

  const archive = await opened(file)
  const { loadRemote: _, ...withoutRemote } = offline
  const again = await bundleScript({ ...archive.input, env: {} }, withoutRemote)
  expect((await runBundle(again))['value']).toEqual(value)
  expect(value).toEqual(['bdata', 5, 6, 'data'])
  expect(again).toMatchObject({
    file: 'script.js',
    dir: archivedPath(bundle.dir),
    files: bundle.files.map(archivedPath),
  })
})

it('is laid out as k6 does, with metadata first', async () => {
  const bundle = await bundleProject(files, {}, { loadRemote })
  const file = await archived({ bundle, opened: [join(bundle.dir, 'data.txt')] })
  const names = execFileSync('tar', ['tf', file], { encoding: 'utf8' }).trim().split('\n')
  const dir = `file${archivedPath(bundle.dir)}`
  expect(names.slice(0, 2)).toEqual(['metadata.json', 'data'])
  expect(names.filter((name) => /\.(?:txt|[jt]s|json)$/.test(name)).slice(1)).toEqual([
    `${dir}/data.txt`,
    `${dir}/lib/a.ts`,
    `${dir}/node_modules/p/lib/p.js`,
    `${dir}/node_modules/p/package.json`,
    `${dir}/script.js`,
    'https/x.y/r.js',
  ])
  expect((await opened(file)).metadata).toEqual({
    type: 'js',
    filename: `file://${archivedPath(bundle.dir)}/script.js`,
    pwd: `file://${archivedPath(bundle.dir)}`,
    k6version: '2.2.0',
    goos: process.platform,
    ...given,
  })
})

it('writes the same bytes for the same script', async () => {
  const bundle = await bundleProject({ 'script.js': 'export default 1' })
  const [one, two] = [await archived({ bundle, opened: [] }), await archived({ bundle, opened: [] })]
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
})

it('keeps a script from standard input', async () => {
  const bundle = await bundleProject({ 'a.txt': 'yes' }, { source: '-', stdin: "export const value = open('a.txt')" })
  const archive = await opened(await archived({ bundle, opened: [join(bundle.dir, 'a.txt')] }))
  expect(archive.metadata.filename).toBe('file:///-')
  const again = await bundleScript({ ...archive.input, env: {} }, offline)
  expect((await runBundle(again))['value']).toBe('yes')
})

it('keeps a script from the network', async () => {
  const tools = { loadRemote: () => Promise.resolve('export const value = 1') }
  const bundle = await bundleProject({}, { source: 'https://x.y/s.js?a=b' }, tools)
  const archive = await opened(await archived({ bundle, opened: [] }))
  const { loadRemote: _, ...withoutRemote } = offline
  const again = await bundleScript({ ...archive.input, env: {} }, withoutRemote)
  expect((await runBundle(again))['value']).toBe(1)
})

it('removes what it unpacked', async () => {
  const bundle = await bundleProject({ 'script.js': 'export default 1' })
  const { input, close } = await readArchive(await archived({ bundle, opened: [] }))
  await close()
  expect(existsSync(input.tree?.root ?? '/')).toBe(false)
})

async function tar(entries: Readonly<Record<string, string>>): Promise<string> {
  const file = join(project({}), 'bad.tar')
  const packed = pack()
  for (const [name, text] of Object.entries(entries)) packed.entry({ name }, text)
  packed.finalize()
  await pipeline(packed, createWriteStream(file))
  return file
}

const metadata = '{"type":"js","filename":"file:///a.js","pwd":"file:///"}'

it.each([
  ['no metadata', { data: '' }, 'it has no metadata.json'],
  ['no script', { 'metadata.json': metadata }, 'it has no data'],
  ['broken metadata', { 'metadata.json': '{', data: '' }, 'metadata.json is not a JSON object'],
  ['metadata of another kind', { 'metadata.json': '{"type":"x"}', data: '' }, 'its type is "x", not "js"'],
  ['metadata without a script', { 'metadata.json': '{"type":"js"}', data: '' }, 'metadata.json names no script'],
  ['a file outside', { 'file/../../x': '' }, 'it holds a file outside of itself, file/../../x'],
  ['an absolute file', { '/etc/x': '' }, 'it holds a file outside of itself, /etc/x'],
  ['an unknown tree', { 'other/x': '' }, 'it holds an unknown file, other/x'],
])('refuses an archive with %s', async (_, entries, what) => {
  const file = await tar(entries)
  await expect(readArchive(file)).rejects.toMatchObject({
    code: 'BAD_ARCHIVE',
    exitCode: 107,
    message: `${file} is not an archive of k6 or kneepoint: ${what}`,
  })
})

it('refuses what is no archive, and tells it beforehand', async () => {
  const dir = project({ 'script.js': `export default ${JSON.stringify('x'.repeat(2000))}`, 'empty.tar': '' })
  await expect(readArchive(join(dir, 'script.js'))).rejects.toMatchObject({ code: 'BAD_ARCHIVE' })
  await expect(readArchive(join(dir, 'empty.tar'))).rejects.toMatchObject({ code: 'BAD_ARCHIVE' })
  await expect(readArchive(join(dir, 'no.tar'))).rejects.toMatchObject({ code: 'SCRIPT_NOT_FOUND' })
  expect(await isArchive(join(dir, 'script.js'))).toBe(false)
  expect(await isArchive(join(dir, 'no.tar'))).toBe(false)
  expect(await isArchive(await tar({ data: '' }))).toBe(true)
})

it.each([
  ['/home/alice/x/s.js', '/home/nobody/x/s.js'],
  ['/Users/Alice/s.js', '/Users/nobody/s.js'],
  ['C:\\Users\\alice\\s.js', '/C/Users/nobody/s.js'],
  ['\\\\HOST\\share\\s.js', '/nobody/share/s.js'],
  ['/srv/home/alice/s.js', '/srv/home/alice/s.js'],
])('writes %s as %s', (path, written) => {
  expect(archivedPath(path)).toBe(written)
})

it('finds in an archive what it put there', () => {
  const name = fc.constantFrom('home', 'Users', 'a', 'b c', 'x.js', 'nobody')
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      const path = `/${names.join('/')}`
      expect(pathOf(disk, locate(disk, path))).toBe(path)
      expect(pathOf({ root: '/tmp/x' }, locate({ root: '/tmp/x' }, path))).toBe(archivedPath(path))
      expect(archivedPath(archivedPath(path))).toBe(archivedPath(path))
    }),
  )
})
