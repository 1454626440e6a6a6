import { expect, it } from 'vitest'
import { formatBytes, formatShare, formatTime, formatValue } from './format-value.ts'

it.each([
  [0, '', '0s'],
  [0.000_5, '', '500ns'],
  [0.065, '', '65µs'],
  [0.065_899, '', '65.89µs'],
  [207.214_9, '', '207.21ms'],
  [207.219, '', '207.21ms'],
  [999.999, '', '999.99ms'],
  [1733, '', '1.73s'],
  [59_999, '', '59.99s'],
  [60_000, '', '1m0s'],
  [61_999, '', '1m1s'],
  [3_725_000, '', '1h2m5s'],
  [1733, 'ms', '1733.00ms'],
  [1733, 's', '1.73s'],
  [1.5, 'us', '1500.00µs'],
] as const)('prints %d ms in unit "%s" as %s', (ms, unit, text) => {
  expect(formatTime(ms, unit)).toBe(text)
})

it.each([
  [0, '0 B'],
  [9.876, '9.88 B'],
  [438, '438 B'],
  [9800, '9.8 kB'],
  [9960, '10 kB'],
  [17_000, '17 kB'],
  [2_345_678, '2.3 MB'],
])('prints %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

it('cuts shares instead of rounding them up to all', () => {
  expect(formatShare(0.999_99)).toBe('99.99%')
  expect(formatShare(1)).toBe('100.00%')
})

it.each([
  [0.25, 'rate', 'default', '25.00%'],
  [1.5, 'trend', 'time', '1.5ms'],
  [1500, 'counter', 'data', '1.5 kB'],
  [1 / 3, 'gauge', 'default', '0.333333'],
] as const)('prints %d of a %s of %s as %s', (value, type, contains, text) => {
  expect(formatValue(value, { type, contains }, '')).toBe(text)
})
