import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import { RunLoop, type Timed } from './run-loop.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A loop whose clock and timers go on together. */
function loopAt(start: Millis): { readonly loop: RunLoop; readonly pass: (time: Millis) => void } {
  const clock = new FakeClock(start)
  const pass = (time: Millis): void => {
    for (let step = 0; step < time; step += 1) {
      clock.advance(1)
      vi.advanceTimersByTime(1)
    }
  }
  return { loop: new RunLoop(clock), pass }
}

/** Wants to be called every so many ms. */
function every(period: Millis): Timed & { readonly calls: Millis[] } {
  const calls: Millis[] = []
  const tick = (now: Millis): Millis => {
    calls.push(now)
    return (Math.floor(now / period) + 1) * period
  }
  return { calls, tick }
}

it('asks members when they want to be asked, and no others', () => {
  const { loop, pass } = loopAt(500)
  const [often, seldom] = [every(2), every(10)]
  for (const member of [often, seldom]) loop.add(member)
  loop.start(500)
  pass(20)
  expect(seldom.calls).toEqual([1, 10, 20])
  expect(often.calls).toEqual([1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
})

it('asks all when something changed', () => {
  const { loop, pass } = loopAt(0)
  const idle = { tick: vi.fn<Timed['tick']>(() => Number.POSITIVE_INFINITY) }
  loop.add(idle)
  loop.start(0)
  pass(5)
  const before = idle.tick.mock.calls.length
  loop.wake()
  pass(5)
  expect(idle.tick).toHaveBeenCalledTimes(before + 1)
})

it('asks all again when one has come to its end', () => {
  const { loop, pass } = loopAt(0)
  let isOver = false
  const scenario = { tick: (now: Millis) => ((isOver = now >= 7), isOver ? Number.POSITIVE_INFINITY : 7) }
  const seen: boolean[] = []
  loop.add({ tick: () => (seen.push(isOver), Number.POSITIVE_INFINITY) })
  loop.add(scenario)
  loop.start(0)
  pass(10)
  expect(seen.at(-1)).toBe(true)
})

it('asks nobody once a member has stopped it, whatever that still wants', () => {
  const { loop, pass } = loopAt(0)
  const other = every(1)
  const tick = vi.fn<Timed['tick']>((now) => (now >= 3 && loop.stop(), now + 1))
  for (const member of [{ tick }, other]) loop.add(member)
  loop.start(0)
  pass(10)
  expect(tick.mock.lastCall).toEqual([3])
  expect(other.calls.at(-1)).toBe(2)
  expect(vi.getTimerCount()).toBe(0)
})

it('asks nobody once it is stopped', () => {
  const { loop, pass } = loopAt(0)
  const member = every(1)
  loop.add(member)
  loop.start(0)
  pass(3)
  loop.stop()
  pass(10)
  expect(member.calls).toEqual([1, 2, 3])
})
