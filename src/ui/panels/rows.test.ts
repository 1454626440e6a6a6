import { describe, expect, it } from 'vitest'
import type { Line } from '../format/line.ts'
import { promptOf } from '../store/prompt.ts'
import { initialState, type UiState } from '../store/ui-state.ts'
import { FakeRun, type FakeRunOptions } from '../testing/fake-run.ts'
import { frameOf, runAt, textsOf } from '../testing/scene.ts'
import { eventLines } from './events.ts'
import type { KeyContext } from '../keys/context.ts'
import { footerLine } from './footer.ts'
import { headerLine } from './header.ts'
import { messageLine } from './message.ts'
import { scenarioTable } from './scenarios.ts'

const text = (row: Line): string => textsOf([row]).join('')

describe('the scenario table', () => {
  const scenarios: FakeRunOptions['scenarios'] = [
    { name: 'browse', model: 'open', load: 100 },
    { name: 'checkout', model: 'closed', load: 2 },
  ]

  it('has all columns where there is room', () => {
    const { scenarios: views } = runAt([100, 500], { scenarios }).snapshots.get()
    expect(textsOf(scenarioTable(views, 'checkout', { columns: 150, rows: 3 }))).toMatchInlineSnapshot(`
      [
        "  scenario        executor                        load   achieved            VUs  in-flight       p50       p95       p99    errors   dropped   checks",
        "  browse          constant-arrival-rate         500/s*      500/s      173 / 200        173    494 ms    626 ms    732 ms      33 %         0     67 %",
        "▸ checkout        constant-vus                  2 VUs       100/s        2 / 200         35    494 ms    626 ms    732 ms      33 %         -     67 %",
      ]
    `)
  })

  it('keeps name, load, achieved, p95 and errors where there is little', () => {
    const { scenarios: views } = runAt([100, 500], { scenarios }).snapshots.get()
    expect(textsOf(scenarioTable(views, 'browse', { columns: 66, rows: 3 }))).toMatchInlineSnapshot(`
      [
        "  scenario                     load   achieved       p95    errors",
        "▸ browse                     500/s*      500/s    626 ms      33 %",
        "  checkout                   2 VUs       100/s    626 ms      33 %",
      ]
    `)
  })

  it('shows "-" before there is a first window', () => {
    const { scenarios: views } = new FakeRun({ scenarios }).snapshots.get()
    expect(textsOf(scenarioTable(views, 'browse', { columns: 66, rows: 3 }))).toMatchInlineSnapshot(`
      [
        "  scenario                     load   achieved       p95    errors",
        "▸ browse                     100/s           -         -         -",
        "  checkout                   2 VUs           -         -         -",
      ]
    `)
  })

  it('scrolls to the selected one and says how many there are', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, model: 'open' as const, load: 1 }))
    const { scenarios: views } = new FakeRun({ scenarios: many }).snapshots.get()
    const rows = textsOf(scenarioTable(views, 'd', { columns: 66, rows: 3 }))
    expect(rows.map((row) => row.slice(0, 17).trimEnd())).toEqual(['  scenario 4 of 5', '  c', '▸ d'])
  })
})

describe('the events', () => {
  it('are the newest first, with who did it; equal failures are one row', () => {
    const run = runAt([100, 120])
    run.patch({
      problems: [{ code: 1211, message: 'dial: i/o timeout', count: 1204, firstAt: 2000, lastAt: 14_000 }],
      events: [...run.snapshots.get().events, { at: 15_000, by: 'engine', kind: 'warning', text: 'worker 1 is late' }],
    })
    expect(textsOf(eventLines(run.snapshots.get(), 80, 4))).toMatchInlineSnapshot(`
      [
        " 00:15  worker 1 is late",
        " 00:14  1,204 x dial: i/o timeout (error 1211)   since 00:02",
        " 00:08  load browse 100 -> 120/s   (key)",
        "",
      ]
    `)
  })
})

it('shows the last of the lines that scripts logged, with their number, as one event', () => {
  const run = runAt([100])
  const logged = (text: string) => ({ at: 3000, by: 'engine', kind: 'log', text }) as const
  run.patch({ lines: [logged('first'), logged('second')], lineCount: 2 })
  expect(textsOf(eventLines(run.snapshots.get(), 80, 2))).toEqual([' 00:03  second   (2 lines logged)', ''])
})

describe('header, message and footer', () => {
  const facts = { title: 'script.js', isRecording: true, hasKeyboard: true }

  it('say what runs, how long, and where on the curve', () => {
    const frame = { ...frameOf(runAt([100])), reducedFps: 2 }
    expect(text(headerLine(facts, frame, 140))).toMatchInlineSnapshot(
      `" kneepoint     script.js     http://127.0.0.1:8080/     RUNNING 00:08 / open end     zone A  ramp     limit -             ui 2 fps   rec on"`,
    )
  })

  it('shorten the target rather than anything else', () => {
    const frame = frameOf(runAt([100], { target: `http://127.0.0.1:8080/${'very/'.repeat(20)}long` }))
    expect(text(headerLine({ ...facts, isRecording: false }, frame, 80))).toMatchInlineSnapshot(
      `" kneepoint  script.js  http:/…  RUNNING 00:08 / open end  zone A  ramp  limit -"`,
    )
  })

  it('name what runs once when script and target are the same', () => {
    const frame = frameOf(runAt([100]))
    const header = text(headerLine({ ...facts, title: 'http://127.0.0.1:8080/' }, frame, 100))
    expect(header.match(/127\.0\.0\.1/g)).toHaveLength(1)
  })

  const size = { columns: 160, rows: 50 }
  const state = initialState(size)
  const contextOfRun = (run: FakeRun, changes: Partial<UiState> = {}): KeyContext => ({
    state: { ...state, ...changes },
    run: run.snapshots.get(),
    exploration: run.exploration.get(),
  })

  it('offer the keys that do something now', () => {
    const run = new FakeRun()
    const at = (kind: 'running' | 'paused' | 'loading'): string => {
      run.patch({ phase: { kind } })
      return text(footerLine(contextOfRun(run), true, 120))
    }
    expect([at('running'), at('paused'), at('loading')]).toMatchInlineSnapshot(`
      [
        " + - load   [ ] step 20 %   = set   space pause   a explore   u undo   m mark   1-9 views   : command   ? help   q stop",
        " + - load   [ ] step 20 %   = set   space resume   a explore   u undo   m mark   1-9 views   : command   ? help   q stop",
        " < > time   z freeze   1-9 views   R summary   : command   ? help   q stop",
      ]
    `)
    run.patch({ phase: { kind: 'stopping', deadline: 0 } })
    expect(text(footerLine(contextOfRun(run), true, 120))).toContain('q stop at once')
  })

  it('keep the most needed keys on a narrow screen', () => {
    expect(text(footerLine(contextOfRun(new FakeRun()), true, 44))).toBe(' + - load   space pause   ? help   q stop')
  })

  it('forget an echo after a while', () => {
    const run = new FakeRun()
    const message = { text: 'load browse 100 -> 120/s', accepted: true, at: 0 }
    const context = () => contextOfRun(run, { message })
    expect(text(messageLine(context(), 60))).toBe(' load browse 100 -> 120/s')
    run.advance(9)
    expect(text(messageLine(context(), 60))).toMatch(/^ next: hold 200\/s/)
  })

  it('say what the search does, and what it asks', () => {
    const run = new FakeRun()
    const shown = (state: 'searching' | 'asking' | 'by-hand'): string => {
      run.exploration.set({ ...run.exploration.get(), search: { state, phase: 'scout', said: 'up to 160/s' } })
      return text(messageLine(contextOfRun(run), 60))
    }
    expect(shown('searching')).toBe(' exploring: up to 160/s')
    expect(shown('asking')).toBe(' up to 160/s   y does it')
    expect(shown('by-hand')).toMatch(/^ next: hold/)
    expect(text(footerLine(contextOfRun(run), true, 120))).toContain('a go on exploring')
  })

  it('show the end of what is typed when it is longer than the row', () => {
    const shown = (problem: string | undefined): string => {
      const prompt = { ...promptOf('mark', 'the cache of the second backend was emptied'), problem }
      return text(messageLine(contextOfRun(new FakeRun(), { prompt }), 40))
    }
    expect(shown(undefined)).toBe(' note: … the second backend was emptied')
    expect(shown('not now')).toBe(' note: …d backend was emptied    not now')
  })

  it('say how much of the time was paused', () => {
    const run = runAt([100])
    run.patch({ paused: 12_000 })
    expect(text(headerLine(facts, frameOf(run), 120))).toContain('RUNNING 00:08 / open end (00:12 paused)')
  })

  it('say how long a graceful stop may still take', () => {
    const run = runAt([100])
    run.patch({ phase: { kind: 'stopping', deadline: 37_500 } })
    expect(text(headerLine(facts, frameOf(run), 120))).toContain('STOPPING 00:08, 30 s at most')
  })
})
