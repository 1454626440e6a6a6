import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { launcher, root } from '../support/paths.ts'
import { Screen } from '../support/screen.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-run-'))

const firstScript = `
import http from 'k6/http';
import { sleep } from 'k6';

export default function () {
  http.get(__ENV.TARGET);
  sleep(1);
}
`

const steadyScript = `
import http from 'k6/http';
export const options = { scenarios: { steady: {
  executor: 'constant-arrival-rate', rate: 200, duration: '5s', preAllocatedVUs: 200,
} } };
export default function () { http.get(__ENV.TARGET); }
`

function write(name: string, source: string): string {
  const file = join(folder, name)
  writeFileSync(file, source)
  return file
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function kneepoint(args: readonly string[], stdin = ''): Promise<Ended> {
  const child = spawn('node', [launcher, ...args], { cwd: root })
  child.stdin.end(stdin)
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const [stdout, stderr, [code]] = await ended
  return { stdout, stderr, code: Number(code) }
}

const readResult = (file: string): RunResult => JSON.parse(readFileSync(file, 'utf8')) as RunResult

it("runs the document's first script with 10 VUs: each sends a request a second", async () => {
  await using target = await forkTarget('null')
  const file = join(folder, 'first.json')
  const script = write('first.js', firstScript)
  const flags = ['-u', '10', '-d', '4s', '-e', `TARGET=${target.url}/`, '--result', file, '--headless']
  const { code, stdout } = await kneepoint(['run', script, ...flags])
  expect(code).toBe(0)
  const { metrics, totals } = readResult(file)
  // Four rounds begin within 4 s: at 0, 1, 2 and 3 s and a little; on a machine that is very late, three.
  expect(totals.achieved).toBeLessThanOrEqual(40)
  expect(totals.achieved).toBeGreaterThanOrEqual(30)
  expect(metrics['http_reqs']?.values['count']).toBe((await target.counts()).received)
  expect(metrics['iterations']?.values['count']).toBe(totals.achieved)
  expect(metrics['vus']?.values).toMatchObject({ min: 10, max: 10 })
  expect(metrics['http_req_failed']?.values).toMatchObject({ rate: 0, fails: totals.achieved })
  expect(stdout).toMatch(new RegExp(`http_reqs\\.+: ${totals.achieved}`))
})

it('offers the same load with the screen as without it', async () => {
  await using target = await forkTarget('null')
  const script = write('steady.js', steadyScript)
  const args = (file: string): string[] => ['run', script, '-e', `TARGET=${target.url}/`, '--result', file]
  const [seen, unseen] = [join(folder, 'seen.json'), join(folder, 'unseen.json')]
  using screen = new Screen('node', [launcher, ...args(seen)], { columns: 160, rows: 50, cwd: root })
  expect(await screen.exited()).toBe(0)
  expect((await kneepoint([...args(unseen), '--headless'])).code).toBe(0)
  const [withScreen, without] = [readResult(seen), readResult(unseen)]
  expect(withScreen.totals.offered).toBe(1000)
  expect(without.totals.offered).toBe(1000)
  expect(Math.abs(withScreen.totals.achieved - without.totals.achieved)).toBeLessThanOrEqual(100)
  const share = (100_000 * (withScreen.host.uiCpuSeconds ?? 0)) / withScreen.run.durationMs
  console.log(`the thread of the screen took ${share.toFixed(1)} % of a core, starting up included`)
})

it('reads a script from standard input', async () => {
  const { code, stderr } = await kneepoint(
    ['run', '-', '--headless'],
    "export default () => console.log('hello from stdin')",
  )
  expect(code).toBe(0)
  expect(stderr).toContain('hello from stdin')
})

it('shows a syntax error with file, line, column and the code around it', async () => {
  const script = write('broken.js', "import http from 'k6/http';\nexport default function () {\n  const x = 1 +;\n}\n")
  const { code, stderr } = await kneepoint(['run', script])
  expect(code).toBe(107)
  expect(stderr).toMatch(/broken\.js:3:1\d/)
  expect(stderr).toMatch(/> 3 \| {3}const x = 1 \+;\n\s+\|\s+\^/)
})

it('says so when a script exports nothing to run', async () => {
  const { code, stderr } = await kneepoint(['run', write('empty.js', 'export const x = 1;')])
  expect(code).toBe(255)
  expect(stderr).toContain('exports no function')
})

it('shows an exception of init code in the lines of the user', async () => {
  const script = write(
    'throws.ts',
    'const login = (name: string): never => {\n  throw new Error(`no ${name}`)\n}\nlogin("bob")\nexport default () => {}\n',
  )
  const { code, stderr } = await kneepoint(['run', script])
  expect(code).toBe(107)
  expect(stderr).toContain('no bob')
  expect(stderr).toMatch(/at login \(.*throws\.ts:2:9\)/)
})

it('names the line of a VU that never yields, and keeps what was measured', async () => {
  const source = `
import { sleep } from 'k6';
export const options = { vus: 2, duration: '30s' };
function compute(n) {
  while (n > 0) n += 1;
}
export default function () {
  sleep(1);
  if (__ITER === 1) compute(5);
}
`
  const file = join(folder, 'frozen.json')
  const { code, stderr } = await kneepoint([
    'run',
    write('frozen.js', source),
    '--headless',
    '--threads',
    '1',
    '--result',
    file,
  ])
  expect(code).toBe(107)
  expect(stderr).toMatch(/at compute \(.*frozen\.js:\d:\d+\)/)
  expect(readResult(file).totals.achieved).toBe(2)
})
