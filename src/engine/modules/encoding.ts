import { toArrayBuffer, toBytes } from './bytes.ts'
import { GoError } from './go-error.ts'
import { namespaceOf } from './namespace.ts'
import { toText } from './to-text.ts'
import type { ModuleFactory } from './vu.ts'

interface Variant {
  readonly urlSafe: boolean
  readonly padded: boolean
}

const standard: Variant = { urlSafe: false, padded: true }

const variants: Readonly<Record<string, Variant>> = {
  std: standard,
  rawstd: { urlSafe: false, padded: false },
  url: { urlSafe: true, padded: true },
  rawurl: { urlSafe: true, padded: false },
}

// An unknown encoding means std, as in k6.
const variantOf = (name: unknown): Variant => variants[String(name)] ?? standard

/** RFC 4648 base64, with or without padding, in either alphabet. */
export function encodeBase64(bytes: Uint8Array, { urlSafe, padded }: Variant): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString(urlSafe ? 'base64url' : 'base64')
  if (urlSafe) return padded ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text
  return padded ? text : text.replace(/=+$/, '')
}

/** Strict where Node's own decoder is lenient: a wrong alphabet, length or padding is an error. Line breaks are ignored. */
export function decodeBase64(text: string, { urlSafe, padded }: Variant): Uint8Array {
  const compact = text.replaceAll(/[\r\n]/g, '')
  const digits = padded ? compact.replace(/={1,2}$/, '') : compact
  const wrong = digits.search(urlSafe ? /[^A-Za-z0-9_-]/ : /[^A-Za-z0-9+/]/)
  if (wrong >= 0) throw illegalAt(wrong)
  const isWholeLength = padded ? compact.length % 4 === 0 : digits.length % 4 !== 1
  if (!isWholeLength) throw illegalAt(compact.length - (compact.length % 4))
  return Buffer.from(digits, 'base64')
}

const illegalAt = (index: number): Error => new GoError(`illegal base64 data at input byte ${index}`)

const b64encode = (data: unknown, encoding?: unknown): string => encodeBase64(toBytes(data), variantOf(encoding))

function b64decode(text: unknown, encoding?: unknown, format?: unknown): string | ArrayBuffer {
  const bytes = decodeBase64(text === undefined ? '' : toText(text), variantOf(encoding))
  return format === 's' ? Buffer.from(bytes).toString('utf8') : toArrayBuffer(bytes)
}

// Nothing here depends on the VU, but the default export may be changed by its script.
export const encoding: ModuleFactory = () => namespaceOf({ b64encode, b64decode })
