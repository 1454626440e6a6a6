import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStore } from '../../base/store.ts'
import type { RunSnapshot, Window } from '../api.ts'
import { SampleBook } from '../metrics/sample-book.ts'
import { recordedRun } from '../recorded-run.ts'
import { resultOf, type RunResult } from '../result.ts'
import { findRecord, listRecords, newRunId, recordsFolder, removeRecord } from './record-folders.ts'
import { readHeader, readRecord } from './read-record.ts'
import {
  RECORD_FORMAT,
  RECORD_VERSION,
  type RecordEnd,
  recordFiles,
  type RecordHeader,
  type WindowLine,
} from './record-format.ts'
import { RecordWriter } from './record-writer.ts'

/** As the first version of the format was written. */
const oldRecord = join(import.meta.dirname, '../../../test/fixtures/record-version-1')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kneepoint-record-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const headerOf = (id: string): RecordHeader =>
  ({
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    id,
    program: '0.1.0',
    command: 'run',
    target: 'shop.js',
    script: 'script.js',
    startedAt: '2026-11-28T17:00:00.000Z',
    labels: {},
    config: { duration: Infinity },
    host: {},
  }) as unknown as RecordHeader

const end = { exitCode: 0, durationMs: 3000, totals: { requests: 3 } } as unknown as RecordEnd
const course = [{ at: 0, load: 5 }]
const snapshot = {
  phase: { kind: 'running' },
  paused: 0,
  scenarios: [{ name: 'browse', load: 5, endsAt: Infinity, plan: course, course }],
  workers: [],
  thresholds: [],
  problems: [],
} as unknown as RunSnapshot

function write(id: string, count: number, troubles: string[] = []): RecordWriter {
  const writer = new RecordWriter({
    folder: join(folder, id),
    header: headerOf(id),
    script: 'export default () => {}',
    onTrouble: (text) => troubles.push(text),
  })
  writer.follow({ snapshots: { get: () => snapshot }, ticks: createStore([]) })
  for (let second = 0; second < count; second += 1) {
    const book = new SampleBook()
    const sink = book.overall.sink('iterations', { kind: 'counter', contains: 'default', internal: false })
    if (sink.kind === 'counter') sink.sum = second
    const [from, to] = [second * 1000, (second + 1) * 1000]
    writer.window({ from, to, book }, { from, to } as Window)
    writer.event({ at: from, by: 'key', kind: 'mark', text: `second ${second}` })
    writer.reading(from, 'host', { cpuTotal: 0.5 })
  }
  return writer
}

const withoutDefs = ({ defs: _defs, ...line }: WindowLine): object => line

it('can be read as long as it is written, and afterwards', async () => {
  const writer = write('a', 3)
  const during = await readRecord(writer.folder)
  expect(during.windows.map(({ window }) => window?.to)).toEqual([1000, 2000, 3000])
  expect(during.events.map(({ text }) => text)).toEqual(['second 0', 'second 1', 'second 2'])
  expect(during.readings[0]).toEqual({ at: 0, of: 'host', reading: { cpuTotal: 0.5 } })
  expect(during.result).toBeUndefined()
  expect(writer.finish(end, { exitCode: 99 })).toBeUndefined()
  const after = await readRecord(writer.folder)
  expect(after.result).toEqual({ exitCode: 99 })
  expect(after.header).toEqual(headerOf('a'))
  expect(readFileSync(join(writer.folder, 'script.js'), 'utf8')).toBe('export default () => {}')
})

it('writes courses and lists when they change, not every second', async () => {
  const { windows } = await readRecord(write('a', 3).folder)
  expect(windows.map(({ courses }) => courses)).toEqual([{ browse: { plan: course, course } }, undefined, undefined])
  expect(windows.map(({ thresholds }) => thresholds)).toEqual([[], undefined, undefined])
  expect(windows[1]?.scenarios).toEqual([{ name: 'browse', load: 5, endsAt: Infinity }])
})

it('leaves out a line that was cut off, and counts lines that are damaged', async () => {
  const file = join(write('a', 3).folder, recordFiles.windows)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(file, [lines[0], '{"window":', lines[2]].join('\n'))
  appendFileSync(file, '\n{"window":{"from":3')
  const record = await readRecord(join(folder, 'a'))
  expect(record.windows.map(({ window }) => window?.to)).toEqual([1000, 3000])
  expect(record.damaged).toBe(1)
})

it('gives back whole seconds as they were, and counts the others, whatever happens to one of its bytes', async () => {
  const { folder: place } = write('a', 20)
  const file = join(place, recordFiles.windows)
  const whole = readFileSync(file)
  const asWritten = (await readRecord(place)).windows
  const anyByte = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }))
  await fc.assert(
    fc.asyncProperty(anyByte, async ([at, change]) => {
      const damagedBytes = Buffer.from(whole)
      damagedBytes[at] = (whole[at] ?? 0) ^ change
      writeFileSync(file, damagedBytes)
      const { windows, damaged, defs } = await readRecord(place)
      const isLast = at >= whole.lastIndexOf('\n', whole.length - 2)
      expect(windows.length).toBeGreaterThanOrEqual(18)
      for (const line of windows) expect(asWritten.map(withoutDefs)).toContainEqual(withoutDefs(line))
      const isAllThere = windows.length === asWritten.length
      expect(damaged > 0 || isLast || isAllThere).toBe(true)
      expect(defs.map(({ name }) => name)).toEqual(['iterations'])
    }),
    // A line feed that became a carriage return still ends its line.
    { numRuns: 50, examples: [[[whole.indexOf('\n'), 0x0a ^ 0x0d]]] },
  )
})

it('leaves out seconds that speak of metrics which only a damaged line defined', async () => {
  const file = join(write('a', 3).folder, recordFiles.windows)
  const [, , ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, ['{}', '{}', ...rest].join('\n'))
  expect(await readRecord(join(folder, 'a'))).toMatchObject({ windows: [], defs: [], damaged: 3 })
})

it('of version 1 is read as it was written', async () => {
  const record = await readRecord(oldRecord)
  const before = record.result as RunResult
  expect(record.header.version).toBe(1)
  expect(record.damaged).toBe(0)
  const { host } = before
  const again = resultOf(recordedRun(record), {
    id: record.header.id,
    script: before.run.script,
    version: '0.1.0',
    host,
  })
  expect(again.totals).toEqual(before.totals)
  expect(again.metrics).toEqual(before.metrics)
  expect(again.windows).toEqual(before.windows)
})

it('of version 1 does not guess what metrics are meant behind a damaged line', async () => {
  const place = join(folder, 'old')
  cpSync(oldRecord, place, { recursive: true })
  const file = join(place, recordFiles.windows)
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [first.slice(0, -20), ...rest].join('\n'))
  expect(await readRecord(place)).toMatchObject({ windows: [], damaged: rest.length })
})

it.each([
  ['no folder at all', undefined, /there is no record in/],
  ['something else', '{"name":"x"}', /does not begin a record of kneepoint/],
  ['half a header', '{"format":"knee', /cannot read/],
  ['a record of a later version', `{"format":"kneepoint.record","version":99,"program":"9.0.0"}`, /version 99; this/],
])('refuses %s, and says what to do', (_, text, message) => {
  const { folder: place } = write('a', 0)
  if (text === undefined) rmSync(place, { recursive: true })
  else writeFileSync(join(place, recordFiles.header), text)
  expect(() => readHeader(place)).toThrow(message)
})

it('is not written over another', () => {
  write('a', 1)
  expect(() => write('a', 1)).toThrow(/EEXIST/)
})

it('lists records by age, finds them by the beginning of their ids, and removes them', () => {
  write('20260101-000000-aaaa', 1).finish(end, {})
  write('20260102-000000-bbbb', 1)
  writeFileSync(join(folder, 'notes.txt'), 'none')
  const found = listRecords(folder)
  expect(found.map((one) => [one.header.id, one.end])).toEqual([
    ['20260101-000000-aaaa', end],
    ['20260102-000000-bbbb', undefined],
  ])
  expect(found[0]?.size).toBeGreaterThan(0)
  expect(findRecord('20260101', folder)).toBe(join(folder, '20260101-000000-aaaa'))
  expect(findRecord('last', folder)).toBe(join(folder, '20260102-000000-bbbb'))
  expect(findRecord(join(folder, '20260102-000000-bbbb'), '/nowhere')).toBe(join(folder, '20260102-000000-bbbb'))
  expect(() => findRecord('2026', folder)).toThrow(/beginning of 2 ids/)
  expect(() => findRecord('x', folder)).toThrow(/there is no record 'x'/)
  removeRecord(join(folder, '20260101-000000-aaaa'))
  expect(listRecords(folder)).toHaveLength(1)
})

it.each([
  [{ KNEEPOINT_RECORDS: '/tmp/r' }, 'linux', '/tmp/r'],
  [{ XDG_STATE_HOME: '/home/ann/state' }, 'linux', '/home/ann/state/kneepoint/runs'],
  [{ LOCALAPPDATA: '/local' }, 'win32', '/local/kneepoint/runs'],
] as const)('is kept, with %j on %s, in %s', (env, platform, expected) => {
  expect(recordsFolder(env, platform)).toBe(expected)
})

it('gives ids that sort by time', () => {
  expect(newRunId(new Date('2026-11-28T17:15:32.123Z'))).toMatch(/^20261128-171532-[0-9a-f]{4}$/)
})
