import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { type Cause, decompressionError } from './failures.ts'

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
}

/** Undoes `Content-Encoding`, the last one first. What is not known is left as it came, as in k6. */
export function decodeBody(body: Buffer, contentEncoding: string): Buffer | Cause {
  let decoded = body
  for (const name of contentEncoding.split(',').toReversed()) {
    const decode = decoders[name.trim()]
    if (decode === undefined) continue
    if (decoded.length === 0 && name.trim() !== 'zstd') return decompressionError('EOF')
    try {
      decoded = decode(decoded)
    } catch (error) {
      return decompressionError(`${name.trim()}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return decoded
}
