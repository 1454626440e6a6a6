import { expect, it } from 'vitest'
import { summaryFilesOf } from './summary-files.ts'

it('takes texts and bytes', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  expect(summaryFilesOf({ stdout: 'a', 'b.bin': bytes.buffer, 'c.bin': bytes.subarray(1) })).toEqual({
    stdout: 'a',
    'b.bin': Uint8Array.of(1, 2, 3),
    'c.bin': Uint8Array.of(2, 3),
  })
  expect(summaryFilesOf({})).toEqual({})
})

it.each([undefined, null, false, 0, ''])('takes %j for nothing', (returned) => {
  expect(summaryFilesOf(returned)).toBeUndefined()
})

it.each([
  ['text', 'must return an object of contents by file name, got a string'],
  [5, 'got a number'],
  [['a'], 'got an array'],
  [{ stdout: 5 }, '"stdout" must be a text or an ArrayBuffer, got a number'],
  [{ stdout: 'fine', 'x.json': { a: 1 } }, '"x.json" must be a text or an ArrayBuffer, got an object'],
  [{ 'x.json': null }, '"x.json" must be a text or an ArrayBuffer, got null'],
  [{ 'x.json': undefined }, '"x.json" must be a text or an ArrayBuffer, got undefined'],
])('refuses %j', (returned, problem) => {
  expect(() => summaryFilesOf(returned)).toThrow(problem)
})
