import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { root } from '../support/paths.ts'
import { runProcess } from '../support/run-process.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-report-'))
const main = join(root, 'src/cli/main.ts')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, ...env } })
}

async function kneepoint(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended> {
  const child = start(args, env)
  if (child.stdout === null || child.stderr === null) throw new Error('a process without its streams')
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { code, stdout, stderr }
}

const explore = (url: string, ...more: readonly string[]): readonly string[] => [
  'explore',
  url,
  '--headless',
  '--quiet',
  '--threads',
  '1',
  '--rate',
  '100',
  '--duration',
  '2s',
  ...more,
]

it('docs/report.md: scenarios, requests, checks and thresholds of a script', async () => {
  await using target = await forkTarget('bounded', { servers: 50, serviceTime: '20ms', queue: 100 })
  const script = /```js\n([^]*?)```/.exec(readFileSync(join(root, 'docs/report.md'), 'utf8'))?.[1] ?? ''
  const args = ['-e', `TARGET=${target.url}`, '--report', 'shop.html']
  const { code, stderr, files } = await runProcess(script, { args })
  expect(code).toBe(0)
  expect(stderr).toContain('the report is in shop.html')
  for (const part of [
    'browse',
    'constant-arrival-rate: 50/s for 5s',
    'article',
    'is in the basket',
    'all 2 thresholds kept',
  ]) {
    expect(files['shop.html']).toContain(part)
  }
})

it('is written at the end of a run, also of one that keeps no record, which then leaves none', async () => {
  await using target = await forkTarget('null')
  const file = join(folder, 'unrecorded.html')
  const temporary = mkdtempSync(join(tmpdir(), 'kneepoint-report-tmp-'))
  const { code } = await kneepoint(explore(target.url, '--no-record', '--report', file), { TMPDIR: temporary })
  const { received } = await target.counts()
  expect(code).toBe(0)
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`<title>${target.url}/? · ended well · kneepoint</title>`))
  expect(readFileSync(file, 'utf8')).toContain(`<b>${received.toLocaleString('en-US')}</b>`)
  expect(readdirSync(temporary)).toEqual([])
})

it('is made from a record, under the name of the run or another one, or on stdout', async () => {
  await using target = await forkTarget('null')
  const records = join(folder, 'records')
  const place = join(records, 'one')
  await kneepoint(explore(target.url, '--record', place))
  const { id } = JSON.parse(readFileSync(join(place, 'run.json'), 'utf8')) as { id: string }
  const env = { KNEEPOINT_RECORDS: records }
  const unnamed = await kneepoint(['report'], env)
  expect(unnamed).toMatchObject({ code: 0, stdout: `kneepoint-${id}.html\n` })
  await kneepoint(['report', id.slice(0, -2), 'two.html'], env)
  const printed = await kneepoint(['report', 'last', '-'], env)
  const page = readFileSync(join(folder, `kneepoint-${id}.html`), 'utf8')
  expect(readFileSync(join(folder, 'two.html'), 'utf8')).toBe(page)
  expect(printed.stdout).toBe(page)
  expect(readdirSync(place)).toContain('readings.ndjson')
  expect(statSync(join(place, 'readings.ndjson')).size).toBeGreaterThan(0)
})

it('is made of a run that was killed, and says so', async () => {
  await using target = await forkTarget('null')
  const place = join(folder, 'killed')
  const child = start(['explore', target.url, '--headless', '--rate', '100', '--duration', '60s', '--record', place])
  child.stdout?.resume()
  child.stderr?.resume()
  const closed = once(child, 'close')
  const windows = join(place, 'windows.ndjson')
  while (!existsSync(windows) || readFileSync(windows, 'utf8').split('\n').length < 3) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  await closed
  const { code, stdout } = await kneepoint(['report', place, '-'])
  expect(code).toBe(0)
  expect(stdout).toContain('at most the last 2 s are missing')
})

const broken = join(folder, 'broken')
mkdirSync(broken)
writeFileSync(join(broken, 'run.json'), '{"format":')

it.each([
  [['report', 'nothing-like-it'], /there is no record 'nothing-like-it'/],
  [['report', broken], /cannot read .*run\.json/],
])('refuses %o: what is wrong, and what to do', async (args, problem) => {
  const { code, stderr } = await kneepoint(args)
  expect(code).toBe(104)
  expect(stderr).toMatch(problem)
  expect(stderr).toMatch(/kneepoint runs/)
})

it('refuses a file that cannot be written, before anything is sent', async () => {
  await using target = await forkTarget('null')
  const { code, stderr } = await kneepoint(explore(target.url, '--report', '/nowhere/at/all.html'))
  expect(code).toBe(104)
  expect(stderr).toMatch(/--report: cannot write \/nowhere\/at\/all\.html/)
  expect((await target.counts()).received).toBe(0)
})
