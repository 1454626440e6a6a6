import { expect, it } from 'vitest'
import { configureModel } from './models.ts'
import { paced, replay } from './testing/replay.ts'

it('takes the sum of S (1 + g n / 1000) for n requests one after the other', () => {
  const params = { servers: 1, serviceTime: 10, queue: 100_000, growth: 0.1 }
  const replies = replay(configureModel('leak', params), paced(1000, 20_000))
  const n = replies.length
  expect(replies.at(-1)?.due).toBeCloseTo(10 * n + (10 * 0.1 * n * (n - 1)) / 2000, 3)
})
