import { expect, it } from 'vitest'
import { configured, poisson, replay } from './testing/replay.ts'
import { unbounded } from './unbounded.ts'

/** Erlang C: the mean response time of M/M/c, ms. */
function erlangResponse(load: number, servers: number, serviceTime: number): number {
  const offered = (load * serviceTime) / 1000
  let blocking = 1
  for (let n = 1; n <= servers; n += 1) blocking = (offered * blocking) / (n + offered * blocking)
  const busy = offered / servers
  const waits = blocking / (1 - busy * (1 - blocking))
  return serviceTime + (waits * serviceTime) / (servers - offered)
}

it.each([
  [125, 1, 4],
  [200, 1, 4],
  [300, 8, 20],
  [360, 8, 20],
])('is M/M/c: %i/s at %i servers of %i ms have the mean response time of Erlang C', (load, servers, serviceTime) => {
  const replies = replay(configured(unbounded, { servers, serviceTime }), poisson(load, 2_000_000))
  const mean = replies.reduce((sum, { due, arrivedAt }) => sum + due - arrivedAt, 0) / replies.length
  expect(mean / erlangResponse(load, servers, serviceTime)).toBeCloseTo(1, 1.3)
})
