import { describe, expect, it } from 'vitest'
import type { RunEvent, Window } from '../../engine/api.ts'
import { largest } from '../panels/largest.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { liveTime, type TimeView } from '../store/time-view.ts'
import { markedColumns, offeredRate, returnRate, timeColumns, timeLabels } from './time-columns.ts'

const run = new FakeRun()
run.advance(5)
const { windows } = run.snapshots.get()
const [first] = windows

describe('columns', () => {
  it('end with the newest window and begin before the run did', () => {
    expect(timeColumns(windows, 7, liveTime).map((window) => window?.from)).toEqual([
      undefined,
      undefined,
      0,
      1000,
      2000,
      3000,
      4000,
    ])
    expect(timeColumns(windows, 2, liveTime).map((window) => window?.from)).toEqual([3000, 4000])
  })

  it('of more than a second each begin at whole multiples, add counts up and show the worst second', () => {
    const wide = timeColumns(windows, 3, { columnMs: 2000, until: undefined })
    expect(wide.map((column) => [column?.from, column?.to])).toEqual([
      [0, 2000],
      [2000, 4000],
      [4000, 5000],
    ])
    const both = windows.slice(2, 4)
    expect(wide[1]?.offered).toBe(both.reduce((sum, { offered }) => sum + offered, 0))
    expect(wide[1]?.latency.p99).toBe(largest(both.map(({ latency }) => latency.p99)))
  })

  it('end where the charts stand still', () => {
    const frozen: TimeView = { columnMs: 1000, until: 3000 }
    expect(timeColumns(windows, 2, frozen).map((window) => window?.from)).toEqual([1000, 2000])
    expect(timeColumns([], 1, frozen)).toEqual([undefined])
  })

  it('are marked where the load was changed, paused or noted, and only there', () => {
    const event = (at: number, kind: RunEvent['kind']): RunEvent => ({ at, by: 'key', kind, text: 'deployed' })
    const events = [
      event(500, 'load'),
      event(1500, 'log'),
      event(2000, 'mark'),
      event(2999, 'pause'),
      event(9000, 'load'),
    ]
    expect([...markedColumns(events, timeColumns(windows, 7, liveTime), liveTime)]).toEqual([
      [2, ''],
      [4, 'deployed'],
    ])
  })

  it('are labelled every thirty seconds, each label over its column', () => {
    const labels = timeLabels(70, 8, liveTime).map(({ column, text }) => [
      column + Math.floor(text.text.length / 2),
      text.text,
    ])
    expect(labels).toEqual([
      [17, ' -60s '],
      [47, ' -30s '],
      [75, ' now '],
    ])
  })
})

it('says clock times where the charts stand still, and minutes where columns are wide', () => {
  const texts = (time: TimeView): string[] => timeLabels(70, 8, time).map(({ text }) => text.text)
  expect(texts({ columnMs: 1000, until: 95_000 })).toEqual([' 00:35 ', ' 01:05 ', ' frozen at 01:35 '])
  expect(texts({ columnMs: 5000, until: undefined })).toEqual([' -5m ', ' -2m30s ', ' now '])
})

describe('a rate', () => {
  const window = (part: Partial<Window>): Window => ({ ...(first as Window), offered: 300, ...part })

  it.each([
    ['a second', {}, 300, 200],
    ['a second that was paused for half of it', { pausedFor: 500 }, 600, 200],
    ['a second that was paused throughout', { pausedFor: 1000 }, undefined, 200],
    ['half a second', { to: 500 }, 600, 400],
    ['next to nothing', { to: 20 }, undefined, undefined],
  ])('over %s is that of the time in which it could be: %j', (_, part, offered, returned) => {
    expect(offeredRate(window(part))).toBe(offered)
    expect(returnRate(200, window(part))).toBe(returned)
  })
})
