import { describe, expect, it } from 'vitest'
import type { HostView } from '../host-view.ts'
import { liveTime } from '../store/time-view.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { frameOf, runAt, textsOf } from '../testing/scene.ts'
import { curvePanel } from './curve.ts'
import { hostLine, hostPanel } from './host.ts'
import { latencyPanel } from './latency.ts'
import { throughputPanel } from './throughput.ts'

describe('the throughput chart', () => {
  it('shows where achieved stays behind offered, and good behind achieved', () => {
    const run = runAt([100, 300, 500, 700])
    expect(textsOf(throughputPanel(run.snapshots.get(), liveTime, { columns: 60, rows: 12 }))).toMatchInlineSnapshot(`
      [
        "╭ throughput /s ────────── ─ offered 700   ━ achieved 700 ─╮",
        "│   750 ┤                                                  │",
        "│       │                                          ┏━━━━━━━│",
        "│       │                                          ┃       │",
        "│   500 ┤                                  ╭─┏━━━━━┛       │",
        "│       │                                  ┏━╍╍╍╍╍╍╍╍╍╍╍╍╍╍│",
        "│       │                          ┏━━━━━━━┛               │",
        "│   250 ┤                          ┃                       │",
        "│       │                          ┃                       │",
        "│       │                  ━━━━━━━━┛                       │",
        "│     0 ┤                          ▴       ▴       ▴       │",
        "╰──────────────────────── -30s ─────────────────────── now ╯",
      ]
    `)
  })
})

describe('the latency chart', () => {
  it('is linear while the percentiles are near each other', () => {
    const run = runAt([100, 300])
    expect(textsOf(latencyPanel(run.snapshots.get(), liveTime, { columns: 60, rows: 9 }))).toMatchInlineSnapshot(`
      [
        "╭ latency ms ───────────── p50 19.0   p95 25.8   p99 32.0 ─╮",
        "│    40 ┤                                                  │",
        "│       │                                  ────────────────│",
        "│       │                                  ────────────────│",
        "│    20 ┤                                  ────────────────│",
        "│       │                                                  │",
        "│       │                                                  │",
        "│     0 ┤                                          ▴       │",
        "╰──────────────────────── -30s ─────────────────────── now ╯",
      ]
    `)
  })

  it('is logarithmic when p99 is more than 20 times p50', () => {
    const run = runAt([100])
    const windows = run.snapshots
      .get()
      .windows.map((window) => ({ ...window, latency: { count: 100, p50: 12, p95: 80, p99: 900 } }))
    run.patch({ windows })
    expect(textsOf(latencyPanel(run.snapshots.get(), liveTime, { columns: 60, rows: 12 }))).toMatchInlineSnapshot(`
      [
        "╭ latency ms (log) ──────── p50 12.0   p95 80.0   p99 900 ─╮",
        "│ 1,000 ┤                                          ────────│",
        "│       │                                                  │",
        "│       │                                                  │",
        "│       │                                                  │",
        "│   100 ┤                                                  │",
        "│       │                                          ────────│",
        "│       │                                                  │",
        "│       │                                                  │",
        "│       │                                                  │",
        "│    10 ┤                                          ────────│",
        "╰──────────────────────── -30s ─────────────────────── now ╯",
      ]
    `)
  })

  it('dots p95 from the due time once iterations start late', () => {
    const run = runAt([100])
    const windows = run.snapshots.get().windows.map((window) => ({
      ...window,
      startLag: { count: 100, p50: 20, p95: 40, p99: 50 },
      fromDue: { count: 100, p50: 40, p95: 70, p99: 90 },
    }))
    run.patch({ windows })
    const rows = textsOf(latencyPanel(run.snapshots.get(), liveTime, { columns: 90, rows: 9 }))
    expect(rows[0]).toContain('· p95 from due 70.0')
    expect(rows.join('')).toContain('········')
  })
})

describe('the curve', () => {
  it('has one point per hold, the present one marked, and says what it shows', () => {
    const { exploration } = frameOf(runAt([100, 200, 300, 430, 600]))
    expect(textsOf(curvePanel(exploration, { columns: 60, rows: 13 }))).toMatchInlineSnapshot(`
      [
        "╭ throughput by load ──── capacity 399 ± 3.99/s   5 holds ─╮",
        "│   600 ┤             A          ┊         ·· B            │",
        "│       │                        ┊     ····                │",
        "│       │                        ┊ ····                    │",
        "│   400 ┤                      ╭───●─────────◆             │",
        "│       │                  ●───╯ ┊                         │",
        "│       │              ╭───╯     ┊                         │",
        "│   200 ┤          ╭─●─╯         ┊                         │",
        "│       │      ●───╯             ┊                         │",
        "│       │  ····                  ┊                         │",
        "│     0 ┤··                      ┊                         │",
        "│ hardly more comes back at 600/s than at 430/s            │",
        "╰─────── 0 ──────── 200 ─────── 400 ─────── 600 ── load /s ╯",
      ]
    `)
  })

  it('says what is missing before there is a point', () => {
    const run = new FakeRun()
    run.advance(1)
    const rows = textsOf(curvePanel(frameOf(run).exploration, { columns: 60, rows: 8 }))
    expect(rows.join('\n')).toContain('hold this load 2 s more for a point')
    expect(rows.join('')).not.toContain('●')
  })

  it('counts VUs where the load is VUs', () => {
    const run = new FakeRun({ scenarios: [{ name: 'checkout', model: 'closed', load: 4 }] })
    run.advance(8)
    expect(textsOf(curvePanel(frameOf(run).exploration, { columns: 60, rows: 8 })).at(-1)).toContain('load VUs')
  })
})

describe('the host', () => {
  const host: HostView = {
    reading: {
      cpu: { total: 0.48, cores: [0.71, 0.25], steal: 0 },
      memory: { total: 8 * 2 ** 30, available: 4.8 * 2 ** 30 },
      process: { cpu: 0.8, rss: 145 * 2 ** 20 },
      files: { open: 412, limit: 65_536 },
      sockets: { inUse: 300, timeWait: 310 },
      probe: { cpu: 1, period: 1000 },
    },
    uiThreadCpu: 0.04,
    heapUsed: 45 * 2 ** 20,
    ports: [{ destination: '10.0.0.5:80', used: 1204, timeWait: 310, range: 28_232 }],
    limit: undefined,
    targets: [],
    balances: [],
    holds: [],
    second: undefined,
    history: [],
    utilisation: undefined,
    at: 0,
  }

  it('shows bars and every worker where there is room', () => {
    const frame = { ...frameOf(new FakeRun()), host }
    expect(textsOf(hostPanel(frame, { columns: 70, rows: 9 }))).toMatchInlineSnapshot(`
      [
        "╭ this host ─────────────────────────────────────────────────────────╮",
        "│ cpu       ██████░░░░░░   48 %   cores 71 25   steal 0 %            │",
        "│ ports     1,204 / 28,232   time-wait 310   files 412 / 65,536      │",
        "│ memory    █████░░░░░░░   40 %   3.20 GiB / 8.00 GiB                │",
        "│ process   cpu 0.80 cores  rss 145 MiB  heap 45.0 MiB  screen 4.0 % │",
        "│ lag       p99 0.90 ms   dropped 0                                  │",
        "│ worker 1  ████░░░░░░░░   30 %   lag p99 0.90 ms   100 VUs          │",
        "│ worker 2  ████░░░░░░░░   30 %   lag p99 0.90 ms   100 VUs          │",
        "╰────────────────────────────────────────────────────────────────────╯",
      ]
    `)
  })

  it('shows the workers in one row where there is not', () => {
    const frame = { ...frameOf(new FakeRun()), host }
    expect(textsOf(hostPanel(frame, { columns: 60, rows: 5 }))).toMatchInlineSnapshot(`
      [
        "╭ this host ───────────────────────────────────────────────╮",
        "│ cpu       ██████░░░░░░   48 %   cores 71 25   steal 0 %  │",
        "│ loops     w1 30 %   w2 30 %                              │",
        "│ ports     1,204 / 28,232   time-wait 310                 │",
        "╰──────────────────────────────────────────────────────────╯",
      ]
    `)
  })

  it('shows "-" for what is not known, never 0', () => {
    const run = new FakeRun()
    run.patch({ workers: [] })
    expect(textsOf(hostPanel(frameOf(run), { columns: 60, rows: 8 }))).toMatchInlineSnapshot(`
      [
        "╭ this host ───────────────────────────────────────────────╮",
        "│ cpu       ░░░░░░░░░░░░      -   steal -                  │",
        "│ ports     -   time-wait -   files -                      │",
        "│ memory    ░░░░░░░░░░░░      -   - / -                    │",
        "│ process   cpu -  rss -  heap -  screen -                 │",
        "│ lag       p99 -   dropped 0                              │",
        "│                                                          │",
        "╰──────────────────────────────────────────────────────────╯",
      ]
    `)
    expect(textsOf([hostLine(frameOf(run), 80)])).toEqual([' host  cpu -  loop -  lag p99 -  mem -  rss -  screen -'])
  })
})
