import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { launcher, root } from '../support/paths.ts'

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const kneepoint = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile('node', [launcher, ...args], { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
    child.stdin?.end()
  })

it.each([
  [['explore', 'http://127.0.0.1:1/', '--rat', '5'], 'did you mean "--rate"'],
  [['explor', 'http://127.0.0.1:1/'], 'did you mean "explore"'],
  [['run', '/nowhere/script.js'], 'script.js'],
  [['explore', 'http://'], 'http://'],
  [['explore', 'http://127.0.0.1:1/', '--threads', 'two'], '--threads'],
  [['explore', 'http://127.0.0.1:1/', '--result', '/nowhere/r.json'], '--result'],
  [['target', 'bounded', '--serverz', '8'], 'did you mean "--servers"'],
  [['target', 'boundedd'], 'bounded'],
])('refuses %j and says what to do', async (args, said) => {
  const { code, stderr, stdout } = await kneepoint(...args)
  expect(stderr).toContain(said)
  expect(stderr).not.toMatch(/\n\s+at .*node:internal/)
  expect(stderr).not.toContain('fault of kneepoint')
  expect(code).toBeGreaterThan(0)
  expect(stdout).toBe('')
})

it('names every rule that the scenarios of a script break, at once, and ends with 104', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'kneepoint-e2e-bad-')), 'bad.js')
  writeFileSync(
    file,
    `export const options = { scenarios: {
      a: { executor: 'constant-vus', vus: 0, duration: '1ms', startTime: '-1s', gracefulStop: -5, exec: 'nobody' },
      b: { executor: 'ramping-vus', startVUs: -1, stages: [{ duration: '1s' }], gracefulRampDown: 'x' },
      c: { executor: 'shared-iterations', vus: 10, iterations: 5, maxDuration: '1ms' },
      d: { executor: 'per-vu-iterations', vus: 0, iterations: 0, iteratoins: 3 },
      e: { executor: 'constant-arrival-rate', rate: 0, timeUnit: 0, duration: '1s', preAllocatedVUs: 5, maxVUs: 2 },
      f: { executor: 'ramping-arrival-rate', startRate: -1, stages: [], preAllocatedVUs: -1 },
      g: { executor: 'externally-controlled', vus: 5, maxVUs: 2, duration: '1s' },
      'h h': { executor: 'constant-vu' },
    } }
    export default function () {}`,
  )
  const { code, stderr } = await kneepoint('run', '--headless', '--no-record', file)
  const fields = [...stderr.matchAll(/^kneepoint: scenario "([^"]+)": (\S+)/gm)].map(
    ([, name, field]) => `${name} ${field}`,
  )
  expect(fields.join(', ')).toBe(
    'a startTime, a gracefulStop, a vus, a duration, b startVUs, b stages[0].target, b gracefulRampDown, ' +
      'c maxDuration, c iterations, d vus, d iterations, d iteratoins, e rate, e timeUnit, e maxVUs, ' +
      'f startRate, f stages, f preAllocatedVUs, g maxVUs, h h a, h h executor, a exec',
  )
  expect(code).toBe(104)
})

it('explains every command', async () => {
  const { stdout, code } = await kneepoint('--help')
  expect(code).toBe(0)
  for (const command of ['run', 'explore', 'demo', 'target', 'version', 'help']) {
    expect(stdout).toContain(command)
    expect((await kneepoint(command, '--help')).stdout).toContain(`kneepoint ${command}`)
  }
})
