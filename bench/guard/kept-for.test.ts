import { expect, it } from 'vitest'
import { keptFor } from './kept-for.ts'

const fast = { ratios: { url: 1, check: 2 }, base: 12 }
const slow = { ratios: { url: 1.2, check: 1.5 }, base: 20 }
const kept = { nginx: { fast, slow } }

it('takes what is kept for the CPU', () => {
  expect(keptFor(kept, 'nginx', 'slow').kept).toEqual(slow)
})

it('takes the highest of each case and a quarter more for a CPU that nothing is kept for', () => {
  expect(keptFor(kept, 'nginx', 'new').kept).toEqual({ ratios: { url: 1.5, check: 2.5 } })
  expect(keptFor(kept, 'another target', 'slow').kept).toEqual({ ratios: {} })
})
