import { expect, it } from 'vitest'
import { nextFrameRate } from './governor.ts'

it.each([
  ['stays when drawing fits the budget', 4, 0.079, 4],
  ['goes down when it does not', 4, 0.081, 2],
  ['goes down further', 2, 0.2, 1],
  ['has a lowest rate', 1, 0.5, 1],
  ['stays down while the faster rate would only just fit', 2, 0.03, 2],
  ['goes up when the faster rate would fit well', 2, 0.02, 4],
  ['goes up step by step', 1, 0.001, 2],
])('%s: at %s frames/s taking %s of a core', (_, fps, spent, next) => {
  expect(nextFrameRate(fps, spent)).toBe(next)
})
