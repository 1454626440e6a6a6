import { expect, it } from 'vitest'
import { configureModel } from './models.ts'
import { paced, replay } from './testing/replay.ts'

it.each([440, 500, 800])('at %i/s lets the first answer be late timeout * C / (L - C) after the load began', (load) => {
  const replies = replay(configureModel('timeouts', {}), paced(load, 60_000))
  const first = replies.find(({ status }) => status === 504)
  const expected = (2000 * 400) / (load - 400)
  // The formula leaves out the service itself, 1 % of the timeout here.
  expect(Math.abs((first?.arrivedAt ?? 0) - expected) / expected).toBeLessThan(0.02)
  expect((first?.due ?? 0) - (first?.arrivedAt ?? 0)).toBe(2000)
})

it('works on at what nobody waits for any more', () => {
  const replies = replay(configureModel('timeouts', { servers: 1, serviceTime: 1000, timeout: 1500 }), [0, 0, 1600])
  expect(replies.map(({ ticket, status, due }) => [ticket, status, due])).toEqual([
    [0, 200, 1000],
    [1, 504, 1500],
    [2, 200, 3000],
  ])
})
