import { expect, it } from 'vitest'
import { lasting, makeTicks, type TickShape } from '../testing/make-ticks.ts'
import { type Recovery, watchRecovery } from './recovery-watch.ts'
import type { Trial } from './trial.ts'

const goal = { kind: 'recovered', expected: 340, usualInside: 7 } as const
const trial: Trial = {
  purpose: 'recover',
  load: 340,
  drain: false,
  least: 2,
  most: 10,
  count: 0,
  until: goal,
  because: 'does it come back?',
}

const watch = (shapes: readonly TickShape[]): Recovery => watchRecovery(makeTicks(shapes), trial, goal)
const inside = (shape: TickShape, seconds: number, queued: number): TickShape[] => [
  { load: 340, good: 0, started: 4 * queued },
  ...lasting(shape, seconds),
]

it('has come back when all that is asked for comes back, and says since when', () => {
  const shapes = [...lasting({ load: 340, good: 0, failed: 340 }, 5), ...lasting({ load: 340, good: 340 }, 2)]
  expect(watch(shapes)).toEqual({ kind: 'recovered', after: 5 })
})

it('has as good as come back when it works off its backlog', () => {
  expect(watch(inside({ load: 340, good: 400 }, 2, 2000)).kind).toBe('recovered')
})

it('has not while its backlog stays', () => {
  expect(watch(inside({ load: 340, good: 340 }, 4, 2000)).kind).toBe('going-on')
})

it('is stuck when nothing changes for as long as it should take', () => {
  expect(watch(lasting({ load: 340, good: 200, failed: 140 }, 9)).kind).toBe('going-on')
  expect(watch(lasting({ load: 340, good: 200, failed: 140 }, 10)).kind).toBe('stuck')
})

it('is given more time while it gets better', () => {
  const warming = Array.from({ length: 60 }, (_, tick) => ({ load: 340, good: 200 + tick, failed: 140 - tick }))
  expect(watch(warming).kind).toBe('going-on')
})
