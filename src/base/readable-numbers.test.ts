import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatClock,
  formatCount,
  formatLatency,
  formatLoad,
  formatLoadOf,
  formatNumber,
  formatRate,
  formatShare,
} from './readable-numbers.ts'

it.each([
  [undefined, '-'],
  [Number.NaN, '-'],
  [0, '0'],
  [0.00123, '0.0012'],
  [0.9, '0.90'],
  [9.994, '9.99'],
  [9.996, '10.0'],
  [38.94, '38.9'],
  [99.96, '100'],
  [401.4, '401'],
  [999.6, '1,000'],
  [12345.6, '12,346'],
])('shows %s with three significant digits, or all of them, as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

it.each([
  [undefined, '-'],
  [0.34, '0.34 ms'],
  [21.4, '21.4 ms'],
  [412, '412 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1234, '1.23 s'],
  [12_345, '12.3 s'],
])('shows a latency of %s ms with its unit as %s', (value, text) => {
  expect(formatLatency(value)).toBe(text)
})

it.each([
  [undefined, '-'],
  [Number.NaN, '-'],
  [0, '0 %'],
  [0.0004, '<0.1 %'],
  [0.012, '1.2 %'],
  [0.4567, '46 %'],
  [0.9959, '99.5 %'],
  [0.9996, '99.9 %'],
  [1, '100 %'],
])('shows a share of %s as %s, never something as nothing', (share, text) => {
  expect(formatShare(share)).toBe(text)
})

it.each([
  [undefined, '-'],
  [512, '512 B'],
  [2048, '2.00 KiB'],
  [3.2 * 2 ** 30, '3.20 GiB'],
])('shows %s bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

it.each([
  [0, '00:00'],
  [84_900, '01:24'],
  [3_723_000, '1:02:03'],
])('shows %s ms of run as %s', (elapsed, text) => {
  expect(formatClock(elapsed)).toBe(text)
})

describe('a load', () => {
  it.each([
    [430, '430'],
    [1500, '1,500'],
    [0.3, '0.3'],
    [1 / 3, '0.333333'],
  ])('of %s keeps all its digits: %s', (load, text) => {
    expect(formatLoad(load)).toBe(text)
  })

  it.each([
    [430, 'open', '430/s'],
    [1, 'closed', '1 VU'],
    [40, 'closed', '40 VUs'],
  ] as const)('of %s in the %s model has its unit: %s', (load, model, text) => {
    expect(formatLoadOf(load, model)).toBe(text)
  })
})

it('shows counts exactly, and what is unknown without a unit', () => {
  expect(formatCount(1_204_567)).toBe('1,204,567')
  expect(formatRate(undefined)).toBe('-')
})
