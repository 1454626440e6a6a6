import { expect, it } from 'vitest'
import { bounded } from './bounded.ts'
import { configured, goodputBetween, paced, poisson, replay } from './testing/replay.ts'

it.each([
  [8, 20, 400],
  [1, 4, 250],
  [16, 40, 400],
])('knows its capacity: %i servers of %i ms carry %i/s', (servers, serviceTime, capacity) => {
  const { truth } = configured(bounded, { servers, serviceTime })
  expect(truth).toMatchObject({ capacity, saturationLoad: capacity, lossLoad: capacity, buckleLoad: undefined })
})

it.each([100, 399, 400, 401, 600, 1200])('gives the goodput of its truth at %i/s', (load) => {
  const model = configured(bounded)
  const replies = replay(model, paced(load, 20_000))
  expect(goodputBetween(replies, 5000, 20_000)).toBeCloseTo(model.truth.goodput(load), 0)
})

it('keeps exactly c / S with no drift while requests wait', () => {
  const served = replay(configured(bounded), paced(700, 60_000)).filter(({ status }) => status === 200)
  served.slice(8).forEach(({ due }, index) => expect(due).toBeCloseTo((served[index]?.due ?? 0) + 20, 6))
})

it('refuses at once, and only when every server is busy and the queue is full', () => {
  const model = configured(bounded, { servers: 2, queue: 3, serviceTime: '10ms' })
  const replies = replay(model, [0, 0, 0, 0, 0, 0, 9.9, 10, 10])
  expect(replies.filter(({ status }) => status === 503).map(({ ticket, due }) => [ticket, due])).toEqual([
    [5, 0],
    [6, 9.9],
  ])
})

it('loses nothing below capacity, however short the queue', () => {
  const replies = replay(configured(bounded, { queue: 0 }), paced(399, 10_000))
  expect(replies.every(({ status }) => status === 200)).toBe(true)
})

it.each(['exp', 'lognormal'])('keeps its mean rate when service times scatter: %s', (law) => {
  const model = configured(bounded, { law })
  const replies = replay(model, poisson(500, 200_000))
  expect(goodputBetween(replies, 5000, 200_000) / 400).toBeCloseTo(1, 1.7)
})

it('repeats itself with the same seed and differs with another', () => {
  const model = configured(bounded, { law: 'exp' })
  const run = (seed: number): unknown => replay(model, paced(450, 2000), { seed })
  expect(run(3)).toEqual(run(3))
  expect(run(3)).not.toEqual(run(4))
})
