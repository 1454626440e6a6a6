import fc from 'fast-check'
import { it } from 'vitest'
import { getPath } from './get.ts'

const plainKey = fc.string({ minLength: 1, maxLength: 8 })
const escaped = (key: string): string => key.replaceAll(/[.|#@*?\\!{}[\]()=<>%~:,"]/g, '\\$&')

it('finds every plain key of an object, whatever is in it', () => {
  fc.assert(
    fc.property(fc.dictionary(plainKey, fc.jsonValue(), { noNullPrototype: true }), (object) =>
      Object.entries(object).every(([key, value]) => Object.is(getPath(object, escaped(key)), value)),
    ),
  )
})

it('finds what a chain of keys and indexes leads to', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(plainKey, fc.nat(3)), { minLength: 1, maxLength: 5 }),
      fc.jsonValue(),
      (keys, leaf) => {
        fc.pre(leaf !== undefined)
        const wrap = (value: unknown, key: string | number): unknown => {
          if (typeof key === 'string') return { [key]: value }
          return Array.from({ length: key + 1 }, () => value)
        }
        const nested = keys.toReversed().reduce<unknown>(wrap, leaf)
        const path = keys.map((key) => (typeof key === 'string' ? escaped(key) : String(key))).join('.')
        return Object.is(getPath(nested, path), leaf)
      },
    ),
  )
})

it('never throws, whatever the path', () => {
  const paths = fc.oneof(fc.string(), fc.stringMatching(/^[ab.#()[\]{}|@!"%=<>~*?\\:,0-9]{0,30}$/))
  fc.assert(
    fc.property(fc.jsonValue(), paths, (value, path) => {
      getPath(value, path)
    }),
    { numRuns: 2000 },
  )
})
