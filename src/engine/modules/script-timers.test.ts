import { expect, it, vi } from 'vitest'
import { monotonicClock } from '../../base/clock.ts'
import { beginOutstanding, scriptPromise } from './outstanding-call.ts'
import { timerFunctions } from './script-timers.ts'
import { tasksOf } from './task-queue.ts'
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

it('runs one task at a time: the next waits while one blocks', async () => {
  const vu = fakeVu()
  const request = new ScriptedCall()
  const seen: string[] = []
  tasksOf(vu).add(() => request)
  tasksOf(vu).add(() => seen.push('second'))
  await new Promise(setImmediate)
  expect(seen).toEqual([])
  request.waiter?.resume(undefined)
  await vi.waitUntil(() => seen.length > 0)
})

it('runs no task while the main flow waits', async () => {
  const vu = fakeVu()
  const release = tasksOf(vu).hold()
  const seen: string[] = []
  tasksOf(vu).add(() => seen.push('task'))
  expect(seen).toEqual([])
  release()
  expect(seen).toEqual(['task'])
})

it('lets all promise reactions of a task run before the next', async () => {
  const vu = fakeVu()
  const seen: string[] = []
  const chain = async (name: string): Promise<void> => {
    for (let step = 0; step < 5; step += 1) {
      await Promise.resolve()
      seen.push(`${name}${step}`)
    }
  }
  tasksOf(vu).add(() => void chain('a'))
  tasksOf(vu).add(() => void chain('b'))
  await vi.waitUntil(() => seen.length === 10)
  expect(seen.join()).toBe('a0,a1,a2,a3,a4,b0,b1,b2,b3,b4')
})

it('tells what a task threw, and goes on', async () => {
  const vu = fakeVu()
  const errors: unknown[] = []
  const tasks = tasksOf(vu)
  tasks.onError = (error) => errors.push(error)
  const blocked = new ScriptedCall()
  tasks.add(() => {
    throw new Error('bad')
  })
  tasks.add(() => blocked)
  await vi.waitUntil(() => blocked.waiter !== undefined)
  blocked.waiter?.fail(new Error('worse'))
  expect(errors.map(String)).toEqual(['Error: bad', 'Error: worse'])
})

it('cancels what a task waits for when the iteration ends', () => {
  const vu = fakeVu()
  const request = new ScriptedCall()
  tasksOf(vu).add(() => request)
  vu.endIteration()
  expect(request.isCancelled).toBe(true)
})

it('ends an outstanding call once', () => {
  const vu = fakeVu()
  const end = beginOutstanding(vu)
  end()
  end()
  vu.endIteration()
  expect(vu.pending()).toBe(0)
})

it('settles a promise for the script as a task, and keeps the iteration until its reactions ran', async () => {
  const vu = fakeVu()
  const seen: unknown[] = []
  const release = tasksOf(vu).hold()
  const use = async (): Promise<void> => {
    const value = await scriptPromise(vu, Promise.resolve(5))
    await Promise.resolve()
    seen.push(value, vu.pending())
  }
  void use()
  scriptPromise(vu, Promise.reject(new Error('no'))).catch((error: unknown) => seen.push(String(error)))
  await new Promise(setImmediate)
  expect(seen).toEqual([])
  release()
  await vi.waitUntil(() => vu.pending() === 0)
  expect(seen).toEqual([5, 2, 'Error: no'])
})
