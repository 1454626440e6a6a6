import { expect, it } from 'vitest'
import { RecentHeads } from './recent-heads.ts'

const headAt = (second: number): string => `HTTP/1.1 200 OK\r\nDate: Sun, 29 Nov 2026 01:00:${second} GMT`

it('reads a head once for all that ask', () => {
  const heads = new RecentHeads()
  const first = heads.read(headAt(10))
  heads.read('HTTP/1.1 404 Not Found')
  expect(heads.read(headAt(10))).toBe(first)
  expect(heads.has(headAt(10))).toBe(true)
})

it('keeps the latest only', () => {
  const heads = new RecentHeads()
  for (let second = 10; second < 30; second += 1) heads.read(headAt(second))
  expect([heads.has(headAt(10)), heads.has(headAt(29))]).toEqual([false, true])
})

it('keeps what is asked for again rather than what came later', () => {
  const heads = new RecentHeads()
  for (let second = 10; second < 30; second += 1) {
    heads.read(headAt(10))
    heads.read(headAt(second))
  }
  expect([heads.has(headAt(10)), heads.has(headAt(12))]).toEqual([true, false])
})

it('does not keep what is long', () => {
  const heads = new RecentHeads()
  const long = `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(20_000)}`
  expect(heads.read(long)).toMatchObject({ status: 200 })
  expect(heads.has(long)).toBe(false)
})
