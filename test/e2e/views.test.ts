import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { launcher, root } from '../support/paths.ts'
import { Screen } from '../support/screen.ts'
import { forkTarget } from '../support/target.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-e2e-views-'))

const shop = (url: string): string => `
import http from 'k6/http'
import { check, group, sleep } from 'k6'
export const options = {
  scenarios: {
    browse: {
      executor: 'ramping-arrival-rate', startRate: 20, preAllocatedVUs: 20,
      stages: [{ duration: '5s', target: 60 }, { duration: '2m', target: 60 }],
    },
    nightly: { executor: 'constant-vus', vus: 2, duration: '2m', startTime: '90s', exec: 'nightly' },
  },
  thresholds: { http_req_duration: ['p(95)<5000'], checks: [{ threshold: 'rate>0.5', abortOnFail: true }] },
}
export default function () {
  group('front', () => check(http.get('${url}', { tags: { name: 'front page' } }), { 'is there': (r) => r.status === 200 }))
  if (__ITER === 0) console.log('first iteration of VU ' + __VU)
}
export function nightly() { http.get('http://127.0.0.1:1/', { tags: { name: 'nobody' } }); sleep(0.5) }`

it('shows every view of a live run and carries out what is commanded there', async () => {
  await using target = await forkTarget('null')
  const [script, file] = [join(folder, 'shop.js'), join(folder, 'result.json')]
  writeFileSync(script, shop(target.url))
  const args = [launcher, 'run', '--no-record', '--result', file, script]
  using screen = new Screen('node', args, { columns: 160, rows: 50, cwd: root })
  await screen.waitFor('RUNNING')

  screen.press('3')
  await screen.waitFor('plan of browse')
  await screen.waitFor('hold 60/s')
  screen.press('\u001B[B')
  await screen.waitFor('waits, begins at 01:30')
  screen.press('b')
  await screen.waitFor('begin nightly now and not at 01:30?')
  screen.press('y')
  await screen.waitFor('nightly begins now')
  screen.press('\u001B[A')
  await screen.waitFor('plan of browse')
  screen.press('r3s\r')
  await screen.waitFor('changes of load take 3s')
  screen.press('e\u00151s:90, 1m:90\r')
  await screen.waitFor('load browse by stages: 90/s in 1s, 90/s in 1m0s')

  screen.press('4')
  await screen.waitFor(/GET front page +[1-9]/)
  await screen.waitFor(/GET nobody .*100 %/)
  screen.press('6')
  await screen.waitFor(/✓ checks +rate>0.5 +100 %/)
  await screen.waitFor(/✓ is there +[1-9]/)
  screen.press('7')
  await screen.waitFor(/connection refused +\d+ +1212/)
  screen.press('kkkk')
  await screen.waitFor('first iteration of VU')
  screen.press('R')
  await screen.waitFor('summary of the run so far')
  await screen.waitFor('TOTAL RESULTS')
  screen.press('\u001B')
  await screen.waitFor('what scripts logged')

  screen.press('1x')
  await screen.waitFor('stop browse gracefully? That cannot be taken back')
  screen.press('y')
  await screen.waitFor('browse stops: iterations in flight may end')
  screen.press('q')
  expect(await screen.exited()).toBe(0)
  const { events, scenarios } = JSON.parse(readFileSync(file, 'utf8')) as RunResult
  const done = events.filter(({ by }) => by === 'key').map(({ text }) => text)
  expect(done).toEqual([
    'nightly begins now',
    'changes of load take 3s',
    'load browse by stages: 90/s in 1s, 90/s in 1m0s',
    'browse stops: iterations in flight may end',
    'stopping: iterations in flight may end',
  ])
  expect(scenarios.every(({ iterations }) => iterations > 0)).toBe(true)
})

it('looks intended without colour and in a bare font', async () => {
  const env = { NO_COLOR: '1' }
  using screen = new Screen('node', [launcher, 'demo', '--ascii', '--no-record'], {
    columns: 80,
    rows: 24,
    cwd: root,
    env,
  })
  await screen.waitFor('RUNNING')
  for (const key of ['3', '4', '5', '6', '7', '?', '1']) {
    screen.press(key)
    await screen.waitFor('stop')
  }
  expect(screen.text()).toMatch(/^[\n -~]*$/)
  const colours = screen.raw.split('\u001B[').filter((part) => /^(?:\d;)*(?:3[0-9]|4[0-9]|9[0-7])[;m]/.test(part))
  expect(colours).toEqual([])
  screen.press('q')
  expect(await screen.exited()).toBe(0)
})
