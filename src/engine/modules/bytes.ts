import { GoError } from './go-error.ts'
import { goTypeName } from './go-text.ts'

/** The bytes that a script gave as text (UTF-8), ArrayBuffer or byte array; not copied. */
export function toBytes(data: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8')
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (data instanceof Uint8Array) return data
  if (data instanceof DataView) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  throw new GoError(`invalid type ${goTypeName(data)}, expected string, []byte or ArrayBuffer`)
}

/** An ArrayBuffer of exactly these bytes: a Buffer of Node may be a window into a pool. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}
