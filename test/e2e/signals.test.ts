import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { type RunRecord, readRecord } from '../../src/engine/record/read-record.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { launcher, root } from '../support/paths.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-signals-'))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly result: RunResult
  readonly record: RunRecord
}

/** Explores headless a target that takes 400 ms, and sends the signals once requests are under way. */
async function interrupt(signals: readonly NodeJS.Signals[], serviceTime = '400ms'): Promise<Ended> {
  await using target = await forkTarget('bounded', { servers: 50, serviceTime, queue: 1000 })
  const place = join(folder, `${signals.join('-')}-${serviceTime}`)
  const file = `${place}.json`
  const args = [launcher, 'explore', target.url, '--headless', '--duration', '60s', '--rate', '50']
  args.push('--result', file, '--record', place)
  const child = spawn('node', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const stdout = text(child.stdout)
  const exited = once(child, 'exit')
  for await (const line of child.stderr.setEncoding('utf8')) if (/^running 00:0[2-9]/m.test(String(line))) break
  for (const signal of signals) {
    child.kill(signal)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const [code] = (await exited) as [number | null]
  const result = JSON.parse(readFileSync(file, 'utf8')) as RunResult
  return { code, stdout: await stdout, result, record: await readRecord(place) }
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'lets iterations in flight end after one %s, then writes summary, result and record and exits with 105',
  async (signal) => {
    const { code, stdout, result, record } = await interrupt([signal])
    expect(code).toBe(105)
    expect(result.exitCode).toBe(105)
    expect(result.totals.interrupted).toBe(0)
    expect(result.totals.achieved).toBe(result.totals.started)
    expect(stdout).toContain('TOTAL RESULTS')
    expect(record.result).toEqual(result)
  },
)

it('ends at once after a second SIGINT, and counts what it cut off', async () => {
  const { code, stdout, result, record } = await interrupt(['SIGINT', 'SIGINT'], '30s')
  expect(code).toBe(105)
  expect(result.totals.interrupted).toBeGreaterThan(0)
  expect(result.totals.achieved + result.totals.interrupted).toBe(result.totals.started)
  expect(stdout).toContain('TOTAL RESULTS')
  expect(record.result).toEqual(result)
})
