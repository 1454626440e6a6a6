import { expect, it } from 'vitest'
import { SlidingSink } from './sliding-sink.ts'
import { counterOf } from './testing/sinks.ts'

const second = (sum: number) => ({ sink: counterOf(sum), length: 1000, measured: 1000 })

it('adds up the last windows and forgets older ones', () => {
  const recent = new SlidingSink('counter', 3000)
  for (const [index, sum] of [1, 2, 4, 8, 16].entries()) {
    recent.push(second(sum))
    expect(recent.isFull).toBe(index >= 2)
  }
  expect(recent.sum()).toMatchObject({ kind: 'counter', sum: 28 })
})

it('covers at least its width when the last window of a run is short', () => {
  const recent = new SlidingSink('counter', 2000)
  for (const sum of [1, 2, 4]) recent.push(second(sum))
  recent.push({ sink: counterOf(8), length: 300, measured: 300 })
  expect(recent.sum()).toMatchObject({ sum: 14 })
  expect(recent.measured).toBe(2300)
})

it('knows how much of it was not paused, and that there was no sample', () => {
  const recent = new SlidingSink('trend', 2000)
  recent.push({ sink: undefined, length: 1000, measured: 200 })
  recent.push({ sink: undefined, length: 1000, measured: 0 })
  expect(recent.measured).toBe(200)
  expect(recent.sum()).toBeUndefined()
})
