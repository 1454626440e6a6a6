import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { type RunRecord, readRecord } from '../../src/engine/record/read-record.ts'
import type { RecordedScenario } from '../../src/engine/record/record-format.ts'
import { recordedRun } from '../../src/engine/recorded-run.ts'
import { ReplayRun } from '../../src/engine/replay/replay-run.ts'
import { runTotalsOf } from '../../src/engine/run-totals.ts'
import { makeRecord } from '../support/make-record.ts'

const SECONDS = 20
const RATE = 10
let record: RunRecord

beforeAll(async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'kneepoint-replay-')), 'run')
  makeRecord({
    folder,
    seconds: SECONDS,
    rate: RATE,
    duration: (second) => 10 + second,
    fails: (second) => second === 5,
  })
  record = await readRecord(folder)
})

const windowsOf = (run: ReplayRun): number => run.snapshots.get().windows.length

it('plays the record in its own time', () => {
  const run = new ReplayRun(record)
  expect(run.snapshots.get()).toMatchObject({ elapsed: 0, replay: { length: SECONDS * 1000, speed: 1 } })
  for (let time = 0; time < 10; time += 1) run.pass(250)
  expect(run.snapshots.get().elapsed).toBe(2500)
  expect(windowsOf(run)).toBe(2)
  expect(run.snapshots.get().totals.requests).toBe(2 * RATE)
})

it('knows from the beginning what scenarios there are, and nothing of how they go', () => {
  const scenario = { name: 'browse', model: 'open', achieved: 10, iterations: 10, dropped: 1, vusMax: 5 }
  const [first, ...rest] = record.windows
  if (first === undefined) throw new Error('an empty record')
  const windows = [{ ...first, scenarios: [scenario as unknown as RecordedScenario] }, ...rest]
  const [view] = new ReplayRun({ ...record, windows }).snapshots.get().scenarios
  expect(view).toMatchObject({
    name: 'browse',
    model: 'open',
    vusMax: 5,
    achieved: undefined,
    iterations: 0,
    dropped: 0,
  })
})

it('ends with what the run ended with, standing still there until it is stopped', async () => {
  const run = new ReplayRun(record)
  run.send({ type: 'set-speed', speed: 64 }, 'key')
  for (let time = 0; time < 4; time += 1) run.pass(250)
  const { totals, phase, requests } = run.snapshots.get()
  expect(totals).toEqual(runTotalsOf(recordedRun(record).measures.totals))
  expect(phase.kind).toBe('paused')
  expect(requests[0]?.total.statuses).toEqual([
    { status: '200', count: (SECONDS - 1) * RATE },
    { status: '503', count: RATE },
  ])
  expect(run.summarySoFar()).toMatch(new RegExp(`http_reqs\\.+: ${SECONDS * RATE}`))
  run.send({ type: 'stop', graceful: true }, 'key')
  expect(run.snapshots.get().phase.kind).toBe('finished')
  expect(await run.finished).toMatchObject({ exitCode: 0 })
})

it('stands still, goes on, and begins anew after the end', () => {
  const run = new ReplayRun(record)
  run.send({ type: 'pause' }, 'key')
  run.pass(1000)
  expect(run.snapshots.get()).toMatchObject({ elapsed: 0, phase: { kind: 'paused' } })
  run.send({ type: 'seek', to: 60_000 }, 'key')
  expect(run.snapshots.get().elapsed).toBe(SECONDS * 1000)
  run.send({ type: 'resume' }, 'key')
  expect(run.snapshots.get()).toMatchObject({ elapsed: 0, phase: { kind: 'running' } })
})

it('goes back as if it had never been further', () => {
  const run = new ReplayRun(record)
  let restarts = 0
  run.onRestart = () => {
    restarts += 1
  }
  run.send({ type: 'seek', to: 12_000 }, 'key')
  run.send({ type: 'seek', to: 4000 }, 'key')
  const back = run.snapshots.get()
  const fresh = new ReplayRun(record)
  fresh.send({ type: 'seek', to: 4000 }, 'key')
  expect(restarts).toBe(1)
  expect(back).toEqual(fresh.snapshots.get())
  expect(windowsOf(run)).toBe(4)
})

it('changes nothing of what was done', () => {
  const run = new ReplayRun(record)
  expect(run.send({ type: 'scale', scenario: undefined, factor: 2 }, 'key')).toMatchObject({ accepted: false })
  expect(run.send({ type: 'mark', note: 'here' }, 'key')).toMatchObject({ accepted: false })
})
