import { expect, it } from 'vitest'
import { encoding } from './encoding.ts'
import { fakeVu } from './testing/fake-vu.ts'

const { b64encode, b64decode } = encoding(fakeVu()) as Record<
  'b64encode' | 'b64decode',
  (...args: unknown[]) => unknown
>

it.each([
  ['hello world', undefined, 'aGVsbG8gd29ybGQ='],
  ['こんにちは世界', 'std', '44GT44KT44Gr44Gh44Gv5LiW55WM'],
  ['a?b>', 'std', 'YT9iPg=='],
  ['a?b>', 'rawstd', 'YT9iPg'],
  ['???>', 'url', 'Pz8_Pg=='],
  ['???>', 'rawurl', 'Pz8_Pg'],
  ['???>', 'no such variant', 'Pz8/Pg=='],
])('encodes %s as %s', (text, variant, encoded) => {
  expect(b64encode(text, variant)).toBe(encoded)
  expect(b64decode(encoded, variant, 's')).toBe(text)
})

it('decodes to an ArrayBuffer unless text is asked for', () => {
  expect(b64decode('AP8Q')).toEqual(Uint8Array.of(0, 255, 16).buffer)
})

it.each([
  ['aGVsbG8', 'std', 'input byte 4'],
  ['aGV$bG8=', 'std', 'input byte 3'],
  ['Pz8_Pg==', 'std', 'input byte 3'],
  ['Pz8/Pg', 'rawurl', 'input byte 3'],
  ['Pz8_Pg==', 'rawurl', 'input byte 6'],
  ['YWFhY', 'rawstd', 'input byte 4'],
])('refuses %s as %s', (text, variant, place) => {
  expect(() => b64decode(text, variant)).toThrow(`illegal base64 data at ${place}`)
})

it('ignores line breaks, as mail encoders put them in', () => {
  expect(b64decode('aGVs\r\nbG8=\n', 'std', 's')).toBe('hello')
})
