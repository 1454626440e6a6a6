import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { UserError } from '../../base/errors.ts'
import { clfTime, combinedLine, jsonLine, makeRequests, type MadeRequest, shopRoutes } from '../testing/make-log.ts'
import { settle } from '../settle.ts'
import { yamlText } from '../yaml-text.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { chooseCover } from './choose-cover.ts'
import { type LogFacts, nameOf } from './log-facts.ts'
import { modelOfLog } from './model-of-log.ts'
import { readLog } from './read-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const read = (paths: readonly string[], skip?: RegExp): Promise<LogFacts> =>
  readLog({ paths, format: undefined, skip, onProgress: () => undefined })

const refusalOf = async (path: string): Promise<UserError> => {
  const error: unknown = await read([path]).catch((caught: unknown) => caught)
  if (error instanceof UserError) return error
  throw new Error(`not refused: ${path}`)
}

/** Two hours; the second hour has twice the requests, and minute 30 six times as many. */
const minutes = Array.from({ length: 120 }, (_, minute) => (minute === 30 ? 600 : minute < 60 ? 100 : 200))
const made = [...makeRequests({ routes: shopRoutes, begin: Date.UTC(2026, 10, 28), minutes, users: 50 })]
const linesOf = (line: (request: MadeRequest) => string): string => `${made.map(line).join('\n')}\n`

it.each([
  ['plain.log', () => linesOf((request) => combinedLine(request))],
  ['packed.log.gz', () => gzipSync(linesOf((request) => combinedLine(request)))],
  ['lines.json', () => linesOf(jsonLine)],
])('finds the routes of %s, their rates and their share, exactly', async (name, content) => {
  const facts = await read([put(name, content())])
  expect(facts.requests).toBe(made.length)
  expect(facts.routes.map(nameOf)).toEqual(shopRoutes.map(nameOf))
  for (const [index, { weight }] of shopRoutes.entries()) {
    const { tps, share } = facts.routes[index] ?? { tps: undefined, share: undefined }
    expect(share).toBeCloseTo(weight / 100, 10)
    expect(tps?.['peak-hour']).toBeCloseTo((2 * weight) / 60, 10)
    expect(tps?.['peak-minute']).toBeCloseTo((6 * weight) / 60, 10)
  }
  const { chosen, covered } = chooseCover(facts.routes, 0.8)
  expect(chosen.map(nameOf)).toEqual(shopRoutes.slice(0, 5).map(nameOf))
  expect(covered).toBeCloseTo(0.8, 10)
  expect(facts.peakMinute.from).toBe(Date.UTC(2026, 10, 28, 0, 30))
})

it('counts logs that follow each other as one', async () => {
  const half = made.length / 2
  const parts = [made.slice(0, half), made.slice(half)].map((part) =>
    part.map((request) => combinedLine(request)).join('\n'),
  )
  const facts = await read([put('a.log', parts[0] ?? ''), put('b.log', parts[1] ?? '')])
  expect(facts.requests).toBe(made.length)
  expect(facts.peakHour.requests).toBe(12_000)
})

it('knows response times and intervals where the log tells them, and writes a model that reads back the same', async () => {
  const facts = await read([put('timed.json', linesOf(jsonLine))])
  const [first] = facts.routes
  expect(first?.response).toBeGreaterThan(9)
  expect(first?.response).toBeLessThan(11)
  expect(first?.interval?.count).toBeGreaterThan(1000)
  const model = modelOfLog(facts.routes.slice(0, 3), 'w.yaml', { rateOf: 'average', url: 'http://x' })
  const text = yamlText(model, { head: ['made'], tps: new Map([['GET /', 'a remark']]), response: new Map() })
  const back = readYaml(text, 'w.yaml')
  const settled = back.ok ? settle(back.value) : undefined
  expect(settled?.problems).toEqual([])
  const shape = ({ name, tps, response, think, thinkLaw, transaction }: (typeof model.workloads)[number]) => ({
    name,
    tps,
    response,
    think,
    thinkLaw,
    transaction,
  })
  expect(settled?.model?.workloads.map(shape)).toEqual(model.workloads.map(shape))
})

it('takes times of several zones to one', async () => {
  const mixed = made.map((request, index) => combinedLine(request, clfTime(request.at, index % 2 === 0 ? 540 : -330)))
  const facts = await read([put('mixed.log', mixed.join('\n'))])
  expect(facts.clock.offsets.toSorted((a, b) => a - b)).toEqual([-330, 540])
  expect([facts.peakHour.requests, facts.clock.jumps]).toEqual([12_000, 0])
})

it('leaves out what --skip names, what is no request, and lines of another format, and counts them', async () => {
  const junk = ['', 'free text', '10.0.0.1 - - [28/Nov/2026:00:00:00 +0000] "\\x16\\x03" 400 0 "-" "-"']
  const text = `${linesOf((request) => combinedLine(request))}${junk.join('\n')}\n`
  const facts = await read([put('junk.log', text)], /^\/health/)
  expect(facts).toMatchObject({ bad: 1, noRequests: 1, skipped: made.length * 0.02 })
  expect(facts.firstBad).toMatchObject({ line: made.length + 2, text: 'free text' })
})

it('shows the first line that is of no known format, and what --format can say', async () => {
  const error = await refusalOf(
    put('iis.log', '#Software: Microsoft IIS\n#Fields: date time\n2026-11-28 00:00:01 GET /\n'),
  )
  expect(error.message).toMatch(/iis\.log:1 is not in any format that kneepoint knows:\n {2}#Software: Microsoft IIS/)
  expect(error.hint).toContain("--format '$remote_addr")
  expect(error.exitCode).toBe(104)
})

it('gives up a log that turns out to be of another format', async () => {
  const text = `${made
    .slice(0, 50)
    .map((request) => combinedLine(request))
    .join('\n')}\n${'something else\n'.repeat(200)}`
  expect((await refusalOf(put('turns.log', text))).message).toMatch(
    /turns\.log:51 is not in the format combined:\n {2}something else/,
  )
})

it('says that a gzip file was cut off, and how to take what is there', async () => {
  const packed = gzipSync(linesOf((request) => combinedLine(request)))
  const error = await refusalOf(put('cut.log.gz', packed.subarray(0, packed.length / 2)))
  expect(error.message).toMatch(/cut\.log\.gz is a gzip file that was cut off: it ends after \d+ lines/)
  expect(error.hint).toContain('zcat')
})

it.each([
  ['empty.log', '', /there is no request in .*empty\.log: it has 0 lines/],
  ['binary.log', new Uint8Array(3 << 20).fill(65), /has no line ends: it is not an access log/],
])('refuses %s', async (name, content, says) => {
  expect((await refusalOf(put(name, content))).message).toMatch(says)
})

it('says that there is no such log', async () => {
  expect((await refusalOf(join(folder, 'gone.log'))).message).toMatch(/cannot read the log .*ENOENT/)
})
