import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../engine/api.ts'
import { request } from '../testing/requests.ts'
import { escape, show } from '../testing/show.ts'

const [down, left, end] = [`${escape}[B`, `${escape}[D`, `${escape}[F`]

describe('the requests', () => {
  const requests = [request('/cart', 20), request('/search', 80), request('/front', 50)]

  function showRequests() {
    const shown = show({ columns: 100, rows: 24 })
    shown.run.patch({ requests })
    shown.terminal.type('4')
    return shown
  }

  const names = (text: string): string[] => [...text.matchAll(/GET (\/\w+)/g)].map((match) => match[1] ?? '')

  it('are sorted when they are shown and when a key says so, and by no means else', async () => {
    const { terminal, run } = showRequests()
    await terminal.waitFor('rate ↓')
    expect(names(terminal.text)).toEqual(['/search', '/front', '/cart'])
    run.patch({ requests: [request('/cart', 999), ...requests.slice(1)] })
    await terminal.waitFor('999/s')
    expect(names(terminal.text)).toEqual(['/search', '/front', '/cart'])
    terminal.type('o')
    await terminal.waitFor('sorted by rate')
    expect(names(terminal.text)).toEqual(['/cart', '/search', '/front'])
    terminal.type('O')
    await terminal.waitFor('rate ↑')
    expect(names(terminal.text)).toEqual(['/front', '/search', '/cart'])
    terminal.type(left)
    await terminal.waitFor('sorted by requests')
  })

  it('are searched, and shown for the whole run', async () => {
    const { terminal } = showRequests()
    await terminal.waitFor('rate ↓')
    terminal.type('/cart\r')
    await terminal.waitFor('like "cart": 1 of 3')
    expect(names(terminal.text)).toEqual(['/cart'])
    terminal.type('\t')
    await terminal.waitFor('whole run   by')
    expect(terminal.text).toContain('4,000')
    terminal.type('/\u0015\r')
    await terminal.waitFor(() => names(terminal.text).length === 3)
  })

  it('are scrolled where they do not fit', async () => {
    const { terminal, run } = showRequests()
    run.patch({ requests: Array.from({ length: 30 }, (_, index) => request(`/r${index}`, 100 - index)) })
    await terminal.waitFor('request 1-19 of 30')
    terminal.type(down)
    await terminal.waitFor('request 2-20 of 30')
    terminal.type(end)
    await terminal.waitFor('request 12-30 of 30')
    expect(names(terminal.text)).toHaveLength(19)
  })
})

describe('the log', () => {
  const logged = (from: number, to: number): RunEvent[] =>
    Array.from({ length: to - from }, (_, index) => ({
      at: 11_000 + from + index,
      by: 'engine',
      kind: 'log',
      text: `line ${from + index}.`,
    }))

  it('moves nothing under the eye: what comes fills the free rows, and then is only counted', async () => {
    const { terminal, run } = show({ columns: 100, rows: 24 })
    run.patch({ lines: logged(0, 100), lineCount: 100 })
    terminal.type('7')
    await terminal.waitFor('line 99.')
    const top = terminal.rows.find((row) => row.includes('line '))
    run.patch({ lines: logged(0, 140), lineCount: 140 })
    await terminal.waitFor('newer (End)')
    expect(terminal.rows.find((row) => row.includes('line '))).toBe(top)
    terminal.type(end)
    await terminal.waitFor('line 139.')
    terminal.type('k')
    await terminal.waitFor('what was done')
    expect(terminal.text).not.toContain('line 139.')
  })

  it('is searched', async () => {
    const { terminal, run } = show({ columns: 100, rows: 24 })
    run.patch({ lines: logged(0, 50), lineCount: 50 })
    terminal.type('7/line 7.\r')
    await terminal.waitFor('like "line 7.": 1')
    expect(terminal.text).toContain('line 7.')
    expect(terminal.text).not.toContain('line 8.')
  })
})

describe('the scenarios', () => {
  const scenarios = [
    { name: 'browse', model: 'open', load: 100 },
    { name: 'checkout', model: 'closed', load: 2 },
  ] as const

  it('have their stages edited in place: drawn while typed, commanded with Enter', async () => {
    const { terminal, run } = show({ columns: 120, rows: 40 }, { scenarios })
    terminal.type('3')
    await terminal.waitFor('plan of browse')
    terminal.type('e')
    await terminal.waitFor('stages of browse: 5m0s:100')
    terminal.type('\u001b[H\u001b[C\u001b[A')
    await terminal.waitFor('stages of browse: 6m0s:100')
    terminal.type(`${end}, 10s:0`)
    await terminal.waitFor('ramp down 100 -> 0/s')
    expect(run.sent).toEqual([])
    terminal.type('\r')
    await terminal.waitFor('set-stages')
    expect(run.sent.at(-1)?.command).toEqual({
      type: 'set-stages',
      scenario: 'browse',
      stages: [
        { duration: 360_000, target: 100 },
        { duration: 10_000, target: 0 },
      ],
    })
  })

  it('say what is wrong with a stage, and take the mended one', async () => {
    const { terminal, run } = show({ columns: 120, rows: 40 }, { scenarios })
    terminal.type('3e\u001510s:many\r')
    await terminal.waitFor('stage 1: expected a load such as 430, got "many"')
    terminal.type('\u00175:\r')
    await terminal.waitFor('stage 1: expected TIME:LOAD')
    terminal.type(escape)
    await terminal.waitFor(() => !terminal.text.includes('stages of browse'))
    expect(run.sent).toEqual([])
  })

  it('are zoomed into, and out again', async () => {
    const { terminal } = show({ columns: 120, rows: 40 }, { scenarios })
    terminal.type('3')
    await terminal.waitFor('00:00 - 01:00')
    terminal.type('>>')
    await terminal.waitFor('00:05 - 00:20')
    terminal.type('<<<')
    await terminal.waitFor('the plans are shown whole')
    expect(terminal.text).toContain('00:00 - 01:00')
  })

  it('are commanded by keys of their own', async () => {
    const { terminal, run } = show({ columns: 160, rows: 40 }, { scenarios })
    run.patchScenario('checkout', { state: 'waiting', startsAt: 90_000 })
    terminal.type(`3${down}`)
    await terminal.waitFor('plan of checkout')
    terminal.type('b')
    await terminal.waitFor('begin checkout now and not at 01:30? That cannot be taken back')
    terminal.type('y')
    await terminal.waitFor('start-scenario')
    terminal.type('v\u001550\r*50 % in 2s\rr10s\rxy')
    await terminal.waitFor('stop-scenario')
    expect(run.sent.map(({ command }) => command)).toEqual([
      { type: 'start-scenario', scenario: 'checkout' },
      { type: 'set-max-vus', scenario: 'checkout', maxVUs: 50 },
      { type: 'scale', scenario: undefined, factor: 0.5, rampMs: 2000 },
      { type: 'set-ramp', rampMs: 10_000 },
      { type: 'stop-scenario', scenario: 'checkout', graceful: true },
    ])
  })
})

it('shows thresholds and checks, scrolled where they do not fit', async () => {
  const { terminal, run } = show({ columns: 100, rows: 20 })
  const checks = Array.from({ length: 30 }, (_, index) => ({
    group: '::shop',
    name: `check ${index}.`,
    passes: 1,
    fails: 0,
    failedAt: undefined,
  }))
  run.patch({ checks })
  terminal.type('6')
  await terminal.waitFor('check 3.')
  expect(terminal.text).toContain('no thresholds')
  terminal.type(end)
  await terminal.waitFor('check 29.')
})
