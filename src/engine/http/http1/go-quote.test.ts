import { expect, it } from 'vitest'
import { goQuote } from './go-quote.ts'

it.each([
  ['plain', '"plain"'],
  ['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
  ['\x00\t\r\n\x7f', '"\\x00\\t\\r\\n\\x7f"'],
  ['Gr\xc3\xb6\xc3\x9fe', '"Größe"'],
  ['Gr\xf6\xdfe', '"Gr\\xf6\\xdfe"'],
])('quotes %j', (bytes, quoted) => {
  expect(goQuote(bytes)).toBe(quoted)
})
