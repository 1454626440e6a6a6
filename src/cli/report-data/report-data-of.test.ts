import { describe, expect, it } from 'vitest'
import { foundCapacity } from '../../analysis/testing/found-capacity.ts'
import type { ReportData } from '../../report/report-data.ts'
import { reportDataOf } from './report-data-of.ts'
import { madeRecord, type MadeRun } from './testing/made-record.ts'

const dataOf = (run: MadeRun): ReportData => reportDataOf(madeRecord(run))

describe('a report', () => {
  it('has the totals, and the seconds of the run', () => {
    const { totals, timeline, run, latency } = dataOf({ seconds: 5, rate: (second) => 10 * (second + 1) })
    expect(totals).toMatchObject({ offered: 150, achieved: 150, good: 150, requests: 150, failedRequests: 0 })
    expect(timeline.at).toEqual([500, 1500, 2500, 3500, 4500])
    expect(timeline.offered).toEqual([10, 20, 30, 40, 50])
    expect(timeline.loop).toEqual([0.25, 0.25, 0.25, 0.25, 0.25])
    expect(run.duration).toBe(5000)
    expect(latency).toMatchObject({ of: 'requests', max: 20 })
  })

  it('says of a run that was cut off only what its record says', () => {
    const { verdict, curve } = dataOf({ seconds: 40, rate: (second) => (second < 20 ? 50 : 100) })
    expect(verdict).toMatchObject({ exitCode: undefined, capacityFrom: 'record', limit: { verdict: 'undetermined' } })
    expect(verdict.capacity?.capacity).toMatchObject({ kind: 'at-least' })
    expect(curve.holds.map(({ load }) => load)).toEqual([50, 100])
    expect(curve.holds.map(({ goodput }) => goodput.value)).toEqual([50, 100])
  })

  it('takes the verdicts and the holds that the run itself came to', () => {
    const held = { load: 41, from: 0, to: 9000, seconds: 8, count: 320, response: {}, errorShare: 0 }
    const result = {
      exitCode: 99,
      capacity: foundCapacity,
      holds: [{ ...held, goodput: { value: 40, se: null, half: null } }],
      limit: {
        verdict: 'target',
        confidence: 'high',
        evidence: ['slow'],
        next: 'more',
        holds: [{ load: 41, from: 1000, to: 9000, verdict: 'target' }],
      },
    }
    const { verdict, curve } = dataOf({ seconds: 10, result })
    expect(verdict).toEqual({
      exitCode: 99,
      capacity: foundCapacity,
      capacityFrom: 'run',
      limit: { verdict: 'target', confidence: 'high', evidence: ['slow'], next: 'more' },
    })
    expect(curve.holds).toMatchObject([{ load: 41, goodput: { value: 40, half: Infinity }, heldBackBy: 'target' }])
  })

  it('makes no capacity up where no load was held', () => {
    expect(dataOf({ seconds: 2 }).verdict.capacity).toBeUndefined()
  })

  it('draws no point where more came back than was asked for: that is what an overload left behind', () => {
    const held = { from: 0, to: 9000, seconds: 8, count: 320, response: {}, errorShare: 0 }
    const holds = [
      { ...held, load: 8, goodput: { value: 160, se: 20, half: 50 } },
      { ...held, load: 40, goodput: { value: 40, se: 0.1, half: 0.2 } },
    ]
    const { curve } = dataOf({ seconds: 10, result: { exitCode: 0, holds } })
    expect(curve.holds.map(({ load }) => load)).toEqual([40])
  })

  it('times iterations where a script makes no requests', () => {
    const { latency, requests, timeline, heatmap, scenarios } = dataOf({ seconds: 3, names: [], took: () => 50 })
    expect(latency).toMatchObject({ of: 'iterations', all: { count: 60, p50: 50 } })
    expect(requests).toEqual([])
    expect(timeline.p95).toEqual([50, 50, 50])
    expect(heatmap?.cells).toEqual([0, 1, 2].map((column) => [column, 0, 20]))
    expect(scenarios[0]).toMatchObject({ requests: 0, failedShare: undefined, latency: { p50: 50 } })
  })

  it('has gaps where the run was paused, and says when', () => {
    const { timeline } = dataOf({ seconds: 6, pausedAt: new Set([2, 3]) })
    expect(timeline.offered).toEqual([20, 20, undefined, undefined, 20, 20])
    expect(timeline.pauses).toEqual([{ from: 2000, to: 4000 }])
  })

  it('tells scenarios, requests and checks apart', () => {
    const { scenarios, requests, checks } = dataOf({
      seconds: 4,
      scenarios: ['browse', 'buy'],
      names: ['/a', '/b', '/c'],
      checks: ['quick'],
      took: (_, index) => (index === 0 ? 200 : 20),
    })
    expect(scenarios.map(({ name, achieved, trace }) => [name, achieved, trace])).toEqual([
      ['browse', 80, [20, 20, 20, 20]],
      ['buy', 80, [20, 20, 20, 20]],
    ])
    expect(requests.reduce((sum, { count }) => sum + count, 0)).toBe(160)
    expect(requests.map(({ count }) => count)).toEqual(requests.map(({ count }) => count).toSorted((a, b) => b - a))
    expect(checks).toEqual([{ group: '::front', name: 'quick', passes: 152, fails: 8 }])
  })

  it('judges the balance as the run did: since a backend last came, which is told', () => {
    const { balances } = dataOf({
      seconds: 30,
      answeredBy: (second, index) => (index % 4 === 3 && second < 10 ? 'a' : ['a', 'b', 'c', 'late'][index % 4]) ?? '',
      took: (_, index) => (index % 4 === 1 ? 90 : 20),
      fails: (_, index) => index % 4 === 2,
    })
    expect(balances).toMatchObject([
      {
        kind: 'even',
        isSticky: false,
        changes: [{ at: 11_000, kind: 'appeared', name: 'late', count: 4 }],
        answers: { p: 1, degrees: 3 },
      },
    ])
    expect(balances[0]?.notes).toEqual([
      'b is slow: median 90 ms, the others 20 ms',
      'c fails: 100 % of its answers, the others 0 %',
    ])
    expect(balances[0]?.backends).toMatchObject([
      { name: 'a', share: 0.25, answers: 200, failedShare: 0, latency: { p50: 20 }, firstAt: 1000, lastAt: 30_000 },
      { name: 'b', share: 0.25, answers: 150, failedShare: 0, latency: { p50: 90 } },
      { name: 'c', share: 0.25, answers: 150, failedShare: 1 },
      { name: 'late', share: 0.25, answers: 100, firstAt: 11_000 },
    ])
    expect(balances[0]?.backends[3]?.trace).toEqual([...Array<number>(10).fill(0), ...Array<number>(20).fill(5)])
  })

  it('has no balance where there was one backend that nobody asked for', () => {
    expect(dataOf({ seconds: 3 }).balances).toEqual([])
  })

  it('shows how events began and ended where there are too many, and says how many are left out', () => {
    const events = Array.from({ length: 1000 }, (_, at) => ({ at, by: 'key', kind: 'mark', text: `${at}` }) as const)
    const { shown, leftOut } = dataOf({ seconds: 1, events }).events
    expect([shown.length, shown[0]?.text, shown.at(-1)?.text, leftOut]).toEqual([400, '0', '999', 600])
  })

  it('is there for a record of nothing', () => {
    const { timeline, heatmap, curve, verdict } = dataOf({ seconds: 0 })
    expect([timeline.at, heatmap, curve.holds, verdict.capacity]).toEqual([[], undefined, [], undefined])
  })
})
