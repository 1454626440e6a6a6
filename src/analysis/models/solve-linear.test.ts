import { expect, it } from 'vitest'
import { solveLinear } from './solve-linear.ts'

it('solves by hand: 4x + y = 9, x + 3y = 5', () => {
  const [x, y] = solveLinear(
    [
      [4, 1],
      [1, 3],
    ],
    [9, 5],
  )
  expect(x).toBeCloseTo(2)
  expect(y).toBeCloseTo(1)
})
