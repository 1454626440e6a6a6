import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FileWriter, type FileWriterOptions } from './file-writer.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kneepoint-writer-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const failures: string[] = []
const options: FileWriterOptions = { interval: 1, onFailure: (reason) => failures.push(reason) }

const standing = ({ sent, queued, lost }: FileWriter): object => ({ sent, queued, lost })

it.each([
  ['plain.txt', (file: string) => readFileSync(file, 'utf8')],
  ['packed.gz', (file: string) => gunzipSync(readFileSync(file)).toString('utf8')],
])('writes everything to %s, in order, before it is closed', async (name, read) => {
  const file = join(folder, name)
  const writer = new FileWriter(options)
  await writer.open(file)
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${'é'.repeat(index)}\n`)
  for (const line of lines) writer.write(line, 2)
  await writer.close()
  expect(read(file)).toBe(lines.join(''))
  expect(standing(writer)).toEqual({ sent: 1000, queued: 0, lost: 0 })
})

it('says at once that a file cannot be opened', async () => {
  await expect(new FileWriter(options).open(join(folder, 'no/such/folder/file'))).rejects.toThrow('ENOENT')
})

it('closes an empty packed file as one that can be unpacked', async () => {
  const file = join(folder, 'empty.gz')
  const writer = new FileWriter(options)
  await writer.open(file)
  await writer.close()
  expect(gunzipSync(readFileSync(file)).toString()).toBe('')
})

it.skipIf(process.platform !== 'linux')('counts what a full disk did not take, and says so once', async () => {
  failures.length = 0
  const writer = new FileWriter(options)
  await writer.open('/dev/full')
  writer.write('one\n', 1)
  writer.write('two\n', 1)
  await expect.poll(() => writer.lost).toBe(2)
  writer.write('three\n', 1)
  await writer.close()
  expect(standing(writer)).toEqual({ sent: 0, queued: 0, lost: 3 })
  expect(failures).toHaveLength(1)
  expect(writer.reason).toContain('ENOSPC')
})

it('loses what does not fit in memory while the file is slow, and counts it', async () => {
  const written: string[] = []
  const gate = Promise.withResolvers<void>()
  const writer = new FileWriter({
    ...options,
    mostWaiting: 10,
    open: async () => ({
      write: async (text) => {
        await gate.promise
        written.push(text)
      },
      close: async () => undefined,
    }),
  })
  await writer.open('')
  for (const text of ['begins ', '12345', '67890', 'too much']) writer.write(text, 1)
  expect(standing(writer)).toEqual({ sent: 0, queued: 3, lost: 1 })
  gate.resolve()
  await writer.close()
  expect(written.join('')).toBe('begins 1234567890')
  expect(standing(writer)).toEqual({ sent: 3, queued: 0, lost: 1 })
})
