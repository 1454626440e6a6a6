import { expect, it } from 'vitest'
import { intervalOf } from './log-facts.ts'
import { Sessions } from './sessions.ts'

const none = { count: 0, sum: 0, squares: 0 }
const request = (user: number, at: number): { client: string; agent: string; at: number } => ({
  client: `10.0.0.${user}`,
  agent: 'a',
  at,
})

it('measures the time from a request of a client to its next one, by the route it comes from', () => {
  const sessions = new Sessions()
  for (let round = 0; round < 50; round += 1) {
    for (const user of [1, 2, 3]) {
      sessions.add(request(user, round * 30_000), 0)
      sessions.add(request(user, round * 30_000 + 10_000), 1)
    }
  }
  expect(intervalOf([sessions.gaps.get(0) ?? none])).toMatchObject({ mean: 10_000, variation: 0, count: 150 })
  expect(intervalOf([...sessions.gaps.values()])?.mean).toBeCloseTo(((150 * 10 + 147 * 20) / 297) * 1000)
})

it('ends a session after half an hour of silence, and when a clock goes back', () => {
  const sessions = new Sessions()
  for (const at of [0, 1_800_001, 1_800_000]) sessions.add(request(1, at), 0)
  expect(sessions.gaps.size).toBe(0)
})

it('knows nothing of clients that the log does not tell apart', () => {
  const sessions = new Sessions()
  for (const at of [0, 1, 2]) sessions.add({ client: '-', agent: '', at }, 0)
  expect(sessions.gaps.size).toBe(0)
})

it('follows some of very many clients, and finds the same interval', () => {
  const sessions = new Sessions()
  const users = 120_000
  for (const at of [0, 20_000]) {
    for (let user = 0; user < users; user += 1) sessions.add({ client: `${user}`, agent: '', at }, 0)
  }
  expect(sessions.oneOf).toBeGreaterThan(1)
  const interval = intervalOf([...sessions.gaps.values()])
  expect(interval?.mean).toBe(20_000)
  expect(interval?.count).toBeGreaterThan(users / sessions.oneOf / 2)
  expect(interval?.count).toBeLessThan((users / sessions.oneOf) * 2)
})
