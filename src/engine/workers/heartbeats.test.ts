import { expect, it } from 'vitest'
import { Heartbeats } from './heartbeats.ts'

const noBeats = (): number => 0
const ticks = (heartbeats: Heartbeats, count: number): number[][] =>
  Array.from({ length: count }, () => heartbeats.tick())

it('finds a worker that was silent for more than 16 ticks', () => {
  const heartbeats = new Heartbeats(noBeats)
  heartbeats.heard(0)
  heartbeats.heard(1)
  expect(ticks(heartbeats, 10).flat()).toEqual([])
  heartbeats.heard(1)
  expect(ticks(heartbeats, 6).flat()).toEqual([])
  expect(heartbeats.tick()).toEqual([0])
})

it('forgets a worker that is dismissed', () => {
  const heartbeats = new Heartbeats(noBeats)
  heartbeats.heard(0)
  heartbeats.dismiss(0)
  expect(ticks(heartbeats, 20).flat()).toEqual([])
})

it('leaves a worker alone that is silent but gets iterations done', () => {
  let beats = 7
  const heartbeats = new Heartbeats(() => beats)
  heartbeats.heard(0)
  expect(ticks(heartbeats, 16).flat()).toEqual([])
  beats += 1
  expect(ticks(heartbeats, 17).flat()).toEqual([])
  expect(heartbeats.tick()).toEqual([0])
})
