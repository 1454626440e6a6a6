import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './encoding.ts'

const variant = fc.record({ urlSafe: fc.boolean(), padded: fc.boolean() })

it('gives every byte back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), variant, (bytes, options) => {
      expect(Uint8Array.from(decodeBase64(encodeBase64(bytes, options), options))).toEqual(bytes)
    }),
  )
})

it('uses only the letters of its alphabet', () => {
  fc.assert(
    fc.property(fc.uint8Array(), variant, (bytes, options) => {
      const alphabet = options.urlSafe ? /^[\w-]*={0,2}$/ : /^[A-Za-z0-9+/]*={0,2}$/
      const text = encodeBase64(bytes, options)
      expect(text).toMatch(alphabet)
      expect(text.includes('=') && !options.padded).toBe(false)
    }),
  )
})
