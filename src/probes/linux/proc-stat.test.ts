import { expect, it } from 'vitest'
import { parseMemInfo } from './mem-info.ts'
import { parseProcStat, sharesBetween, usableBusy } from './proc-stat.ts'

const before = `cpu  100 0 50 800 50 0 0 0 0 0
cpu0 60 0 40 390 10 0 0 0 0 0
cpu1 40 0 10 410 40 0 0 0 0 0
intr 12345
`
const after = `cpu  150 0 70 880 50 0 0 50 0 0
cpu0 110 0 60 390 10 0 0 30 0 0
cpu1 40 0 10 490 40 0 0 20 0 0
intr 12999
`

it('gives the busy share of the time between two looks, total and by core', () => {
  const [first, second] = [parseProcStat(before), parseProcStat(after)]
  expect(first && second && sharesBetween(first, second)).toEqual({
    total: 70 / 200,
    cores: [70 / 100, 0],
    steal: 50 / 200,
  })
})

it('tells how busy the cores are that a process may run on', () => {
  const shares = { total: 0.5, cores: [1, 0.2, 0.8], steal: 0 }
  expect(usableBusy(shares, [0, 2])).toBeCloseTo(0.9)
  expect(usableBusy(shares, undefined)).toBe(0.5)
})

it('counts waiting for disks as idle', () => {
  expect(parseProcStat('cpu 1 2 3 4 5 6 7 8 9 10')?.total).toEqual({ busy: 1 + 2 + 3 + 6 + 7, idle: 9, steal: 8 })
})

it('says nothing about a file without cpu lines', () => {
  expect(parseProcStat('')).toBeUndefined()
})

it('reads memory and swap in bytes', () => {
  const text = 'MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 400 kB\nSwapTotal: 50 kB\nSwapFree: 20 kB\n'
  expect(parseMemInfo(text)).toEqual({ total: 1_024_000, available: 409_600, swapTotal: 51_200, swapFree: 20_480 })
})

it('does not guess the memory when the kernel does not tell', () => {
  expect(parseMemInfo('MemTotal: 1000 kB\n')).toBeUndefined()
})
