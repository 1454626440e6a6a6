import { expect, it } from 'vitest'
import { canonicalName } from './header-name.ts'
import { textOfWire, wireValue } from '../../http/wire-text.ts'

it.each([
  ['content-type', 'Content-Type'],
  ['X-REQUEST-ID', 'X-Request-Id'],
  ['etag', 'Etag'],
  ['www-authenticate', 'Www-Authenticate'],
  ['x_y', 'X_y'],
  ['with blank', 'with blank'],
  ['', ''],
])('%j is %j to Go', (name, canonical) => {
  expect(canonicalName(name)).toBe(canonical)
})

it.each(['plain', 'é', '漢字', ''])('%j survives the wire', (text) => {
  expect(textOfWire(wireValue(text))).toBe(text)
})
