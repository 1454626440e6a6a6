import { readFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/engine/result.ts'
import { numberAfter } from '../support/numbers-on-screen.ts'
import { launcher, root } from '../support/paths.ts'
import { Screen } from '../support/screen.ts'

const folder = mkdtempSync(join(tmpdir(), 'kneepoint-e2e-'))

/** Presses + one step at a time until more than 440/s is asked for: a tenth more than the target can carry. */
async function saturate(screen: Screen): Promise<void> {
  await screen.waitFor('RUNNING')
  for (let load = 0; load <= 440; load = await raise(screen, load)) expect(load).toBeLessThanOrEqual(440)
}

/** Presses + once and waits for the new load to be confirmed. */
async function raise(screen: Screen, before: number): Promise<number> {
  const confirmed = (): number => Number(/-> (\d+)\/s/.exec(screen.text())?.[1])
  screen.press('+')
  await screen.waitUntil(() => confirmed() > before, `a load above ${before}/s to be confirmed`)
  return confirmed()
}

describe.each([
  [160, 50],
  [80, 24],
])('npm start in a terminal of %i x %i', (columns, rows) => {
  it('shows achieved flatten at the 400/s that the target can do, and leaves the terminal as it was', async () => {
    using screen = new Screen('npm', ['start', '--silent'], { columns, rows, cwd: root })
    await saturate(screen)
    await screen.waitUntil(() => {
      const achieved = numberAfter(screen.text(), 'achieved')
      const offered = numberAfter(screen.text(), 'offered')
      return offered !== undefined && offered > 400 && achieved !== undefined && Math.abs(achieved - 400) <= 12
    }, 'achieved to be 400/s within 3 % while more is offered')
    await screen.waitFor(/[1-9]\d* dropped|dropped\s+[1-9]\d*|Insufficient VUs/)
    expect(screen.isAlternate).toBe(true)

    screen.press(' ')
    await screen.waitFor('PAUSED')
    await screen.waitFor(/offered -/)

    screen.press('q')
    expect(await screen.exited()).toBe(0)
    expect(screen.isAlternate).toBe(false)
    expect(screen.scrollback()).toContain('TOTAL RESULTS')
    expect(screen.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(screen.raw.lastIndexOf('\u001B[?25l'))
  })
})

it('says the size it needs in a small terminal, keeps running, and goes on when it has grown', async () => {
  using screen = new Screen('node', [launcher, 'demo'], { columns: 50, rows: 12, cwd: root })
  await screen.waitFor(/60\s*(x|×)\s*16/)
  screen.resize(160, 50)
  await screen.waitFor('RUNNING')
  screen.press('q')
  expect(await screen.exited()).toBe(0)
})

it('writes the operator actions and windows that add up into the result', async () => {
  const file = join(folder, 'result.json')
  using screen = new Screen('node', [launcher, 'demo', '--result', file], { columns: 120, rows: 40, cwd: root })
  await screen.waitFor('RUNNING')
  screen.press('+')
  await screen.waitFor('load explore 50 -> 60/s')
  screen.press('m')
  screen.press('deployed\r')
  await screen.waitFor('deployed')
  screen.press('u')
  await screen.waitFor('load explore 60 -> 50/s')
  screen.press('q')
  expect(await screen.exited()).toBe(0)
  const result = JSON.parse(readFileSync(file, 'utf8')) as RunResult
  expect(result.schema).toBe('kneepoint.result/1')
  expect(result.events.map(({ text }) => text)).toEqual(expect.arrayContaining(['load explore 50 -> 60/s', 'deployed']))
  const requests = result.windows.reduce((sum, window) => sum + window.requests, 0)
  expect(result.metrics['http_reqs']?.values['count']).toBe(requests)
  console.log(
    `the screen took ${result.host.uiCpuSeconds?.toFixed(2)} s of CPU in ${result.run.durationMs.toFixed(0)} ms`,
  )
})

it('searches for the limits at the press of a key, and leaves the load to whoever presses another', async () => {
  using screen = new Screen('node', [launcher, 'demo'], { columns: 160, rows: 50, cwd: root })
  await screen.waitFor('RUNNING')
  screen.press('a')
  await screen.waitFor('hardly any load first')
  screen.press('2')
  await screen.waitFor('how is it with nothing to do?')
  await screen.waitFor(/all of 50\/s came back, so up to 100\/s/)
  screen.press('+')
  await screen.waitFor('the load is yours, a hands it back')
  await screen.waitFor('by hand, the explorer waits')
  screen.press('a')
  await screen.waitFor(/came back, so up to/)
  screen.press('q')
  expect(await screen.exited()).toBe(0)
  expect(screen.scrollback()).toContain('█ LIMITS')
})
