import { expect, it } from 'vitest'
import { piecesOf } from './pieces.ts'

it.each([
  [[], []],
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3, 4, 5],
    [[1, 2], [3, 4], [5]],
  ],
])('cuts %j into pieces of two', (list, pieces) => {
  expect([...piecesOf(list, 2)]).toEqual(pieces)
})
