import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { decodeBody } from './decode-body.ts'

const hello = Buffer.from('hello')
const packed = gzipSync(hello)

function decoded(body: Buffer, encoding: string): string {
  const { body: found, failure } = decodeBody(body, encoding)
  return [found?.toString() ?? 'null', failure === undefined ? '' : `${failure.code} ${failure.message}`].join('|')
}

it.each([
  ['gzip', packed, 'gzip', 'hello|'],
  ['members one after the other', Buffer.concat([packed, packed]), 'gzip', 'hellohello|'],
  ['deflate', deflateSync(hello), 'deflate', 'hello|'],
  ['br', brotliCompressSync(hello), 'br', 'hello|'],
  ['zstd', zstdCompressSync(hello), 'zstd', 'hello|'],
  ['two, the last one first', brotliCompressSync(packed), 'gzip, br', 'hello|'],
  ['what it does not know', hello, 'compress', 'hello|'],
  ['names in other letters, which it does not know', packed, 'GZIP', `${packed.toString()}|`],
])('decodes %s', (_, body, encoding, expected) => {
  expect(decoded(body, encoding)).toBe(expected)
})

it.each([
  ['gzip that is cut off', packed.subarray(0, -4), 'gzip', 'hello|1000 unexpected EOF'],
  ['nothing as gzip', Buffer.alloc(0), 'gzip', 'null|1701 error decompressing response body (EOF)'],
  ['nothing as deflate', Buffer.alloc(0), 'deflate', 'null|1701 error decompressing response body (unexpected EOF)'],
  ['nothing as br', Buffer.alloc(0), 'br', '|1000 unexpected EOF'],
  ['nothing as zstd', Buffer.alloc(0), 'zstd', '|'],
  [
    'what is no gzip',
    hello,
    'gzip',
    'null|1701 error decompressing response body (error decompressing response body (gzip: invalid header))',
  ],
  ['what is no br', Buffer.from('not br'), 'br', '|1701 error decompressing response body (brotli: PADDING_2)'],
])('says of %s what k6 says', (_, body, encoding, expected) => {
  expect(decoded(body, encoding)).toBe(expected)
})
