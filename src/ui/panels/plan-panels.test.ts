import { describe, expect, it } from 'vitest'
import type { RunSnapshot, ScenarioView } from '../../engine/api.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { textsOf } from '../testing/scene.ts'
import { planChart } from './plan-chart.ts'
import { planTable } from './plan-table.ts'
import { stretchList } from './stretch-list.ts'

const course = [
  { at: 0, load: 20 },
  { at: 20_000, load: 150 },
  { at: 60_000, load: 150 },
  { at: 80_000, load: 0 },
]
const shown = { from: 0, to: 80_000 }

/** `browse` 30 s into its course, beside `nightly`, which waits. */
function scene(change: Partial<ScenarioView> = {}) {
  const fake = new FakeRun({
    scenarios: [
      { name: 'browse', model: 'open', load: 150 },
      { name: 'nightly', model: 'closed', load: 5 },
    ],
  })
  fake.advance(30)
  fake.patchScenario('browse', { plan: course, course, endsAt: 80_000, load: 150, planned: 150, ...change })
  const later = [
    { at: 50_000, load: 5 },
    { at: 70_000, load: 5 },
  ]
  fake.patchScenario('nightly', { state: 'waiting', plan: later, course: later, startsAt: 50_000, endsAt: 70_000 })
  const run = fake.snapshots.get()
  const [browse, nightly] = run.scenarios
  if (browse === undefined || nightly === undefined) throw new Error('the scene has two scenarios')
  return { run, browse, nightly }
}

const chartOf = (run: RunSnapshot, scenario: ScenarioView, draft?: ScenarioView['course'], columns = 80): string[] =>
  textsOf(planChart({ run, scenario, draft, shown }, { columns, rows: 11 }))

describe('the chart of a plan', () => {
  it('has what was asked for behind now, what is to come ahead of it, and names both', () => {
    const { run, browse } = scene()
    expect(chartOf(run, browse)).toMatchInlineSnapshot(`
      [
        "╭ plan of browse ──────────────────── ─ asked 150/s   ends at 01:20, in 00:50 ─╮",
        "│        │      ↑150       │            hold 150/s            │       ↓0       │",
        "│       │                          ┊                                           │",
        "│   200 ┤                          ┊                                           │",
        "│       │                 ╭────────····························                │",
        "│       │             ╭───╯        ┊                          ····             │",
        "│   100 ┤         ╭───╯            ┊                             ·····         │",
        "│       │    ╭────╯                ┊                                 ·····     │",
        "│       │────╯                     ┊                                     ····· │",
        "│     0 ┤                          ┊                                         ··│",
        "╰──────── 00:00 ─── 00:15 ──── now 00:30 ──── 00:45 ────── 01:00 ────── 01:15 ─╯",
      ]
    `)
  })

  it('keeps the plan in sight where the operator left it', () => {
    const left = [...course.slice(0, 2), { at: 25_000, load: 150 }, { at: 25_000, load: 90 }, { at: 80_000, load: 90 }]
    const { run, browse } = scene({ course: left, load: 90, overridden: true })
    const rows = chartOf({ ...run, rampMs: 10_000 }, browse, undefined, 110)
    expect(rows[0]).toContain('─ asked 90/s   ends at 01:20, in 00:50   ╍ plan 150/s   changes take 10s')
    expect(rows.join('')).toContain('╍╍╍╍╍')
  })

  it('draws stages while they are typed', () => {
    const { run, browse } = scene()
    const draft = [
      { at: 30_000, load: 150 },
      { at: 40_000, load: 400 },
      { at: 60_000, load: 400 },
    ]
    const rows = chartOf(run, browse, draft)
    expect(rows[1]).toContain('hold 400/s')
    expect(rows.join('')).toContain('━━━━━')
  })

  it('says when a scenario that waits begins', () => {
    const { run, nightly } = scene()
    expect(chartOf(run, nightly)[0]).toContain('waits, begins at 00:50, in 00:20')
  })
})

describe('the list of what comes', () => {
  it('begins with now, and says how long until the next', () => {
    const { browse } = scene()
    expect(textsOf(stretchList({ scenario: browse, draft: undefined, now: 30_000 }, 3))).toEqual([
      '  ▸ 00:20 - 01:00         hold 150/s                        00:30 left',
      '    01:00 - 01:20         ramp down 150 -> 0/s              in 00:30',
      '',
    ])
  })

  it('counts what it has no room for', () => {
    const { browse } = scene()
    expect(textsOf(stretchList({ scenario: browse, draft: undefined, now: 0 }, 2))[1]).toBe('    and 2 more')
  })

  it('says when nothing is to come', () => {
    const { browse } = scene()
    expect(textsOf(stretchList({ scenario: browse, draft: undefined, now: 90_000 }, 1))).toEqual([
      '    nothing is to come',
    ])
  })
})

it('lays the courses of all scenarios over the same time', () => {
  const { run } = scene()
  expect(
    textsOf(planTable(run.scenarios, 'browse', { shown, now: 30_000 }, { columns: 80, rows: 3 })),
  ).toMatchInlineSnapshot(`
    [
      "  scenario                    load            VUs       p95  00:00 - 01:20",
      "▸ browse                    150/s         5 / 200   40.5 ms  ▃▄▅▆███┊███████▆▅▃▂",
      "  nightly                  waiting        5 / 200   40.5 ms         ┊   ██████",
    ]
  `)
})
