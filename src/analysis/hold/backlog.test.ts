import { expect, it } from 'vitest'
import { lasting, makeTicks } from '../testing/make-ticks.ts'
import { backlogOf, driftOf, floorRise } from './backlog.ts'

it('counts what begins and does not end, whatever a gauge may say', () => {
  const ticks = makeTicks([
    { load: 400, good: 400 },
    { load: 480, good: 400, failed: 40 },
    { load: 400, good: 440 },
  ])
  expect(backlogOf(ticks)).toEqual([0, 10, 0])
})

it('finds how fast it grows, per second', () => {
  const ticks = makeTicks(lasting({ load: 480, good: 400 }, 4))
  expect(driftOf(ticks, backlogOf(ticks)).value).toBeCloseTo(80)
})

it('does not grow over a pause that is made up for', () => {
  const second = [{ load: 400, good: 0 }, { load: 400, good: 800 }, ...lasting({ load: 400, good: 400 }, 2)]
  const ticks = makeTicks([...second, ...second, ...second])
  expect(floorRise(backlogOf(ticks))).toBe(0)
})

it('has a floor that rises under overload', () => {
  const ticks = makeTicks(lasting({ load: 480, good: 400 }, 6))
  expect(floorRise(backlogOf(ticks))).toBeGreaterThan(200)
})
