import { expect, it } from 'vitest'
import { configureModel } from './models.ts'
import { paced, replay } from './testing/replay.ts'

it.each([330, 400, 600])('hides the limit at %i/s for burst / (L - rate)', (load) => {
  const replies = replay(configureModel('token-bucket', {}), paced(load, 20_000))
  const first = replies.find(({ status }) => status === 429)
  expect(Math.abs((first?.arrivedAt ?? 0) - 60_000 / (load - 300))).toBeLessThan(2000 / (load - 300) + 5)
})

it('fills up again when the load is away', () => {
  const replies = replay(
    configureModel('token-bucket', { rate: 10, burst: 3 }),
    [0, 0, 0, 0, 100, 100, 1000, 1000, 1000, 1000],
  )
  expect(replies.filter(({ status }) => status === 429).map(({ ticket }) => ticket)).toEqual([3, 5, 9])
})
