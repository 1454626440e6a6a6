import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fakeVu } from '../testing/fake-vu.ts'
import { sharedArray } from './shared-array.ts'

it('gives back any JSON, element by element', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      const { worker } = fakeVu()
      const texts = values.map((value) => JSON.stringify(value))
      const array = sharedArray(worker, 'any', () => texts)
      expect(array).toHaveLength(values.length)
      expect(JSON.stringify(array)).toBe(JSON.stringify(values))
      for (const [index, text] of texts.entries()) expect(JSON.stringify(array[index])).toBe(text)
    }),
    { numRuns: 50 },
  )
})
