import { expect, it } from 'vitest'
import { keptFor } from './kept-for.ts'

const kept = { nginx: { fast: { url: 1, check: 2 }, slow: { url: 1.2, check: 1.5 } } }

it('takes what is kept for the CPU', () => {
  expect(keptFor(kept, 'nginx', 'slow').ratios).toEqual({ url: 1.2, check: 1.5 })
})

it('takes the highest of each case and a quarter more for a CPU that nothing is kept for', () => {
  expect(keptFor(kept, 'nginx', 'new').ratios).toEqual({ url: 1.5, check: 2.5 })
  expect(keptFor(kept, 'another target', 'slow').ratios).toEqual({})
})
