import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeForm, escapeQuery } from './form-encoding.ts'

const name = fc.string({ unit: 'grapheme' })
const fields = fc.array(fc.tuple(name, name))

it('is read back by any form parser, names in order and values of one name as given', () => {
  fc.assert(
    fc.property(fields, (given) => {
      const read = [...new URLSearchParams(encodeForm(given))]
      const names = [...new Set(given.map(([key]) => key))]
      return (
        read.length === given.length &&
        names.every((key) => {
          const values = (list: readonly (readonly [string, string])[]): string[] =>
            list.filter(([other]) => other === key).map(([, value]) => value)
          return JSON.stringify(values(read)) === JSON.stringify(values(given))
        })
      )
    }),
  )
})

it('uses letters, digits and -_.~%+ only', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^[A-Za-z0-9\-_.~%+]*$/.test(escapeQuery(text))))
})

it('orders names by their bytes', () => {
  expect(
    encodeForm([
      ['b', '1'],
      ['a', '2'],
      ['B', '3'],
      ['a', '1'],
    ]),
  ).toBe('B=3&a=2&a=1&b=1')
})

it('survives half a surrogate pair', () => {
  expect(escapeQuery('\ud800')).toBe('%EF%BF%BD')
})
