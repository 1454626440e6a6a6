import { expect, it } from 'vitest'
import { knownHeaders } from './known-headers.ts'

it('gives the same list for the same headers', () => {
  const first = knownHeaders([['Content-Type', 'a/b']])
  knownHeaders([['Content-Type', 'a/c']])
  expect(knownHeaders([['Content-Type', 'a/b']])).toBe(first)
})

it.each([
  [[]],
  [[['Content-Type', 'a/c']]],
  [[['content-type', 'a/b']]],
  [
    [
      ['Content-Type', 'a/b'],
      ['X', '1'],
    ],
  ],
] as const)('tells %j from other headers', (headers) => {
  knownHeaders([['Content-Type', 'a/b']])
  expect(knownHeaders(headers)).toEqual(headers)
})

it('keeps some only', () => {
  const first = knownHeaders([['X-Id', 'first']])
  for (let at = 0; at < 100; at += 1) knownHeaders([['X-Id', String(at)]])
  expect(knownHeaders([['X-Id', 'first']])).not.toBe(first)
})
