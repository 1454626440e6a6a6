import { expect, it } from 'vitest'
import { makePlan } from '../../testing/make-plan.ts'
import type { TestSecond } from '../test-second.ts'
import { ZoneBook } from '../zone-book.ts'
import { soakFindings } from './soak.ts'

const second = (index: number, memory: number, left: number | undefined): TestSecond => ({
  from: index * 1000,
  to: (index + 1) * 1000,
  workloads: new Map(),
  p50: undefined,
  p95: undefined,
  cpu: undefined,
  memory,
  memoryLimit: left === undefined ? undefined : memory + left,
})

/** 1 MB a second from 100 MB on, with some noise; `free` bytes are left for it at first. */
function findingsOf(growth: number, free: number | undefined): string {
  const book = new ZoneBook({ kind: 'steady', from: 0, to: 600_000, begin: 1, end: 1 })
  for (let index = 0; index < 600; index += 1) {
    const grown = growth * index
    const noise = ((index * 7919) % 13) * 1e4
    book.add(second(index, 1e8 + grown + noise, free === undefined ? undefined : free - grown))
  }
  return soakFindings(book, makePlan('soak', 100))
    .map(({ text }) => text)
    .join('\n')
}

it('says when memory that grows has used up what the machine has left', () => {
  // 1.1 GB at 1 MB a second: after 600 s another 500 s.
  expect(findingsOf(1e6, 1.1e9)).toMatch(/memory of the target: growing .*past its limit in (8m1\ds|8m2\ds|8m20s)/)
})

it('says that it grows where nothing is known of a limit', () => {
  expect(findingsOf(1e6, undefined)).toMatch(/memory of the target: growing \(.*\)$/m)
})

it('says that memory which stays does not grow', () => {
  expect(findingsOf(0, 1e9)).toContain('memory of the target: no growth that matters')
})
