import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { root } from '../support/paths.ts'
import { runScript } from '../support/run-script.ts'
import { forkTarget } from '../support/target.ts'

const RESULT = 'summary-of-the-run.json'
const example = readFileSync(resolve(root, 'examples/workload.yaml'), 'utf8')

async function runWorkload(source: string, args: readonly string[], files = {}) {
  const { exitCode, written, stderr } = await runScript({ source, name: 'workload.yaml', args, files }, [RESULT])
  const text = written[RESULT] ?? ''
  return { exitCode, stderr, result: text === '' ? undefined : (JSON.parse(text) as RunResult) }
}

it('runs the table of the document at a tenth of its size: each row is within 2 % of its target', async () => {
  await using target = await forkTarget('infinite', { serviceTime: '20ms' })
  const seconds = 10
  const args = ['--target-tps', '9.9', '-d', `${seconds}s`, '--url', target.url]
  const { exitCode, result } = await runWorkload(example, args)
  expect(exitCode).toBe(0)
  const achieved = Object.fromEntries(result?.scenarios.map(({ name, good }) => [name, good / seconds]) ?? [])
  const targets = { 'main page': 3, login: 2.5, 'my page': 1.4, product: 1, order: 0.5, payment: 0.5, benefits: 0.5 }
  for (const [name, tps] of Object.entries({ ...targets, 'order history': 0.5 })) {
    expect(Math.abs((achieved[name] ?? 0) / tps - 1), `${name}: ${achieved[name]}`).toBeLessThanOrEqual(0.02)
  }
})

it('lets the users of the closed model think, so that they make the TPS of the law', async () => {
  await using target = await forkTarget('infinite', { serviceTime: '50ms' })
  const model = `model: closed
url: ${target.url}
workloads:
  - {name: often, tps: 40, response: 50ms, think: 450ms, request: /a}
  - {name: seldom, tps: 10, response: 50ms, think: 950ms, think-law: uniform, request: /b}
`
  const { result } = await runWorkload(model, ['-d', '8s'])
  const [often, seldom] = result?.scenarios ?? []
  expect(often?.executor).toBe('constant-vus')
  expect(Math.abs((often?.good ?? 0) / 8 / 40 - 1)).toBeLessThan(0.1)
  // Ten users begin at once; by 8 s each has then made t/μ + (σ²/μ² + 1)/2 iterations of mean μ = 1 s and σ² = 0.95²/12 (renewal theory).
  expect(Math.abs((seldom?.good ?? 0) / 10 / (8 + (0.95 ** 2 / 12 + 1) / 2) - 1)).toBeLessThan(0.12)
})

it('calls functions of a script, with what its setup made', async () => {
  await using target = await forkTarget('null')
  const shop = `import http from 'k6/http'
import { check } from 'k6'
export const setup = () => ({ token: 7 })
export const buy = (data) => { check(http.get(__ENV.URL), { ok: (r) => r.status === 200, token: () => data.token === 7 }) }
export default () => { http.get(__ENV.URL) }
`
  const model = `script: shop.js
workloads:
  - {name: buy, tps: 10, function: buy}
  - {name: other, tps: 5, function: default}
`
  const { result } = await runWorkload(model, ['-d', '2s', '-e', `URL=${target.url}`], { 'shop.js': shop })
  expect(result?.scenarios.map(({ good }) => good)).toEqual([20, 10])
  expect(result?.metrics['checks']?.values).toMatchObject({ passes: 40, fails: 0 })
})

it.each([
  [
    'workloads: [{name: a, tps: 1, function: buy}]',
    [],
    /w.*: workload "a" has the function buy, but there is no script/,
  ],
  ['workloads: [{name: a, tps: 1, request: /}]', [], /nothing says of which server: give the model a url, or --url/],
  ['script: shop.js\nworkloads: [{name: a, tps: 1, function: bye}]', [], /exports no function bye \(it has buy\)/],
  ['script: gone.js\nworkloads: [{name: a, tps: 1, function: bye}]', [], /cannot find the script gone\.js/],
  [
    'workloads: [{name: a, tps: 1, request: /}]',
    ['-u', '5', '--url', 'http://x'],
    /a workload model says itself how much load/,
  ],
  [
    'total: 2\nworkloads: [{name: a, tps: 1, request: /}]',
    ['--url', 'http://x'],
    /the total says 2\/s, but the rows add up to 1\/s/,
  ],
  [
    'workloads: [{name: a, tps: 1, request: /}]',
    ['--target-tps', '0', '--url', 'ftp://x'],
    /--url must be an http or https URL/,
  ],
])('refuses to run %j with %j', async (source, args, says) => {
  const { exitCode, stderr, result } = await runWorkload(source, args, { 'shop.js': 'export const buy = () => 1' })
  expect(stderr).toMatch(says)
  expect(exitCode).toBe(104)
  expect(result).toBeUndefined()
})
