import { expect, it } from 'vitest'
import { lasting, makeTicks } from '../testing/make-ticks.ts'
import { HoldCollector } from './hold-collector.ts'

const ended = (shapes: Parameters<typeof makeTicks>[0]): (readonly number[])[] => {
  const collector = new HoldCollector()
  const spans = makeTicks(shapes)
    .map((tick) => collector.add(tick))
    .filter((span) => span !== undefined)
  return [...spans, collector.ticks].map((span) => span.map(({ load }) => load))
}

it('cuts by the commanded load, without the observation of the change', () => {
  const shapes = [...lasting({ load: 100, good: 100 }, 1), ...lasting({ load: 200, good: 200 }, 1)]
  expect(ended(shapes)).toEqual([
    [100, 100, 100],
    [200, 200, 200],
  ])
})

it('takes a load that was rounded on its way for the same', () => {
  expect(ended([100, 100.05, 99.96].map((load) => ({ load, good: load })))).toEqual([[100.05, 99.96]])
})

it('never makes a hold of a ramp', () => {
  expect(ended([1, 2, 3, 4].map((load) => ({ load, good: load })))).toEqual([[]])
})

it('ends a hold at a pause, and what was paused never counts', () => {
  const hold = lasting({ load: 100, good: 100 }, 1)
  expect(ended([...hold, { load: 100, good: 40, pausedFor: 100 }, ...hold])).toEqual([
    [100, 100, 100],
    [100, 100, 100],
  ])
})

it('goes on with the same load after a cut, and loses nothing by it', () => {
  const collector = new HoldCollector()
  const ticks = makeTicks(lasting({ load: 100, good: 100 }, 3))
  for (const tick of ticks.slice(0, 6)) collector.add(tick)
  const first = collector.cut()
  for (const tick of ticks.slice(6)) collector.add(tick)
  expect([...first, ...collector.ticks]).toEqual(ticks.slice(1))
})
