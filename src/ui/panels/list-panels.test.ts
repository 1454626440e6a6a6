import { describe, expect, it } from 'vitest'
import type { ThresholdView } from '../../engine/api.ts'
import { firstLogLook } from '../lists/log-entries.ts'
import { firstRequestsLook } from '../lists/request-rows.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { request } from '../testing/requests.ts'
import { textsOf } from '../testing/scene.ts'
import { checkLines } from './checks.ts'
import { entryLines, logLine, problemTable } from './log.ts'
import { requestsLine, requestTable } from './requests.ts'
import { thresholdLines } from './thresholds.ts'

describe('the table of requests', () => {
  const fake = new FakeRun()
  fake.patch({
    requests: [
      request('http://shop.local/cart', 88, {
        failedShare: 0.04,
        statuses: [
          { status: '200', count: 96 },
          { status: '503', count: 3 },
          { status: '0', count: 1 },
        ],
      }),
      request('http://shop.local/search?q=1', 20),
    ],
  })
  const run = fake.snapshots.get()

  it('has what each name asks for and gets', () => {
    expect(textsOf(requestTable(run, firstRequestsLook, 0, { columns: 140, rows: 3 }))).toMatchInlineSnapshot(`
      [
        "  request                              rate ↓       p50       p95       p99   errors       size     requests  status",
        "  GET /cart                            88.0/s   20.0 ms   30.0 ms   40.0 ms    4.0 %    1,010 B          100  200 96  503 3  none 1",
        "  GET /search?q=1                      20.0/s   20.0 ms   30.0 ms   40.0 ms      0 %    1,000 B          100  200 100",
      ]
    `)
  })

  it('keeps name, rate, p95 and errors where there is little room', () => {
    expect(textsOf(requestTable(run, firstRequestsLook, 0, { columns: 60, rows: 3 }))).toMatchInlineSnapshot(`
      [
        "  request                rate ↓       p95       p99   errors",
        "  GET /cart              88.0/s   30.0 ms   40.0 ms    4.0 %",
        "  GET /search?q=1        20.0/s   30.0 ms   40.0 ms      0 %",
      ]
    `)
  })

  it('says what part of it is shown', () => {
    const rows = textsOf(requestTable(run, firstRequestsLook, 1, { columns: 60, rows: 2 }))
    expect(rows[0]).toContain('request 2-2 of 2')
    expect(rows[1]).toContain('/search')
  })

  it('says what it is sorted by and searched for', () => {
    const look = { ...firstRequestsLook, filter: 'cart', sortedAt: 80_000 }
    expect(textsOf([requestsLine(run, look, 140)])).toEqual([
      ' requests by name   like "cart": 1 of 2   last 5 s   by rate, largest first, as of 01:20   http://shop.local',
    ])
    expect(textsOf(requestTable(run, { ...look, filter: 'x' }, 0, { columns: 60, rows: 1 }))).toEqual([
      '  no request is called like "x"',
    ])
  })
})

describe('thresholds', () => {
  const threshold: ThresholdView = {
    metric: 'http_req_duration',
    source: 'p(95)<500',
    method: 'p(95)',
    limit: 500,
    kind: 'trend',
    contains: 'time',
    window: undefined,
    value: 412,
    worst: undefined,
    ok: true,
    crossedAt: undefined,
    failed: false,
    abortsFrom: undefined,
  }

  it('say value, condition, how long they are crossed, and what comes of that', () => {
    const list: readonly ThresholdView[] = [
      threshold,
      { ...threshold, value: undefined, abortsFrom: 30_000 },
      { ...threshold, value: 730, ok: false, failed: true, crossedAt: 8000, abortsFrom: 30_000 },
      { ...threshold, metric: 'http_req_duration{name:cart}', window: 10_000, failed: true },
      {
        ...threshold,
        metric: 'checks',
        source: 'rate>0.99',
        method: 'rate',
        kind: 'rate',
        contains: 'default',
        value: 0.9931,
        abortsFrom: 0,
      },
      {
        ...threshold,
        metric: 'data_received',
        source: 'rate<1000000',
        method: 'rate',
        kind: 'counter',
        contains: 'data',
        value: 5000,
      },
    ]
    expect(textsOf(thresholdLines(list, 20_000, 140))).toMatchInlineSnapshot(`
      [
        "  threshold                                             condition              value       over  crossed for  when crossed",
        "  ✓ http_req_duration                                   p(95)<500             412 ms    the run            -  the run fails",
        "    http_req_duration                                   p(95)<500                  -    the run            -  ends the run from 00:30",
        "  ✗ http_req_duration                                   p(95)<500             730 ms    the run        00:12  ends the run in 10 s",
        "  ✓ http_req_duration{name:cart}                        p(95)<500             412 ms        10s          was  the run fails",
        "  ✓ checks                                              rate>0.99             99.3 %    the run            -  ends the run",
        "  ✓ data_received                                       rate<1000000       5,000 B/s    the run            -  the run fails",
      ]
    `)
  })
})

it('shows checks in their groups, with how each group does', () => {
  const check = { group: '', name: 'is up', passes: 40, fails: 0, failedAt: undefined }
  const list = [
    check,
    { ...check, group: '::shop::cart', name: 'added', passes: 30, fails: 10, failedAt: 12_000 },
    { ...check, group: '::shop::cart', name: 'fast' },
  ]
  expect(textsOf(checkLines(list, 90))).toMatchInlineSnapshot(`
    [
      "  check                                        passes         fails    passed  failed last",
      "  (no group)  ██████████ 100 %",
      "    ✓ is up                                        40             0     100 %            -",
      "  shop / cart  █████████░ 88 %",
      "    ✗ added                                        30            10      75 %        00:12",
      "    ✓ fast                                         40             0     100 %            -",
    ]
  `)
  expect(textsOf(checkLines([], 90))).toEqual(['  no check yet'])
})

describe('the log', () => {
  const problem = (message: string, count: number) => ({ code: 1212, message, count, firstAt: 500, lastAt: 9000 })

  it('has a row for each kind of failure, and counts those without a row', () => {
    const problems = [problem('dial: refused', 1204), problem('timeout', 3), problem('reset', 2), problem('eof', 1)]
    expect(textsOf(problemTable(problems, { columns: 70, rows: 4 }))).toMatchInlineSnapshot(`
      [
        "  failure                            count    code     first      last",
        "  dial: refused                      1,204    1212     00:00     00:09",
        "  timeout                                3    1212     00:00     00:09",
        "  and 2 kinds more, 3 failures together",
      ]
    `)
  })

  it('shows entries from the first that is to be seen, and says how many are not', () => {
    const fake = new FakeRun()
    const lines = Array.from({ length: 6 }, (_, index) => ({
      at: index * 1000,
      by: 'engine' as const,
      kind: 'log' as const,
      text: `order ${index}`,
    }))
    fake.patch({ lines, lineCount: 2006 })
    const look = { ...firstLogLook, top: lines[2], search: 'order' }
    const run = fake.snapshots.get()
    expect(textsOf(entryLines(run, look, { columns: 60, rows: 2 }))).toEqual([' 00:02  order 2', ' 00:03  order 3'])
    expect(textsOf([logLine(run, look, 2, 140)])).toEqual([
      ' log   everything   like "order": 6   2 newer (End)   2 earlier   the newest 6 of 2,006 logged lines',
    ])
  })
})
