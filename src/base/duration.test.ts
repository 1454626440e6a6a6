import { expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

it.each([
  [1500, 1500],
  [0.5, 0.5],
  [-3, -3],
  ['300ms', 300],
  ['1.5h', 5_400_000],
  ['2h45m', 9_900_000],
  ['1h30m', 5_400_000],
  ['.5s', 500],
  ['5.s', 5000],
  ['1us', 0.001],
  ['1µs', 0.001],
  ['1μs', 0.001],
  ['1ns', 0.000001],
  ['-1m', -60_000],
  ['+1m', 60_000],
  ['0', 0],
  ['1d', 86_400_000],
  ['1d12h', 129_600_000],
  ['-1d12h', -129_600_000],
  ['1500', 1500],
  ['1.5', 1.5],
  ['1e3', 1000],
])('reads %j as %d ms', (input, ms) => {
  expect(parseDuration(input)).toBe(ms)
})

it.each([
  '',
  ' ',
  '10x',
  's',
  'h1',
  '1 s',
  '1.2.3s',
  '1d-2h',
  '1.5d',
  '1h2',
  'inf',
  'NaN',
  Number.NaN,
  Infinity,
  null,
  true,
])('does not read %j', (input) => {
  expect(parseDuration(input)).toBeUndefined()
})

it.each([
  [0, '0s'],
  [0.000001, '1ns'],
  [0.0015, '1.5µs'],
  [0.25, '250µs'],
  [300, '300ms'],
  [1.5, '1.5ms'],
  [1000, '1s'],
  [1500, '1.5s'],
  [10_000, '10s'],
  [60_000, '1m0s'],
  [90_000, '1m30s'],
  [3_600_000, '1h0m0s'],
  [5_400_000, '1h30m0s'],
  [86_400_000, '24h0m0s'],
  [1_000.000001, '1.000000001s'],
  [-1500, '-1.5s'],
  [Infinity, 'inf'],
])('prints %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
