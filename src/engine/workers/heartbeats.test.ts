import { expect, it } from 'vitest'
import { Heartbeats } from './heartbeats.ts'

const ticks = (heartbeats: Heartbeats, count: number): number[][] =>
  Array.from({ length: count }, () => heartbeats.tick())

it('finds a worker that was silent for more than 16 ticks', () => {
  const heartbeats = new Heartbeats()
  heartbeats.heard(0)
  heartbeats.heard(1)
  expect(ticks(heartbeats, 10).flat()).toEqual([])
  heartbeats.heard(1)
  expect(ticks(heartbeats, 6).flat()).toEqual([])
  expect(heartbeats.tick()).toEqual([0])
})

it('forgets a worker that is dismissed', () => {
  const heartbeats = new Heartbeats()
  heartbeats.heard(0)
  heartbeats.dismiss(0)
  expect(ticks(heartbeats, 20).flat()).toEqual([])
})
