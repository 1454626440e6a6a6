import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createStore } from '../../base/store.ts'
import { Drawing } from './drawing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const [a, b] = [createStore('a'), createStore(0)]
  const written: string[] = []
  const painted: string[] = []
  const drawing = new Drawing({
    sources: [a, b],
    paint: () => {
      painted.push(a.get())
      return [a.get(), b.get() < 10 ? 'small' : 'large']
    },
    write: (bytes) => written.push(bytes),
    now: () => Date.now(),
    measure: (draw) => draw(),
  })
  return { a, b, drawing, written, painted }
}

it('draws at once, then when any source changes', () => {
  const { a, b, written } = setUp()
  expect(written).toHaveLength(1)
  a.set('A')
  vi.advanceTimersByTime(100)
  b.set(11)
  vi.advanceTimersByTime(100)
  expect(written).toHaveLength(3)
  expect(written[1]).toContain('A')
  expect(written[2]).toContain('l')
})

it('makes one frame of many changes, ten a second at most, and the last change is in it', () => {
  const { a, painted } = setUp()
  for (let key = 0; key < 50; key += 1) {
    a.set(`a${key}`)
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(100)
  expect(painted.length).toBeLessThanOrEqual(7)
  expect(painted.at(-1)).toBe('a49')
})

it('answers a change at once when the last frame is old', () => {
  const { a, written } = setUp()
  vi.advanceTimersByTime(1000)
  a.set('A')
  vi.advanceTimersByTime(1)
  expect(written).toHaveLength(2)
})

it('writes nothing when the rows look the same', () => {
  const { b, painted, written } = setUp()
  b.set(1)
  vi.advanceTimersByTime(100)
  expect(painted.length).toBe(2)
  expect(written).toHaveLength(1)
})

it('writes every row again when it is told to forget', () => {
  const { drawing, written } = setUp()
  drawing.forget()
  vi.advanceTimersByTime(100)
  expect(written[1]).toBe(written[0])
})

it('rests when it is stopped', () => {
  const { a, drawing, painted } = setUp()
  a.set('A')
  drawing.stop()
  a.set('B')
  vi.advanceTimersByTime(1000)
  expect(painted.length).toBe(1)
})
