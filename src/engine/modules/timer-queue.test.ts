import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { type Schedule, TimerQueue } from './timer-queue.ts'

/** A system timer that fires when it is told to; remembers how often it was set. */
class ManualTimer {
  readonly clock = new FakeClock()
  armed: { readonly at: number; readonly callback: () => void } | undefined
  armings = 0
  readonly schedule: Schedule = (callback, delay) => {
    this.armings += 1
    const mine = { at: this.clock.now() + delay, callback }
    this.armed = mine
    return () => {
      if (this.armed === mine) this.armed = undefined
    }
  }
  advance(by: number): void {
    const until = this.clock.now() + by
    while (this.armed !== undefined && this.armed.at <= until) {
      const { at, callback } = this.armed
      this.armed = undefined
      this.clock.advance(at - this.clock.now())
      callback()
    }
    this.clock.advance(until - this.clock.now())
  }
}

function setUp(): { timer: ManualTimer; queue: TimerQueue; rung: string[] } {
  const timer = new ManualTimer()
  return { timer, queue: new TimerQueue(timer.clock, timer.schedule), rung: [] }
}

it('rings by due time, and in the order set when due together', () => {
  const { timer, queue, rung } = setUp()
  for (const [name, delay] of [
    ['late', 30],
    ['first', 10],
    ['second', 10],
    ['at once', -5],
  ] as const) {
    queue.after(delay, () => rung.push(`${name} at ${timer.clock.now()}`))
  }
  timer.advance(29)
  expect(rung).toEqual(['at once at 0', 'first at 10', 'second at 10'])
  timer.advance(1)
  expect(rung).toHaveLength(4)
})

it('sets one system timer for thousands that are due together', () => {
  const { timer, queue, rung } = setUp()
  for (let vu = 0; vu < 10_000; vu += 1) queue.after(1_000, () => rung.push(''))
  expect(timer.armings).toBe(1)
  timer.advance(1_000)
  expect(rung).toHaveLength(10_000)
})

it('never rings what was cancelled, and holds no system timer for nothing', () => {
  const { timer, queue, rung } = setUp()
  const alarms = [5, 10, 15].map((delay) => queue.after(delay, () => rung.push(String(delay))))
  queue.cancel(alarms[1]!)
  timer.advance(7)
  queue.cancel(alarms[2]!)
  queue.cancel(alarms[2]!)
  expect(timer.armed).toBeUndefined()
  timer.advance(100)
  expect(rung).toEqual(['5'])
})

it('lets an alarm cancel another that is due at the same time', () => {
  const { timer, queue, rung } = setUp()
  queue.after(5, () => queue.cancel(victim))
  const victim = queue.after(5, () => rung.push('victim'))
  timer.advance(5)
  expect(rung).toEqual([])
})

it('rings what a ringing alarm sets in a later tick', () => {
  const { timer, queue, rung } = setUp()
  queue.after(0, () => queue.after(0, () => rung.push('again')))
  const first = timer.armed
  timer.armed = undefined
  first?.callback()
  expect(rung).toEqual([])
  timer.advance(0)
  expect(rung).toEqual(['again'])
})

it('goes on after an alarm that throws', () => {
  const { timer, queue, rung } = setUp()
  queue.after(1, () => {
    throw new Error('bad')
  })
  queue.after(1, () => rung.push('next'))
  expect(() => timer.advance(1)).toThrow('bad')
  timer.advance(1)
  expect(rung).toEqual(['next'])
})

it('waits longer than a system timer can', () => {
  const { timer, queue, rung } = setUp()
  const days30 = 30 * 24 * 3_600_000
  queue.after(days30, () => rung.push('month'))
  timer.advance(days30 - 1)
  expect(rung).toEqual([])
  timer.advance(1)
  expect(rung).toEqual(['month'])
})
