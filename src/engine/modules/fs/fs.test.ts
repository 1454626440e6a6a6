import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FakeVu, fakeVu } from '../testing/fake-vu.ts'
import type { File, SeekMode } from './file.ts'
import { fs } from './module.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kneepoint-fs-'))
  writeFileSync(join(dir, 'ten.txt'), '0123456789')
  writeFileSync(join(dir, 'empty.txt'), '')
})
afterAll(() => rmSync(dir, { recursive: true }))

interface Fs {
  readonly open: (path?: unknown) => Promise<File>
  readonly SeekMode: typeof SeekMode
}
const inInit = (): FakeVu => fakeVu({ worker: { scriptDir: dir }, vu: { stage: 'init' } })
const load = (vu = inInit()): Fs => fs(vu) as unknown as Fs
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

it.each(['ten.txt', './ten.txt', 'file://ten.txt'])('opens %s from the folder of the script', async (path) => {
  const file = await load().open(path)
  expect(file.path).toBe(join(dir, 'ten.txt'))
  expect(await file.stat()).toEqual({ name: 'ten.txt', size: 10 })
})

it('reads on from where it stopped, up to the end', async () => {
  const file = await load().open('ten.txt')
  const buffer = new Uint8Array(4)
  const parts: unknown[] = []
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    parts.push([count, text(buffer.subarray(0, count))])
  }
  expect(parts).toEqual([
    [4, '0123'],
    [4, '4567'],
    [2, '89'],
  ])
  expect(await (await load().open('empty.txt')).read(buffer)).toBeNull()
})

it.each([
  ['Start', 3, 3, '34'],
  ['Current', 1, 1, '12'],
  ['End', 0, 9, '9'],
  ['End', -2, 7, '78'],
  ['Start', 10, 10, ''],
] as const)('seeks from %s by %i', async (mode, offset, position, read) => {
  const { open, SeekMode } = load()
  const file = await open('ten.txt')
  expect(await file.seek(offset, SeekMode[mode])).toBe(position)
  const buffer = new Uint8Array(2)
  const count = (await file.read(buffer)) ?? 0
  expect(text(buffer.subarray(0, count))).toBe(read)
})

it('opens the same file anew each time', async () => {
  const { open } = load()
  const [a, b] = [await open('ten.txt'), await open('ten.txt')]
  await a.seek(5, 0)
  const buffer = new Uint8Array(1)
  await b.read(buffer)
  expect(text(buffer)).toBe('0')
})

it.each<[string, (file: File) => Promise<unknown>, string]>([
  ['a read into nothing', (file) => file.read(null), 'into argument cannot be null or undefined'],
  ['a read into an array', (file) => file.read([]), 'into argument must be a Uint8Array'],
  ['a seek by text', (file) => file.seek('1', 0), 'the offset argument must be a number'],
  ['a seek without a mode', (file) => file.seek(1, undefined), 'the whence argument cannot be null or undefined'],
  ['a seek in another mode', (file) => file.seek(1, 3), 'the whence argument must be a SeekMode'],
  ['a seek to before the start', (file) => file.seek(-1, 1), 'seeking before start of file'],
  ['a negative seek from the start', (file) => file.seek(-1, 0), 'offset cannot be negative when using SeekModeStart'],
  ['a positive seek from the end', (file) => file.seek(1, 2), 'offset cannot be positive when using SeekModeEnd'],
  ['a seek past the end', (file) => file.seek(11, 0), 'seeking beyond end of file'],
])('rejects %s', async (_, act, message) => {
  const file = await load().open('ten.txt')
  await expect(act(file)).rejects.toMatchObject({ name: 'TypeError', message: expect.stringContaining(message) })
})

it.each([
  ['none.txt', 'NotFoundError', 'no such file or directory'],
  ['.', 'InvalidResourceError', 'opening a directory is not supported'],
  ['', 'TypeError', 'path cannot be empty'],
  [null, 'TypeError', 'path cannot be null or undefined'],
])('rejects to open %j', async (path, name, message) => {
  await expect(load().open(path)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
})

it('opens in init code only', async () => {
  const vu = inInit()
  vu.stage = 'iteration'
  await expect(load(vu).open('ten.txt')).rejects.toMatchObject({ name: 'ForbiddenError' })
})
