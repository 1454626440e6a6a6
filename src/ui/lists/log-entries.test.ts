import { describe, expect, it } from 'vitest'
import type { RunEvent, RunSnapshot } from '../../engine/api.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { atNewest, firstLogLook, logEntries, logProblems, topIndexOf } from './log-entries.ts'

const event = (at: number, kind: RunEvent['kind'], text: string): RunEvent => ({ at, by: 'engine', kind, text })

const events = [
  event(100, 'phase', 'ready'),
  event(2000, 'load', 'load 100 -> 120/s'),
  event(4000, 'error', 'dial: refused'),
]
const lines = [event(1000, 'log', 'order 1'), event(4000, 'log', 'order 2')]
const run: RunSnapshot = { ...new FakeRun().snapshots.get(), events, lines, lineCount: 2 }

const texts = (kind: typeof firstLogLook.kind, search = ''): string[] =>
  logEntries(run, { kind, search }).map(({ text }) => text)

describe('the entries of the log', () => {
  it('are events and lines of scripts in the order of their times', () => {
    expect(texts('all')).toEqual(['ready', 'order 1', 'load 100 -> 120/s', 'dial: refused', 'order 2'])
  })

  it('can be of one kind, and searched', () => {
    expect(texts('actions')).toEqual(['load 100 -> 120/s'])
    expect(texts('run')).toEqual(['ready'])
    expect(texts('failures')).toEqual(['dial: refused'])
    expect(texts('lines')).toEqual(['order 1', 'order 2'])
    expect(texts('all', 'ORDER 2')).toEqual(['order 2'])
  })
})

describe('failures', () => {
  const problem = (message: string, firstAt: number, count: number) => ({
    code: 1212,
    message,
    count,
    firstAt,
    lastAt: 9000,
  })
  const failing: RunSnapshot = { ...run, problems: [problem('many', 500, 99), problem('early', 100, 1)] }

  it('stand in the order in which they first came', () => {
    expect(logProblems(failing, firstLogLook).map(({ message }) => message)).toEqual(['early', 'many'])
  })

  it('are found by their code too, and are left out where other kinds are shown', () => {
    expect(logProblems(failing, { kind: 'failures', search: '1212' })).toHaveLength(2)
    expect(logProblems(failing, { kind: 'failures', search: 'man' })).toHaveLength(1)
    expect(logProblems(failing, { kind: 'lines', search: '' })).toEqual([])
  })
})

describe('the shown part', () => {
  it('has the newest entries in its upper three quarters, so that there is room for more', () => {
    const count = logEntries(run, firstLogLook).length
    const topFor = (rows: number): number =>
      topIndexOf(logEntries(run, firstLogLook), atNewest(run, firstLogLook, rows))
    expect(topFor(4)).toBe(count - 3)
    expect(topFor(2 * count)).toBe(0)
  })

  it('stays with its first entry when more come and old ones go', () => {
    const look = { ...firstLogLook, top: events[1] }
    const later: RunSnapshot = { ...run, events: [...events.slice(1), event(5000, 'mark', 'x')] }
    const entries = logEntries(later, look)
    expect(entries[topIndexOf(entries, look)]).toBe(events[1])
  })

  it('goes on to the next when its first entry is no longer kept', () => {
    const look = { ...firstLogLook, top: events[0] }
    const entries = logEntries({ ...run, events: events.slice(2), lines: [] }, look)
    expect(topIndexOf(entries, look)).toBe(0)
    expect(topIndexOf([], look)).toBe(0)
  })
})
