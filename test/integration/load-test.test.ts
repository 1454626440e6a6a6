import { expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import type { TestResult } from '../../src/cli/load-test/test-result.ts'
import { runScript } from '../support/run-script.ts'
import { forkTarget } from '../support/target.ts'

const RESULT = 'summary-of-the-run.json'
const source = `import http from 'k6/http'
export default () => { http.get(__ENV.URL) }
`

async function runTest(args: readonly string[], url = 'http://127.0.0.1:9') {
  const { exitCode, written, stderr } = await runScript(
    { source, args: [...args, '-e', `URL=${url}`], patience: 60_000 },
    [RESULT],
  )
  const text = written[RESULT] ?? ''
  const result = text === '' ? undefined : (JSON.parse(text) as Omit<RunResult, 'test'> & { readonly test: TestResult })
  return { exitCode, stderr, result }
}

/** Two seconds of ramp, four of steady load, and down again; so few that a machine that stands still for a moment loses none. */
const quickly = ['--profile', 'load', '--compress', '900', '-d', '1h']

it('runs a script as a load test, and says whether it held', async () => {
  await using fast = await forkTarget('infinite', { serviceTime: '5ms' })
  await using slow = await forkTarget('infinite', { serviceTime: '300ms' })
  const [held, failed] = await Promise.all([
    runTest([...quickly, '--target-tps', '2', '--response-target', '2s'], fast.url),
    runTest([...quickly, '--target-tps', '2', '--response-target', '100ms'], slow.url),
  ])
  expect(held.exitCode).toBe(0)
  expect(held.stderr).toContain('load test at a target of 2/s')
  expect(held.stderr).toContain('900 times faster')
  expect(held.result?.scenarios.map(({ executor }) => executor)).toEqual(['ramping-arrival-rate'])
  expect(held.result?.test.verdict.state).toBe('pass')
  expect(failed.exitCode).toBe(99)
  expect(failed.result?.test.workloads[0]?.decidedBy).toMatch(/mean response .* of at most 100 ms/)
})

it.each([
  [['--profile', 'load'], /--profile needs --target-tps N/],
  [['--profile', 'lode', '--target-tps', '5'], /--profile must be one of .* got "lode"/],
  [['--profile', 'load', '--target-tps', '0'], /--target-tps must be more than 0/],
  [['--profile', 'load', '--target-tps', '5', '--compress', '0.5'], /--compress must be 1 or more/],
  [['--compress', '60'], /--compress needs --profile/],
  [['--target-tps', '5'], /--target-tps needs --profile/],
  [['--profile', 'load', '--target-tps', '5', '-u', '7'], /a profile says itself how much load there is, not --vus/],
  [['--profile', 'soak', '--target-tps', '5', '-d', '30h'], /takes 30h35m0s, which is longer than a day/],
])('refuses %j', async (args, says) => {
  const { exitCode, stderr } = await runTest(args)
  expect(stderr).toMatch(says)
  expect(exitCode).toBe(104)
})
