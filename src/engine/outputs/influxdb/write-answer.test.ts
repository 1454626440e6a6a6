import { expect, it } from 'vitest'
import { readWriteAnswer } from './write-answer.ts'

/** The texts are those of InfluxDB 1.6. */
const error = (text: string): string => JSON.stringify({ error: text })

it.each([
  [204, '', { kind: 'delivered', refused: 0 }],
  [404, error('database not found: "k6"'), 'no-database'],
  [503, error('timeout'), { kind: 'failed', reason: '503 timeout' }],
  [429, '', { kind: 'failed', reason: '429' }],
  [401, error('authorization failed'), { kind: 'refused', reason: '401 authorization failed' }],
  [413, '<html>too large', { kind: 'refused', reason: '413 <html>too large' }],
  [
    400,
    error("unable to parse 'bad line': invalid field format"),
    { kind: 'refused', reason: "400 unable to parse 'bad line': invalid field format" },
  ],
  [
    400,
    error(
      "partial write: unable to parse 'bad line': invalid field format\nunable to parse 'b,x= value=1': missing tag value dropped=0",
    ),
    { kind: 'delivered', refused: 2, reason: "400 partial write: unable to parse 'bad line': invalid field format" },
  ],
  [
    400,
    error(
      'partial write: field type conflict: input field "value" on measurement "a" is type string, already exists as type float dropped=2',
    ),
    expect.objectContaining({ kind: 'delivered', refused: 2 }),
  ],
])('reads the answer %d %s', (status, text, expected) => {
  expect(readWriteAnswer({ status, body: Buffer.from(text) }, 10)).toEqual(expected)
})
