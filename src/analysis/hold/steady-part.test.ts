import { expect, it } from 'vitest'
import { lasting, makeTicks } from '../testing/make-ticks.ts'
import { partsOf } from './steady-part.ts'

const secondsOf = (ticks: readonly unknown[]): number => ticks.length / 4

it('leaves a hold whole that does not change', () => {
  const ticks = makeTicks(lasting({ load: 400, good: 400 }, 6))
  expect(partsOf(ticks)).toMatchObject({ early: [], steady: ticks })
})

it.each([
  ['a bucket runs empty', { load: 450, good: 450 }, { load: 450, good: 300, failed: 150 }],
  ['it collapses', { load: 450, good: 400 }, { load: 450, good: 200 }],
])('keeps what came last when %s', (_, before, after) => {
  const { early, steady } = partsOf(makeTicks([...lasting(before, 3), ...lasting(after, 4)]))
  expect([secondsOf(early), secondsOf(steady)]).toEqual([3, 4])
})

it('begins anew when a queue is full and its backlog grows no more', () => {
  const filling = lasting({ load: 450, good: 400 }, 3)
  const full = lasting({ load: 450, good: 400, failed: 50 }, 4)
  const { early, steady } = partsOf(makeTicks([...filling, ...full]))
  expect([secondsOf(early), secondsOf(steady)]).toEqual([0, 4])
})

it('works on whole seconds too', () => {
  const seconds = [...lasting({ load: 450, good: 400 }, 4, 1000), ...lasting({ load: 450, good: 200 }, 4, 1000)]
  expect(partsOf(makeTicks(seconds, 1000)).steady).toHaveLength(4)
})
