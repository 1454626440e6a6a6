import { expect, it } from 'vitest'
import type { CounterSink } from '../metrics/sink.ts'
import { type Slice, SlidingSink } from './sliding-sink.ts'
import { counterOf } from './testing/sinks.ts'

const second = (sum: number): Slice => ({ sink: counterOf(sum), length: 1000, measured: 1000 })
const sumOf = (recent: SlidingSink): number => (recent.sum().sink as CounterSink).sum

it('adds up the last windows and forgets older ones', () => {
  const recent = new SlidingSink('counter', 3000)
  for (const [index, sum] of [1, 2, 4, 8, 16].entries()) {
    recent.push(second(sum))
    expect(recent.isFull).toBe(index >= 2)
  }
  expect(sumOf(recent)).toBe(28)
})

it('covers at least its width when the last window of a run is short', () => {
  const recent = new SlidingSink('counter', 2000)
  for (const sum of [1, 2, 4]) recent.push(second(sum))
  recent.push({ sink: counterOf(8), length: 300, measured: 300 })
  expect(sumOf(recent)).toBe(14)
  expect(recent.sum().measured).toBe(2300)
})

it('knows how much of it was not paused, and that there was no sample', () => {
  const recent = new SlidingSink('trend', 2000)
  recent.push({ sink: undefined, length: 1000, measured: 200 })
  recent.push({ sink: undefined, length: 1000, measured: 0 })
  expect(recent.sum()).toEqual({ sink: undefined, length: 2000, measured: 200 })
})

it('keeps a long width in sixtieths, and reaches back less than one of them too far', () => {
  const recent = new SlidingSink('counter', 600_000)
  for (let index = 0; index < 2000; index += 1) {
    recent.push(second(1))
    const covered = recent.sum().length
    expect(covered).toBeGreaterThanOrEqual(Math.min(index + 1, 600) * 1000)
    expect(covered).toBeLessThan(610_000)
    expect(sumOf(recent)).toBe(covered / 1000)
  }
})

it('leaves the sinks of the windows as they were', () => {
  const window = second(1)
  const recent = new SlidingSink('counter', 600_000)
  for (let index = 0; index < 20; index += 1) recent.push(index === 0 ? window : second(1))
  expect(window.sink).toMatchObject({ sum: 1 })
})
