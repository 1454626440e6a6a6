import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, it, vi } from 'vitest'
import { ExplorationDesk } from '../../src/cli/exploration/exploration-desk.ts'
import { unasked } from '../../src/cli/exploration/settings.ts'
import { MetricRegistry } from '../../src/engine/metrics/metric.ts'
import { readRecord } from '../../src/engine/record/read-record.ts'
import { RecordWriter } from '../../src/engine/record/record-writer.ts'
import { recordedRun } from '../../src/engine/recorded-run.ts'
import { Run } from '../../src/engine/run.ts'
import { runTotalsOf } from '../../src/engine/run-totals.ts'
import { sharedCountersSize } from '../../src/engine/workers/shared-counters.ts'
import { FakeWorkers } from '../support/fake-workers.ts'
import { recordHeader } from '../support/record-header.ts'
import { arrivals, urlConfig } from '../support/run-url.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Ten seconds of work; a busy machine takes its time. */
const PATIENCE = 5 * MINUTE

/**
 * Bytes that an hour may add after the first minute: windows for the views and the result (1 kB a second), and what the analysis
 * keeps of the last 100 minutes (2 kB a second). A request that left 30 bytes behind would add 5 MB.
 */
const MOST_ADDED = 16e6

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapUsed(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

afterEach(() => void vi.useRealTimers())

it('an hour fits into the memory of its first minute, and is in the record to the last request', {
  timeout: PATIENCE,
}, async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'performance', 'Date'] })
  const folder = join(mkdtempSync(join(tmpdir(), 'kneepoint-soak-')), 'record')
  const config = urlConfig('http://127.0.0.1:1/', 1, [arrivals(48, 2 * HOUR)])
  const workers = new FakeWorkers(1, {
    scenario: 'load',
    perTick: 12,
    names: ['/', '/article', '/basket'],
    took: (index) => 5 + ((index * 7919) % 97) / 2,
  })
  const onTrouble = (said: string): never => expect.unreachable(said)
  const writer = new RecordWriter({ folder, header: recordHeader('soak', config), script: undefined, onTrouble })
  const run = new Run({
    config,
    script: undefined,
    metrics: new MetricRegistry().all(),
    target: '',
    pool: workers.asPool,
    counters: new SharedArrayBuffer(sharedCountersSize(1, 1)),
    slowFrom: undefined,
    onLog: () => undefined,
    observers: [writer],
  })
  writer.follow(run)
  using desk = new ExplorationDesk(run, unasked)
  const end = run.run()

  await vi.advanceTimersByTimeAsync(MINUTE)
  const afterMinute = heapUsed()
  await vi.advanceTimersByTimeAsync(HOUR - MINUTE)
  expect(heapUsed() - afterMinute).toBeLessThan(MOST_ADDED)

  expect(desk.exploration.get().records.length).toBeGreaterThan(0)
  run.send({ type: 'stop', graceful: false }, 'key')
  await vi.advanceTimersByTimeAsync(1000)
  const totals = runTotalsOf((await end).measures.totals)
  expect(totals.requests).toBe(workers.requests)
  expect(workers.requests).toBeGreaterThan(48 * 3590)
  vi.useRealTimers()
  const record = await readRecord(folder)
  expect(record.damaged).toBe(0)
  expect(record.windows.length).toBeGreaterThan(3590)
  expect(runTotalsOf(recordedRun(record).measures.totals)).toEqual(totals)
  rmSync(folder, { recursive: true })
})
