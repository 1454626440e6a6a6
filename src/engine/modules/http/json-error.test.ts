import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeJsonError, findJsonError } from './json-error.ts'

/** Offsets and words of Go's encoding/json. */
it.each([
  ['', 0, 'unexpected end of JSON input'],
  ['{', 1, 'unexpected end of JSON input'],
  ['[1', 2, 'unexpected end of JSON input'],
  ['"a', 2, 'unexpected end of JSON input'],
  ['hello', 1, "invalid character 'h' looking for beginning of value"],
  ['<html>', 1, "invalid character '<' looking for beginning of value"],
  ['{a:1}', 2, "invalid character 'a' looking for beginning of object key string"],
  ['{"a" 1}', 6, "invalid character '1' after object key"],
  ['{"a":1 "b":2}', 8, `invalid character '"' after object key:value pair`],
  ['{"a":1,}', 8, "invalid character '}' looking for beginning of object key string"],
  ['[1 2]', 4, "invalid character '2' after array element"],
  ['[1,]', 4, "invalid character ']' looking for beginning of value"],
  ['1 2', 3, "invalid character '2' after top-level value"],
  ['"a\nb"', 3, "invalid character '\\n' in string literal"],
  ['"\\x"', 3, "invalid character 'x' in string escape code"],
  ['"\\u00g0"', 6, "invalid character 'g' in \\u hexadecimal character escape"],
  ['-x', 2, "invalid character 'x' in numeric literal"],
  ['1.x', 3, "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', 3, "invalid character 'x' in exponent of numeric literal"],
  ['01', 2, "invalid character '1' after top-level value"],
  ['trux', 4, "invalid character 'x' in literal true (expecting 'e')"],
  ['nul', 3, 'unexpected end of JSON input'],
  ["'a'", 1, "invalid character '\\'' looking for beginning of value"],
  ['"é" x', 6, "invalid character 'x' after top-level value"],
])('%j stops at %i: %s', (text, offset, message) => {
  expect(findJsonError(text)).toEqual({ offset, message })
})

it.each([
  [
    '{"a":\n  x}',
    "cannot parse json due to an error at line 2, character 3 , error: invalid character 'x' looking for beginning of value",
  ],
  [
    '["é", x]',
    "cannot parse json due to an error at line 1, character 7 , error: invalid character 'x' looking for beginning of value",
  ],
  ['{"a":1', 'cannot parse json due to an error at line 1, character 6 , error: unexpected end of JSON input'],
  ['', 'cannot parse json due to an error at line 1, character 0 , error: unexpected end of JSON input'],
])('%j is described as k6 does', (text, message) => {
  expect(describeJsonError(text)).toBe(message)
})

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

it('finds an error exactly where JSON.parse does', () => {
  const nearly = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '{', ',', '0', '\\', ' ', 'e'))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + sign + text.slice(place + 1)
    })
  fc.assert(
    fc.property(
      fc.oneof(fc.json(), nearly, fc.string()),
      (text) => (findJsonError(text) === undefined) === isJson(text),
    ),
    { numRuns: 2000 },
  )
})
