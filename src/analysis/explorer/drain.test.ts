import { expect, it } from 'vitest'
import type { Unloaded } from '../hold/hold.ts'
import { lasting, makeTicks, type TickShape } from '../testing/make-ticks.ts'
import { isCalm } from './drain.ts'
import { makeUnloaded } from '../testing/make-hold.ts'

const steady: Unloaded = makeUnloaded(20, 21)
const scattered: Unloaded = makeUnloaded(20, 80)
const calm = (shapes: readonly TickShape[], unloaded = scattered): boolean => isCalm(makeTicks(shapes), unloaded)
const trickle = (p50: number): TickShape => ({ load: 8, good: 8, p50, p95: p50 })

it.each([
  ['answers come well and fast', lasting(trickle(20), 1), true],
  ['nothing came yet', lasting({ load: 8, good: 0 }, 0.5), false],
  ['answers are slow', lasting(trickle(60), 1), false],
  ['answers fail', lasting({ load: 8, good: 4, failed: 4, p50: 20 }, 1), false],
  ['much is still inside', [{ load: 8, good: 8, started: 4000 }, ...lasting(trickle(20), 1)], false],
])('when %s: %s', (_, shapes, expected) => {
  expect(calm(shapes)).toBe(expected)
})

it('waits longer for few answers', () => {
  expect(calm([...lasting({ load: 1, good: 1, p50: 20 }, 2.5)])).toBe(true)
})

it('waits while steady answers still get faster, as those of a cache that warms up', () => {
  const warming = Array.from({ length: 16 }, (_, tick) => trickle(29 - tick / 2))
  expect(calm(warming, steady)).toBe(false)
  expect(calm(warming, scattered)).toBe(true)
  expect(calm(lasting(trickle(25), 4), steady)).toBe(true)
})
