import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { recordedRun } from '../../src/engine/recorded-run.ts'
import { readRecord, type RunRecord } from '../../src/engine/record/read-record.ts'
import { type RunResult, resultOf } from '../../src/engine/result.ts'
import { runTotalsOf } from '../../src/engine/run-totals.ts'
import { root } from '../support/paths.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-records-'))
const main = join(root, 'src/cli/main.ts')
let last = 0

interface Recorded {
  readonly place: string
  readonly args: readonly string[]
}

/** A command line that explores `url` and is recorded in a folder of its own. */
function recorded(url: string, ...more: readonly string[]): Recorded {
  last += 1
  const place = join(folder, `run-${last}`)
  const args = [main, 'explore', url, '--headless', '--rate', '400', '--record', place, ...more]
  return { place, args }
}

const run = async (args: readonly string[]): Promise<string> => {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return said
}

/** Waits until a run has recorded so many seconds, and then a while. */
async function waitFor(place: string, seconds: number, more: number): Promise<void> {
  const windows = join(place, 'windows.ndjson')
  const deadline = Date.now() + 30_000
  while (!existsSync(windows) || readFileSync(windows, 'utf8').split('\n').length <= seconds) {
    if (Date.now() > deadline) throw new Error('nothing was recorded')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await new Promise((resolve) => setTimeout(resolve, more))
}

const totalsIn = (record: RunRecord) => runTotalsOf(recordedRun(record).measures.totals)

it('holds every number of the result, from which all can be made anew', async () => {
  await using target = await forkTarget('null')
  const file = join(folder, 'result.json')
  const { place, args } = recorded(target.url, '--duration', '3s', '--result', file, '--label', 'build=7')
  await run(args)
  const result = JSON.parse(readFileSync(file, 'utf8')) as RunResult
  const record = await readRecord(place)
  expect(record.damaged).toBe(0)
  expect(record.header).toMatchObject({
    id: result.run.id,
    target: target.url,
    command: 'explore',
    labels: { build: '7' },
  })
  expect(record.result).toEqual(result)
  expect(record.windows[1]?.scenarios).toMatchObject([
    {
      name: 'explore',
      model: 'open',
      state: 'running',
      load: 400,
      achieved: expect.closeTo(400, -2),
      vusMax: expect.any(Number),
      latency: { count: expect.any(Number), p99: expect.any(Number) },
    },
  ])
  const { host } = result
  const again = resultOf(recordedRun(record), { id: result.run.id, script: target.url, version: '0.1.0', host })
  expect(again.totals).toEqual(result.totals)
  expect(again.windows).toEqual(result.windows)
  expect(again.events).toEqual(result.events)
  expect(again.metrics).toEqual(result.metrics)
  expect(result.totals.requests).toBe((await target.counts()).received)
})

it.each([1, 2, 3].map((time) => [time]))(
  'opens after kill -9 at any moment, and lacks at most the last 2 s (%i)',
  async () => {
    await using target = await forkTarget('null')
    const { place, args } = recorded(target.url, '--duration', '60s')
    const child = spawn(process.execPath, args, { stdio: 'ignore' })
    const exited = once(child, 'exit')
    await waitFor(place, 2, Math.random() * 1000)
    child.kill('SIGKILL')
    await exited
    const record = await readRecord(place)
    const { requests } = totalsIn(record)
    const { received: counted } = await target.counts()
    expect(record.damaged).toBe(0)
    expect(record.result).toBeUndefined()
    expect(requests).toBeLessThanOrEqual(counted)
    // What a slow machine takes to close a second is allowed for beside the 2 s.
    expect(counted - requests).toBeLessThanOrEqual(400 * 2.5)
  },
)

it('makes the summary of a run that was cut off, and lists it as that', async () => {
  await using target = await forkTarget('null')
  const { place, args } = recorded(target.url, '--duration', '60s')
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const exited = once(child, 'exit')
  await waitFor(place, 2, 0)
  child.kill('SIGKILL')
  await exited
  const shown = await run([main, 'runs', 'show', place])
  expect(shown).toMatch(/cut off/)
  expect(shown).toMatch(/http_reqs\.+: \d+/)
})

it('refuses a folder that holds a record already, before anything is sent', async () => {
  await using target = await forkTarget('null')
  const { args } = recorded(target.url, '--duration', '1s')
  await run(args)
  const { received } = await target.counts()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  expect(code).toBe(104)
  expect(said).toMatch(/--record: cannot keep a record in .*EEXIST/)
  expect((await target.counts()).received).toBe(received)
})

it('goes on without a record where records are usually kept, if that cannot be written to, and says so', async () => {
  await using target = await forkTarget('null')
  const args = [main, 'explore', target.url, '--headless', '--rate', '50', '--duration', '1s']
  const env = { ...process.env, KNEEPOINT_RECORDS: '/proc/kneepoint/records' }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>])
  expect(code).toBe(0)
  expect(said).toMatch(/no record is kept/)
  expect((await target.counts()).received).toBeGreaterThan(0)
})
