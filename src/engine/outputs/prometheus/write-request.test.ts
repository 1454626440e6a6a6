import { uncompress } from 'snappyjs'
import { expect, it } from 'vitest'
import { encodeSeries, encodeStale } from './write-request.ts'

const labels = [{ name: '__name__', value: 'm' }]
const hex = (body: Uint8Array): string => Buffer.from(uncompress(body)).toString('hex')

it('is the message of remote write, compressed as a block of Snappy', () => {
  // Field 1 of WriteRequest holds a TimeSeries: field 1 a Label ("__name__", "m"), field 2 a Sample (1.5 at 300).
  const label = ['0a0d', '0a085f5f6e616d655f5f', '12016d'].join('')
  const sample = ['120c', '09000000000000f83f', '10ac02'].join('')
  expect(hex(encodeSeries([{ labels, samples: [{ value: 1.5, timestamp: 300 }] }]))).toBe(`0a1d${label}${sample}`)
})

it('writes times of today whole', () => {
  const timestamp = Date.UTC(2026, 10, 28)
  const bytes = Buffer.from(uncompress(encodeSeries([{ labels, samples: [{ value: 1, timestamp }] }])))
  const varint = bytes.subarray(bytes.lastIndexOf(0x10) + 1)
  const read = varint.reduce((sum, byte, index) => sum + BigInt(byte & 0x7f) * (1n << BigInt(7 * index)), 0n)
  expect(read).toBe(BigInt(timestamp))
})

it("ends series with Prometheus' own NaN", () => {
  expect(hex(encodeStale([labels], 1))).toContain('09020000000000f07f')
})
