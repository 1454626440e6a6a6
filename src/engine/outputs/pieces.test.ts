import { expect, it } from 'vitest'
import { inPieces, piecesOf } from './pieces.ts'

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

it('lets others have their turn between two pieces', async () => {
  const done: string[] = []
  setImmediate(() => done.push('other'))
  const all = inPieces(['a', 'b'], 1, ([piece = '']) => done.push(piece))
  expect(done).toEqual(['a'])
  await all
  expect(done).toEqual(['a', 'other', 'b'])
})
