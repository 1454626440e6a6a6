import { describe, expect, it } from 'vitest'
import type { FakeRunOptions } from './testing/fake-run.ts'
import { escape, show } from './testing/show.ts'

const twoScenarios: FakeRunOptions = {
  scenarios: [
    { name: 'browse', model: 'open', load: 100 },
    { name: 'checkout', model: 'closed', load: 2 },
  ],
}

describe('the overview', () => {
  it('shows header, four panels, table, events and keys at 160x50, filling every row', async () => {
    const { terminal } = show()
    await terminal.waitFor('q stop')
    for (const part of ['RUNNING 00:10 / open end', 'throughput /s', 'throughput by load', 'latency ms', 'this host']) {
      expect(terminal.text).toContain(part)
    }
    expect(terminal.rows[0]).toContain('http://127.0.0.1:8080/')
    expect(terminal.rows[49]).toContain('q stop')
  })

  it('shows one chart at a time at 80x24, and tab turns it', async () => {
    const { terminal } = show({ columns: 80, rows: 24 })
    await terminal.waitFor('throughput /s')
    terminal.type('\t')
    await terminal.waitFor('throughput by load')
    expect(terminal.text).not.toContain('throughput /s')
    terminal.type('\t')
    await terminal.waitFor('latency ms')
    terminal.type('\t')
    await terminal.waitFor('throughput /s')
  })

  it('follows the run: the curve gets points and the zone is named as the load is raised past the capacity', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('zone A  ramp')
    terminal.type('=520\r')
    await terminal.waitFor('load browse 100 -> 520')
    run.advance(10)
    await terminal.waitFor('not all of 520/s comes back')
    terminal.type('+')
    await terminal.waitFor('load browse 520 -> 620/s')
    run.advance(10)
    await terminal.waitFor('zone B  plateau')
    expect(terminal.text).toContain('3 holds')
  })
})

describe('resizing', () => {
  it('says which size it needs when too small, keeps running, and goes on when there is room again', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.resize(58, 12)
    await terminal.waitFor('kneepoint needs 60x16')
    expect(terminal.text).toContain('this terminal is 58x12')
    run.advance(5)
    terminal.resize(80, 24)
    await terminal.waitFor('RUNNING 00:15')
    expect(terminal.rows[23]).toContain('q stop')
  })

  it('leaves nothing of the old size on the screen', async () => {
    const { terminal } = show()
    await terminal.waitFor('this host')
    terminal.resize(90, 30)
    await terminal.waitFor('host  cpu -')
    expect(terminal.rows.filter((row) => row.includes('kneepoint  '))).toHaveLength(1)
    expect(terminal.text).not.toContain('this host')
  })
})

describe('keys', () => {
  it('raise and lower the load of the selected scenario by one step and echo the answer', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('+')
    await terminal.waitFor('load browse 100 -> 120/s')
    terminal.type('-')
    await terminal.waitFor('load browse 120 -> 100/s')
    expect(run.sent.map(({ command }) => command)).toEqual([
      { type: 'set-rate', scenario: 'browse', rate: 120 },
      { type: 'set-rate', scenario: 'browse', rate: 100 },
    ])
    expect(run.sent.every(({ by }) => by === 'key')).toBe(true)
  })

  it('that came in one chunk, as over a slow line, all count', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('++++')
    await terminal.waitFor('load browse 170 -> 200/s')
    expect(run.sent).toHaveLength(4)
  })

  it('say why when there is nothing to act on', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('f')
    await terminal.waitFor('browse follows its plan already')
    run.patch({ phase: { kind: 'stopping', deadline: 1000 } })
    terminal.type('+')
    await terminal.waitFor('not while the run is stopping')
    expect(run.sent).toEqual([])
  })

  it('select a scenario, whose load they then change', async () => {
    const { terminal, run } = show({}, twoScenarios)
    await terminal.waitFor('▸ browse')
    terminal.type(`${escape}[B`)
    await terminal.waitFor('▸ checkout')
    terminal.type('W')
    await terminal.waitFor('load checkout 2 -> 12 VUs')
    expect(run.sent.at(-1)?.command).toEqual({ type: 'set-vus', scenario: 'checkout', vus: 12 })
  })

  it('stop gracefully at first, at once when pressed again, and then the screen closes itself', async () => {
    const { terminal, run, ui } = show()
    await terminal.waitFor('q stop')
    terminal.type('q')
    await terminal.waitFor('q stop at once')
    terminal.type('\u0003')
    await ui.finished
    expect(run.sent.map(({ command }) => command)).toEqual([
      { type: 'stop', graceful: true },
      { type: 'stop', graceful: false },
    ])
  })
})

describe('prompts', () => {
  it('refuse what is no load, say why, and take the mended one', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('=')
    await terminal.waitFor('load of browse, /s:')
    terminal.type('43x\r')
    await terminal.waitFor('expected a load such as 430, got "43x"')
    terminal.type('\u007f0\r')
    await terminal.waitFor('load browse 100 -> 430/s')
    expect(run.sent).toHaveLength(1)
  })

  it('are left with Esc, and nothing was sent', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('=43')
    await terminal.waitFor('load of browse, /s: 43')
    terminal.type(escape)
    await terminal.waitFor(() => !terminal.text.includes('load of browse'))
    expect(run.sent).toEqual([])
  })

  it('take commands by name, and name the one that was meant', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type(':rat 430\r')
    await terminal.waitFor('unknown command "rat"; did you mean "rate"?')
    terminal.type(`\u0015rate 430\r`)
    await terminal.waitFor('load browse 100 -> 430/s')
    expect(run.sent.at(-1)?.by).toBe('command')
  })

  it('put a note on the record', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.type('mcache warm\r')
    await terminal.waitFor('cache warm   (key)')
    expect(run.sent.at(-1)?.command).toEqual({ type: 'mark', note: 'cache warm' })
  })
})

describe('what cannot be taken back', () => {
  it('is asked about once, and done after y only', async () => {
    const { terminal, run } = show({}, twoScenarios)
    await terminal.waitFor('q stop')
    terminal.type('x')
    await terminal.waitFor('stop browse gracefully? That cannot be taken back   y does it')
    terminal.type('\r')
    await terminal.waitFor('left as it was')
    expect(run.sent).toEqual([])
    terminal.type('xy')
    await terminal.waitFor('stop-scenario')
    expect(run.sent.map(({ command }) => command)).toEqual([
      { type: 'stop-scenario', scenario: 'browse', graceful: true },
    ])
  })
})

describe('the summary so far', () => {
  it('is read over any view, scrolled, and left again', async () => {
    const { terminal, run } = show({ columns: 80, rows: 24 })
    run.summary = Array.from({ length: 50 }, (_, index) => `row ${index + 1} of it`).join('\n')
    terminal.type('5')
    await terminal.waitFor('this host')
    terminal.type('R')
    await terminal.waitFor('summary of the run so far, at 00:10   rows 1-21 of 50')
    terminal.type(`${escape}[B`)
    await terminal.waitFor('rows 2-22 of 50')
    terminal.type(`${escape}[F`)
    await terminal.waitFor('row 50 of it')
    terminal.type(`${escape}[F`)
    await terminal.waitFor('this is the end')
    terminal.type(escape)
    await terminal.waitFor('this host')
    expect(terminal.text).not.toContain('row 50 of it')
  })
})

describe('the charts over time', () => {
  it('stand still when they are told to, are moved, and go on', async () => {
    const { terminal, run } = show()
    run.advance(200)
    await terminal.waitFor('RUNNING 03:30')
    terminal.type('z')
    await terminal.waitFor('frozen at 03:30')
    run.advance(30)
    await terminal.waitFor('RUNNING 04:00')
    expect(terminal.text).toContain('frozen at 03:30')
    terminal.type(`${escape}[D`)
    await terminal.waitFor('frozen at 03:15')
    terminal.type('z')
    await terminal.waitFor('the charts go on')
    expect(terminal.text).not.toContain('frozen')
  })

  it('show more time, and say what a column then is', async () => {
    const { terminal } = show()
    await terminal.waitFor('q stop')
    terminal.type('<<')
    await terminal.waitFor('latency ms · 5s a column, worst second')
    terminal.type('>>>')
    await terminal.waitFor('one column is one second already')
    expect(terminal.text).not.toContain('a column')
  })
})

describe('the terminal', () => {
  it('is in the alternate screen, raw and without cursor while the screen is up, and as before afterwards', async () => {
    const { terminal, run, ui } = show()
    await terminal.waitFor('q stop')
    expect(terminal).toMatchObject({ isAlternate: true, isRaw: true, isCursorShown: false })
    run.patch({ phase: { kind: 'finished' } })
    await ui.finished
    expect(terminal).toMatchObject({ isAlternate: false, isRaw: false, isCursorShown: true })
    expect(terminal.text.trim()).toBe('')
  })

  it('without a keyboard shows the run and says that there are no keys', async () => {
    const { terminal, run } = show({ isInputTty: false })
    await terminal.waitFor('no keys: stdin is not a terminal')
    terminal.stdin.end()
    run.advance(5)
    await terminal.waitFor('RUNNING 00:15')
    expect(terminal.isAlternate).toBe(true)
  })

  it('whose keyboard is closed in mid-run goes on showing it', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    terminal.stdin.destroy(new Error('EIO'))
    run.advance(5)
    await terminal.waitFor('RUNNING 00:15')
    expect(terminal.isAlternate).toBe(true)
  })

  it('that hangs up closes the screen and nothing else', async () => {
    const { terminal, run, ui } = show()
    await terminal.waitFor('q stop')
    terminal.stdout.destroy(new Error('EIO'))
    await ui.finished
    expect(run.sent).toEqual([])
  })

  it('gets only what changed written', async () => {
    const { terminal, run } = show()
    await terminal.waitFor('q stop')
    run.patch({ elapsed: 11_000 })
    await terminal.waitFor('RUNNING 00:11')
    const before = terminal.written
    run.patch({ paused: 1 })
    run.patch({ elapsed: 12_000 })
    await terminal.waitFor('RUNNING 00:12')
    expect(terminal.written - before).toBeLessThan(300)
  })
})
