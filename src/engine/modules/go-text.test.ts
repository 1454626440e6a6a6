import { expect, it } from 'vitest'
import { goNumber, goTypeName } from './go-text.ts'

it.each([
  [5, '5'],
  [100_000_000, '100000000'],
  [0.1, '0.1'],
  [12_345.75, '12345.75'],
  [1_234_567.5, '1.2345675e+06'],
  [1e20, '1e+20'],
  [0.0001, '0.0001'],
  [0.000_01, '1e-05'],
  [-0, '-0'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('writes %d as Go does: %s', (number, text) => {
  expect(goNumber(number)).toBe(text)
})

it.each([
  [null, '<nil>'],
  [undefined, '<nil>'],
  [[1], '[]interface {}'],
  [{ a: 1 }, 'map[string]interface {}'],
  [1, 'int64'],
  [1.5, 'float64'],
  [true, 'bool'],
  ['x', 'string'],
  [new Date(0), 'time.Time'],
])('calls the type of %j %s', (value, name) => {
  expect(goTypeName(value)).toBe(name)
})
