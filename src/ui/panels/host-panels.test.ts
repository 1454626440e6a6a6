import { describe, expect, it } from 'vitest'
import { judgeBalance } from '../../analysis/balance/judge-balance.ts'
import { reportUtilisation } from '../../analysis/utilisation/utilisation-report.ts'
import { judgeLimit } from '../../analysis/verdict/judge-limit.ts'
import { summarize } from '../../analysis/verdict/summary.ts'
import { fiveOf, knownTarget, secondAt } from '../../analysis/verdict/testing/make-second.ts'
import type { HostReading } from '../../base/host-reading.ts'
import type { BackendView } from '../../engine/api.ts'
import type { HostView } from '../host-view.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { frameOf, textsOf } from '../testing/scene.ts'
import { balanceLines } from './balance.ts'
import { hostDetailPanel } from './host-detail.ts'
import { gaugesPanel } from './host-gauges.ts'
import { limitPanel } from './limit.ts'
import { targetPanel } from './target.ts'

const quiet: HostView = {
  reading: undefined,
  uiThreadCpu: undefined,
  heapUsed: undefined,
  ports: [],
  targets: [],
  utilisation: undefined,
  balances: [],
  limit: undefined,
  holds: [],
  second: undefined,
  history: [],
  at: 0,
}

describe('the gauges', () => {
  const files = (open: number) => summarize([secondAt(0, { host: { files: { open, limit: 20_000 } } })])
  const history = [60, 9000, 15_000, 19_000].flatMap((open) => files(open) ?? [])
  const rows = gaugesPanel({ ...quiet, history }, { columns: 104, rows: 23 })

  it('show what is used of each limit, how that came, and what it is', () => {
    const texts = textsOf(rows)
    expect(texts.find((row) => row.includes('files'))).toMatch(/█{12} {5}95 % \/ 90 % .*▁▅▇█ {2}19,000 of 20,000/)
    expect(texts.find((row) => row.includes('conntrack'))).toMatch(/░{12} {8}- \/ 95 %/)
  })

  it('are red where a limit binds, and in the colour of alarms near it', () => {
    const row = rows[11] ?? []
    expect(row.filter(({ text }) => /[▁▅▇█]$/.test(text)).map(({ tone }) => tone)).toEqual([
      'error',
      'busy',
      'busy',
      'alarm',
      'error',
    ])
  })
})

describe('the verdict', () => {
  it('stands with its evidence, what to do, and what was said of earlier loads', () => {
    const limit = judgeLimit(
      fiveOf({ worker: { utilisation: 0.99, cpu: 0.99 }, load: { dropped: 90, started: 310, good: 310 } }),
      knownTarget,
    )
    const hold = { load: 430, from: 61_000, to: 75_000, verdict: 'target', confidence: 'high', evidence: [] } as const
    expect(textsOf(limitPanel({ ...quiet, limit, holds: [hold] }, { columns: 60, rows: 12 }))).toMatchInlineSnapshot(`
      [
        "╭ is it me or the target ──────────────────────────────────╮",
        "│ GENERATOR  high                                          │",
        "│ • the busiest worker's event loop is busy 99 %           │",
        "│ • 23 % of the arrivals were dropped in bursts: 8 of 200  │",
        "│   VUs were busy on average                               │",
        "│ • the target can answer as fast as without load: 19 ms,  │",
        "│   now 19 ms to the first byte; the rest is our own delay │",
        "│   in reading                                             │",
        "│ next: add a worker: --threads 2                          │",
        "│                                                          │",
        "│ loads that were held, and who held them back             │",
        "╰──────────────────────────────────────────────────────────╯",
      ]
    `)
  })

  it('is said to be missing while it is', () => {
    expect(textsOf(limitPanel(undefined, { columns: 40, rows: 3 }))[1]).toContain('nothing was judged yet')
  })
})

it('shows every worker, core and interface, and "-" for what is not known', () => {
  const run = new FakeRun()
  const reading: HostReading = {
    cpu: { total: 0.5, cores: [0.71, 0.25] },
    process: {
      cpu: 0.8,
      rss: 145 * 2 ** 20,
      threads: [
        { name: 'node', cpu: 0.1, starved: 0 },
        { name: 'kneepoint-w0', cpu: 0.7, starved: 0 },
      ],
    },
    cgroup: { version: 2, cpuLimit: 1.5, throttled: 0.02, memoryUsed: 2 ** 28, memoryLimit: undefined },
    sockets: { inUse: 300, timeWait: 310 },
    tcp: { established: 280, retransmitted: undefined, listenOverflows: 0 },
    memory: { total: 8 * 2 ** 30, available: 4.8 * 2 ** 30 },
    links: [{ name: 'eth0', received: 3 * 2 ** 20, sent: 2 ** 20, speed: undefined }],
    probe: { cpu: 1.2, period: 1000 },
  }
  const ports = [{ destination: '10.0.0.5:80', used: 210, timeWait: 10, range: 28_232 }]
  const frame = { ...frameOf(run), host: { ...quiet, reading, ports } }
  expect(textsOf(hostDetailPanel(frame, { columns: 76, rows: 14 }))).toMatchInlineSnapshot(`
    [
      "╭ this host, in detail ────────────────────────────────────────────────────╮",
      "│  worker       loop   delay p99   no CPU       gc        heap     VUs     │",
      "│  1               -           -        -        -           -     100     │",
      "│  2               -           -        -        -           -     100     │",
      "│ cores %  71 25                                                           │",
      "│ process   cpu 0.80 cores  rss 145 MiB  a look 1.20 ms of CPU             │",
      "│ threads   kneepoint-w0 70 %  node 10 %                                   │",
      "│ sockets   in use 300  established 280  time-wait 310  orphans -          │",
      "│ ports     210 of 28,232 to 10.0.0.5:80  time-wait 10                     │",
      "│ memory    4.80 GiB of 8.00 GiB available  swap - of -                    │",
      "│ pressure  cpu -  memory -  io -                                          │",
      "│ group     cpu 1.50 cores  throttled 2.0 %  memory 256 MiB / no limit     │",
      "│ eth0      in 3.00 MiB/s  out 1.00 MiB/s  speed -                         │",
      "╰──────────────────────────────────────────────────────────────────────────╯",
    ]
  `)
})

describe('the target', () => {
  const loads = [50, 100, 200, 300, 400]
  const uses = (demand: number) => loads.map((throughput) => ({ throughput, used: throughput * demand }))

  it('shows what each request takes of each resource, and where that ends', () => {
    const utilisation = reportUtilisation(
      [
        { name: 'cpu', kind: 'cpu', points: uses(0.0025) },
        { name: 'network', kind: 'link', points: uses(0.0004) },
      ],
      { throughput: 400, isReached: true },
    )
    const reading = { from: 0, to: 2000, series: [{ name: 'pool_active', value: 7, perSecond: undefined }] }
    const targets = [
      {
        ...reading,
        source: 'http://t/metrics',
        resources: [{ name: 'cpu', kind: 'cpu' as const, used: 0.99 }],
        problem: undefined,
      },
      { ...reading, source: 'http://u/metrics', resources: [], series: [], problem: 'answers 503' },
    ]
    expect(textsOf(targetPanel({ ...quiet, utilisation, targets }, { columns: 76, rows: 11 }))).toMatchInlineSnapshot(`
      [
        "╭ the target, by itself ───────────────────────────────────────────────────╮",
        "│ cpu is the limit: 2.5 ms for each request, full at 400/s; network would  │",
        "│ bind next, at 2250/s                                                     │",
        "│ ! http://u/metrics: answers 503                                          │",
        "│  resource                now  ms/request     full at                     │",
        "│  cpu                    99 %        2.50       400/s  limit              │",
        "│  network                   -        0.40     2,250/s  next               │",
        "│  pool_active 7.00                                                        │",
        "│                                                                          │",
        "│                                                                          │",
        "╰──────────────────────────────────────────────────────────────────────────╯",
      ]
    `)
  })

  it('says how to be told more', () => {
    expect(textsOf(targetPanel(undefined, { columns: 76, rows: 4 })).join()).toContain('--target-metrics URL')
  })
})

describe('the balance', () => {
  const view = (name: string, answers: number, connections: number): BackendView => ({
    service: 'http://shop',
    name,
    rate: answers / 10,
    latency: { count: answers, p50: 20, p95: 40, p99: 60 },
    failedShare: 0,
    answers,
    failures: 0,
    connections,
    stays: answers - connections,
    firstAt: 1000,
    lastAt: 9000,
  })

  it('has a row for every backend, and says who makes it uneven', () => {
    const run = new FakeRun()
    const backends = [view('web-1', 600, 8), view('web-2', 300, 6)]
    run.advance(10)
    run.patch({ backends })
    const balance = judgeBalance(
      'http://shop',
      backends.map((it) => ({ ...it, p50: it.latency.p50 })),
      false,
    )
    const frame = { ...frameOf(run), host: { ...quiet, balances: [balance] } }
    expect(textsOf(balanceLines(frame, 110))).toMatchInlineSnapshot(`
      [
        " http://shop",
        " our connections stay with their backends, and 14 of them were dealt (p = 0.593): web-1 67 %, web-2 33 %,",
        " even would be 50 %",
        " next: deal anew more often: --connection-max-age 10s, or more VUs",
        "  backend                  share                             rate        p50        p95    errors      answers",
        "  web-1                     67 %  █████████████░░░░░░░     60.0/s    20.0 ms    40.0 ms       0 %          600",
        "  web-2                     33 %  ███████░░░░░░░░░░░░░     30.0/s    20.0 ms    40.0 ms       0 %          300",
        "",
        " shares are those since a backend last came or went; --backend-header X-Pod tells backends apart by a header,",
        " --connection-max-age 10s deals connections anew",
      ]
    `)
  })

  it('says that nothing has answered yet', () => {
    expect(textsOf(balanceLines(frameOf(new FakeRun()), 80)).join()).toContain('nothing has answered yet')
  })
})
