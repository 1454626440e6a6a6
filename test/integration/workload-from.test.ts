import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { combinedLine, makeRequests, shopRoutes } from '../../src/workload/testing/make-log.ts'
import { root } from '../support/paths.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-from-'))
const kneepoint = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...args], { cwd: folder, encoding: 'utf8' })

beforeAll(() => {
  // 20/s for two minutes.
  const requests = makeRequests({ routes: shopRoutes, begin: Date.UTC(2026, 10, 28), minutes: [1200, 1200], users: 40 })
  writeFileSync(join(folder, 'access.log'), [...requests].map((request) => combinedLine(request)).join('\n'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('writes a model and a script from a log, and both run', async () => {
  const made = kneepoint('workload', 'from', 'access.log')
  expect(made.stderr).toBe('')
  expect(made.stdout).toContain('5 of 10 routes cover 80 % of all requests')
  expect(made.status).toBe(0)
  await using target = await forkTarget('infinite', { serviceTime: '5ms' })
  const common = ['--headless', '--quiet', '--no-record', '--threads', '1', '--result', 'r.json']
  const counts = (): number[] =>
    (JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as RunResult).scenarios.map(({ good }) => good)
  const ofModel = kneepoint('run', ...common, '-d', '5s', '--url', target.url, 'workload.yaml')
  expect(ofModel.status).toBe(0)
  expect(counts()).toEqual([27, 22, 14, 10, 7])
  const script = readFileSync(join(folder, 'workload.js'), 'utf8')
  expect(script).toContain('"executor": "constant-arrival-rate"')
  writeFileSync(join(folder, 'short.js'), script.replaceAll('5m0s', '5s'))
  const ofScript = kneepoint('run', ...common, '-e', `URL=${target.url}`, 'short.js')
  expect(ofScript.status).toBe(0)
  expect(counts()).toEqual([27, 22, 14, 10, 7])
})

it.each([
  [['workload', 'from', 'access.log'], /workload\.yaml is there already/],
  [['workload', 'from', '--write', 'x.yaml', 'gone.log'], /cannot read the log gone\.log/],
  [
    ['workload', 'from', '--write', 'x.yaml', 'workload.js'],
    /workload\.js:1 is not in any format that kneepoint knows[^]*--format '/,
  ],
  [['workload', 'from', '--format', '$status', 'access.log'], /--format has to name a time and a request/],
  [['workload', 'from', '--cover', '120%', 'access.log'], /--cover must be more than 0 and 100 % at most/],
  [['workload', 'from', '--skip', '(', 'access.log'], /--skip must be a regular expression/],
  [['workload', 'from'], /workload from needs a file/],
  [['workload', 'fro', 'access.log'], /workload can check a model or make one from logs, got 'fro'/],
])('refuses %j', (args, says) => {
  const { status, stderr } = kneepoint(...args)
  expect(stderr).toMatch(says)
  expect(stderr).not.toContain('fault of kneepoint')
  expect(status).toBe(104)
  expect(existsSync(join(folder, 'x.yaml'))).toBe(false)
})
