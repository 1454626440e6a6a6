import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Deadlines, type Expiring } from './deadlines.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function makeRig(): { deadlines: Deadlines; expired: string[]; entry: (name: string) => Expiring } {
  const expired: string[] = []
  return {
    deadlines: new Deadlines({ now: () => performance.now() }),
    expired,
    entry: (name) => ({
      expiresAt: 0,
      previous: undefined,
      next: undefined,
      deadlines: undefined,
      expire: () => expired.push(name),
    }),
  }
}

it('expires each at its time, in the order they began', () => {
  const { deadlines, expired, entry } = makeRig()
  deadlines.start(entry('a'), 100)
  vi.advanceTimersByTime(40)
  deadlines.start(entry('b'), 100)
  deadlines.start(entry('quick'), 10)
  vi.advanceTimersByTime(10)
  expect(expired).toEqual(['quick'])
  vi.advanceTimersByTime(50)
  expect(expired).toEqual(['quick', 'a'])
  vi.advanceTimersByTime(39)
  expect(expired).toEqual(['quick', 'a'])
  vi.advanceTimersByTime(1)
  expect(expired).toEqual(['quick', 'a', 'b'])
})

it('forgets what ended before, wherever it stood in the list', () => {
  const { deadlines, expired, entry } = makeRig()
  const entries = ['a', 'b', 'c', 'd'].map(entry)
  for (const one of entries) deadlines.start(one, 100)
  for (const at of [0, 2, 3]) if (entries[at] !== undefined) deadlines.stop(entries[at])
  vi.advanceTimersByTime(1000)
  expect(expired).toEqual(['b'])
})

it('takes an entry again after it ended or expired', () => {
  const { deadlines, expired, entry } = makeRig()
  const one = entry('a')
  deadlines.start(one, 100)
  deadlines.stop(one)
  deadlines.stop(one)
  deadlines.start(one, 50)
  vi.advanceTimersByTime(50)
  deadlines.start(one, 100)
  vi.advanceTimersByTime(100)
  expect(expired).toEqual(['a', 'a'])
})

it('needs one timer while requests come and go, and none when there is nothing left', () => {
  const { deadlines, entry } = makeRig()
  const one = entry('a')
  for (let i = 0; i < 1000; i += 1) {
    deadlines.start(one, 100)
    expect(vi.getTimerCount()).toBe(1)
    deadlines.stop(one)
  }
  vi.advanceTimersByTime(100)
  expect(vi.getTimerCount()).toBe(0)
})

it('lets an expiring entry start the next one', () => {
  const { deadlines, expired, entry } = makeRig()
  const next = entry('next')
  const first: Expiring = { ...entry('first'), expire: () => deadlines.start(next, 100) }
  deadlines.start(first, 100)
  vi.advanceTimersByTime(100)
  expect(expired).toEqual([])
  vi.advanceTimersByTime(100)
  expect(expired).toEqual(['next'])
})
