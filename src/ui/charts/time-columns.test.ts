import { describe, expect, it } from 'vitest'
import type { RunEvent, Window } from '../../engine/api.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { markedColumns, offeredRate, returnRate, timeColumns, timeLabels } from './time-columns.ts'

const run = new FakeRun()
run.advance(5)
const { windows } = run.snapshots.get()
const [first] = windows

describe('columns', () => {
  it('end with the newest window and begin before the run did', () => {
    expect(timeColumns(windows, 7).map((window) => window?.from)).toEqual([
      undefined,
      undefined,
      0,
      1000,
      2000,
      3000,
      4000,
    ])
    expect(timeColumns(windows, 2).map((window) => window?.from)).toEqual([3000, 4000])
  })

  it('are marked where the load was changed, paused or noted, and only there', () => {
    const event = (at: number, kind: RunEvent['kind']): RunEvent => ({ at, by: 'key', kind, text: '' })
    const events = [
      event(500, 'load'),
      event(1500, 'log'),
      event(2000, 'mark'),
      event(2999, 'pause'),
      event(9000, 'load'),
    ]
    expect([...markedColumns(events, timeColumns(windows, 7))]).toEqual([2, 4])
  })

  it('are labelled every thirty seconds, each label over its column', () => {
    const labels = timeLabels(70, 8).map(({ column, text }) => [column + Math.floor(text.text.length / 2), text.text])
    expect(labels).toEqual([
      [17, ' -60s '],
      [47, ' -30s '],
      [75, ' now '],
    ])
  })
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
