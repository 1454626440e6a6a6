import { expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { periodOf } from './period.ts'

const repeat = (cycle: readonly number[], times: number): number[] => Array.from({ length: times }, () => cycle).flat()

it.each([
  ['a stall in every fourth', repeat([100, 100, 100, 20], 4), 4],
  ['a stall of two in twelve', repeat([...Array.from({ length: 10 }, () => 100), 0, 40], 4), 12],
])('finds %s', (_, values, expected) => {
  expect(periodOf(values)).toBe(expected)
})

it.each([
  ['nothing that varies', repeat([100], 20)],
  ['the grain of counting', repeat([83, 83, 84], 8)],
  ['two periods only', repeat([100, 100, 100, 100, 100, 0], 2)],
])('does not take for a period %s', (_, values) => {
  expect(periodOf(values)).toBeUndefined()
})

it('is hardly ever fooled by noise', () => {
  const rng = seededRng(2)
  const fooled = Array.from({ length: 300 }, () => periodOf(Array.from({ length: 48 }, () => 100 + 60 * rng())))
  expect(fooled.filter((period) => period !== undefined).length).toBeLessThan(6)
})
