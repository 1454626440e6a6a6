import { expect, it } from 'vitest'
import { aroundBy, pool, relativeHalf } from './interval.ts'

it('weights by how well each is known', () => {
  const { value } = pool([
    { value: 400, se: 4 },
    { value: 410, se: 8 },
  ])
  // Weights 1 / (16 + 1.44) and 1 / (64 + 1.51).
  expect(value).toBeCloseTo((400 / 17.44 + 410 / 65.51) / (1 / 17.44 + 1 / 65.51), 1)
})

it('never claims to know better than 1 %', () => {
  const { low, high } = pool([{ value: 400, se: 0 }])
  expect([low, high]).toEqual([396, 404])
})

it('says how wide it is, the longer side', () => {
  expect(relativeHalf({ value: 100, low: 98, high: 105 })).toBe(0.05)
  expect(relativeHalf(aroundBy(100, 3))).toBeCloseTo(0.03)
})
