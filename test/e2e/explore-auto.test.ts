import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Capacity } from '../../src/analysis/capacity.ts'
import type { RunResult } from '../../src/engine/result.ts'
import { launcher, root } from '../support/paths.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-auto-'))

interface Explored {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly result: RunResult
  readonly capacity: Capacity
}

async function explore(...args: readonly string[]): Promise<Explored> {
  const file = join(folder, 'result.json')
  const ended = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      'node',
      [launcher, 'explore', '--auto', '--result', file, ...args],
      { cwd: root },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
  const result = JSON.parse(readFileSync(file, 'utf8')) as RunResult
  return { ...ended, result, capacity: result.capacity as Capacity }
}

it('finds what a target can carry without a terminal, a line for each hold, and ends with the answer', async () => {
  await using target = await forkTarget('bounded', { servers: 8, serviceTime: 20, queue: 60 })
  const { code, stdout, stderr, capacity, result } = await explore('--accuracy', 'quick', '--no-buckle', target.url)
  expect(code).toBe(0)
  expect(capacity.capacity.kind).toBe('found')
  expect(Math.abs(capacity.capacity.value / 400 - 1)).toBeLessThan(0.08)
  expect(capacity).toMatchObject({ model: 'open', limitedBy: 'target', tolerance: 0.02, buckleShare: 0.1 })
  expect(capacity.buckle).toBeUndefined()
  const holds = stderr.split('\n').filter((line) => /^\d\d:\d\d {2}(baseline|scout|climb|sharpen|confirm)/.test(line))
  expect(holds.length).toBeGreaterThan(6)
  expect(stdout).toMatch(/capacity +\d+\/s +\d+ to \d+ good iterations/)
  const loads = result.events.filter(({ kind, by }) => kind === 'load' && by === 'explorer')
  expect(loads.length).toBeGreaterThanOrEqual(holds.length)
  expect(loads.every(({ because }) => because !== undefined && because !== '')).toBe(true)
  console.log(
    `found ${capacity.capacity.value.toFixed(0)}/s of 400/s in ${(result.run.durationMs / 1000).toFixed(0)} s`,
  )
})

const script = (url: string): string => `
import http from 'k6/http'
export const options = {
  thresholds: { http_req_duration: ['p(95)<1'] },
  scenarios: {
    browse: { executor: 'constant-arrival-rate', exec: 'browse', rate: 30, duration: '1m', preAllocatedVUs: 5 },
    buy: { executor: 'constant-arrival-rate', exec: 'buy', rate: 10, duration: '1m', preAllocatedVUs: 5 },
    watch: { executor: 'constant-vus', exec: 'browse', vus: 2, duration: '1m' },
  },
}
export function browse() { http.get('${url}') }
export function buy() { http.post('${url}', 'x') }
`

it('scales a mix of scenarios by one factor, and stays within its limits', async () => {
  await using target = await forkTarget('null')
  const path = join(folder, 'shop.js')
  writeFileSync(path, script(target.url))
  const named = ['--scenario', 'browse', '--scenario', 'buy']
  const { code, stderr, capacity, result } = await explore(...named, '--max-load', '120', '--rate', '40', path)
  expect(code).toBe(0)
  expect(stderr).toContain('--yes allows that')
  expect(capacity).toMatchObject({ capacity: { kind: 'at-least' }, limitedBy: 'max-load' })
  const loads = (scenario: string): (number | undefined)[] =>
    result.events.filter((event) => event.kind === 'load' && event.scenario === scenario).map(({ to }) => to)
  expect(loads('browse').map((load) => Number(load) / 3)).toEqual(loads('buy'))
  expect(Math.max(...loads('buy').map(Number))).toBe(30)
  expect(loads('watch')).toEqual([])
})

it('explores with VUs, until its time is up', async () => {
  await using target = await forkTarget('null')
  const { code, capacity, result } = await explore('--vus', '1', '--time-limit', '10s', target.url)
  expect(code).toBe(0)
  expect(capacity).toMatchObject({ model: 'closed', limitedBy: 'time-limit' })
  expect(result.run.durationMs).toBeLessThan(25_000)
})

it('gives up on a target where nobody listens, and takes the load away', async () => {
  const { code, capacity, result } = await explore('http://127.0.0.1:1/')
  expect(code).toBe(0)
  expect(capacity).toBeNull()
  expect(result.events.findLast(({ kind }) => kind === 'load')).toMatchObject({ by: 'explorer', to: 0 })
  expect(result.run.durationMs).toBeLessThan(25_000)
})
