import { expect, it, vi } from 'vitest'
import { monotonicClock } from '../../base/clock.ts'
import { beginOutstanding, scriptPromise } from './outstanding-call.ts'
import { timerFunctions } from './script-timers.ts'
import { type FakeVu, fakeVu } from './testing/fake-vu.ts'
import { ScriptedCall } from './testing/scripted-call.ts'
import { timers } from './timers.ts'

const inRealTime = (): FakeVu => fakeVu({ worker: { clock: monotonicClock() } })

it('calls back in order of time, with its arguments, and then lets the iteration end', async () => {
  const vu = inRealTime()
  const { setTimeout } = timerFunctions(vu)
  const seen: unknown[] = []
  setTimeout((a: unknown) => seen.push(a), 8, 'late')
  setTimeout((a: unknown, b: unknown) => seen.push(a, b), 1, 'first', 2)
  setTimeout(() => seen.push('at once'), -5)
  expect(vu.pending()).toBe(3)
  await vi.waitUntil(() => vu.pending() === 0)
  expect(seen).toEqual(['at once', 'first', 2, 'late'])
})

it('repeats an interval until it is cleared, also from within', async () => {
  const vu = inRealTime()
  const { setInterval, clearInterval } = timerFunctions(vu)
  let count = 0
  const id = setInterval(() => {
    count += 1
    if (count === 3) clearInterval(id)
  }, 1)
  await vi.waitUntil(() => vu.pending() === 0)
  expect(count).toBe(3)
})

it('does not call back after clearTimeout', async () => {
  const vu = inRealTime()
  const { setTimeout, clearTimeout } = timerFunctions(vu)
  const fn = vi.fn<() => void>()
  clearTimeout(setTimeout(fn, 1))
  clearTimeout(999)
  clearTimeout()
  setTimeout(() => {}, 3)
  await vi.waitUntil(() => vu.pending() === 0)
  expect(fn).not.toHaveBeenCalled()
})

it('stops all timers when the iteration ends, and works in the next one', async () => {
  const vu = inRealTime()
  const { setTimeout, setInterval } = timerFunctions(vu)
  const old = vi.fn<() => void>()
  setTimeout(old, 1)
  setInterval(old, 1)
  vu.endIteration()
  expect(vu.pending()).toBe(0)
  const fresh = vi.fn<() => void>()
  setTimeout(fresh, 3)
  await vi.waitUntil(() => vu.pending() === 0)
  expect([old.mock.calls.length, fresh.mock.calls.length]).toEqual([0, 1])
})

it('refuses what is no function', () => {
  const { setTimeout, setInterval } = timerFunctions(fakeVu())
  expect(() => setTimeout('alert(1)')).toThrow("setTimeout's callback isn't a callable function")
  expect(() => setInterval()).toThrow("setInterval's callback isn't a callable function")
})

it('has the same functions in k6/timers', () => {
  const vu = fakeVu()
  expect(timers(vu)['setTimeout']).toBe(timerFunctions(vu).setTimeout)
})

it('waits for a callback that blocks before the next runs', async () => {
  const vu = inRealTime()
  const { setTimeout } = timerFunctions(vu)
  const request = new ScriptedCall()
  const seen: string[] = []
  setTimeout(() => request, 0)
  setTimeout(() => seen.push('second'), 1)
  await vi.waitUntil(() => request.waiter !== undefined)
  await new Promise((resolve) => globalThis.setTimeout(resolve, 5))
  expect([seen, vu.pending()]).toEqual([[], 2])
  request.waiter?.resume(undefined)
  await vi.waitUntil(() => vu.pending() === 0)
  expect(seen).toEqual(['second'])
})

it('tells what a callback threw, and lets the iteration end', async () => {
  const vu = inRealTime()
  timerFunctions(vu).setTimeout(() => {
    throw new Error('bad')
  }, 0)
  await vi.waitUntil(() => vu.pending() === 0)
  expect(vu.errors).toEqual([new Error('bad')])
})

it('ends an outstanding call once', () => {
  const vu = fakeVu()
  const end = beginOutstanding(vu)
  end()
  end()
  vu.endIteration()
  expect(vu.pending()).toBe(0)
})

it('keeps the iteration alive until the reactions to a promise have run', async () => {
  const vu = fakeVu()
  const seen: unknown[] = []
  const use = async (): Promise<void> => {
    const value = await scriptPromise(vu, Promise.resolve(5))
    await Promise.resolve()
    seen.push(value, vu.pending())
  }
  void use()
  scriptPromise(vu, Promise.reject(new Error('no'))).catch((error: unknown) => seen.push(String(error)))
  await vi.waitUntil(() => vu.pending() === 0)
  expect(seen).toEqual(expect.arrayContaining([5, 2, 'Error: no']))
})
