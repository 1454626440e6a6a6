import { expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { levelChange } from './level-change.ts'

it('finds where a level changes, and from what to what', () => {
  expect(levelChange([400, 401, 399, 400, 200, 201, 199, 200], 1, 6)).toMatchObject({ at: 4, before: 400, after: 200 })
})

it('believes no scatter below the grain of counting', () => {
  expect(levelChange([400, 400, 400, 401, 401, 401], 1, 6)).toBeUndefined()
  expect(levelChange([400, 400, 400, 401, 401, 401], 0.01, 6)).toMatchObject({ at: 3 })
})

it('needs three values on either side', () => {
  expect(levelChange([400, 400, 200, 200], 1, 6)).toBeUndefined()
})

it('is hardly ever fooled by noise', () => {
  const rng = seededRng(8)
  const noise = (): number[] => Array.from({ length: 24 }, () => 100 + 40 * (rng() + rng() - 1))
  const fooled = Array.from({ length: 500 }, () => levelChange(noise(), 1, 6)).filter((change) => change !== undefined)
  expect(fooled.length).toBeLessThan(3)
})
