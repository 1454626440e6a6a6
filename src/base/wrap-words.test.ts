import { expect, it } from 'vitest'
import { wrapWords } from './wrap-words.ts'

it.each([
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 8, ['one two', 'three']],
  ['elephant', 3, ['elephant']],
  ['', 5, ['']],
])('breaks %j at %i columns', (text, room, lines) => {
  expect(wrapWords(text, room)).toEqual(lines)
})
