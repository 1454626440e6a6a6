import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { GoError } from '../go-error.ts'

const algorithms = {
  gzip: (body: Buffer): Buffer => gzipSync(body),
  deflate: (body: Buffer): Buffer => deflateSync(body),
  zstd: (body: Buffer): Buffer => zstdCompressSync(body),
  br: (body: Buffer): Buffer => brotliCompressSync(body),
} as const

export type Compression = keyof typeof algorithms

const isCompression = (name: string): name is Compression => Object.hasOwn(algorithms, name)

/** `gzip, br`: first the one, then the other. */
export function parseCompression(text: string): readonly Compression[] {
  if (text.trim() === '') return []
  return text.split(',').map((one) => {
    const name = one.trim()
    if (isCompression(name)) return name
    const known = Object.keys(algorithms).join(' ')
    throw new GoError(`unknown compression algorithm ${name}, supported algorithms are [${known}]`)
  })
}

export const compress = (body: Buffer, chain: readonly Compression[]): Buffer =>
  chain.reduce((bytes, name) => algorithms[name](bytes), body)

/** For Content-Encoding. */
export const encodingOf = (chain: readonly Compression[]): string => chain.join(', ')
