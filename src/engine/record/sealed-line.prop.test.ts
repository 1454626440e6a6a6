import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seal, unseal } from './sealed-line.ts'

const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }).map((value) => JSON.stringify(value))

it('gives back what was sealed, which is JSON before and after', () => {
  fc.assert(
    fc.property(object, (text) => {
      expect(unseal(seal(text))).toBe(text)
      expect(JSON.parse(seal(text))).toMatchObject(JSON.parse(text) as object)
    }),
  )
})

it('lets no line pass in which one character was changed, left out or cut off', () => {
  const damage = fc.tuple(object, fc.nat(), fc.constantFrom('x', '1', '"', ''))
  fc.assert(
    fc.property(damage, ([text, place, other]) => {
      const line = seal(text)
      const at = place % line.length
      const damaged = line.slice(0, at) + other + line.slice(at + 1)
      fc.pre(damaged !== line)
      expect(() => unseal(damaged)).toThrow(SyntaxError)
      expect(() => unseal(line.slice(0, at))).toThrow(SyntaxError)
    }),
  )
})
