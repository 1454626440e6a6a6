import type { KeyObject } from 'node:crypto'
import { GoError } from '../go-error.ts'

/** `key` holds the numbers of the key as decimal text: they are too large for numbers of JavaScript. */
export interface PublicKey {
  readonly algorithm: 'RSA' | 'ECDSA' | 'DSA'
  readonly key: Readonly<Record<string, unknown>>
}

type Describe = (key: KeyObject) => PublicKey

const describe: Readonly<Record<string, Describe>> = {
  rsa: (key) => ({ algorithm: 'RSA', key: rsaNumbers(key) }),
  'rsa-pss': (key) => ({ algorithm: 'RSA', key: rsaNumbers(key) }),
  ec: (key) => ({ algorithm: 'ECDSA', key: curvePoint(key) }),
  dsa: (key) => ({ algorithm: 'DSA', key: dsaNumbers(key) }),
}

export function describePublicKey(key: KeyObject): PublicKey {
  const describeKind = describe[key.asymmetricKeyType ?? '']
  if (describeKind === undefined) throw new GoError('unsupported public key algorithm')
  return describeKind(key)
}

function rsaNumbers(key: KeyObject): Readonly<Record<string, unknown>> {
  const [n = 0n, e = 0n] = integersIn(spki(key))
  return { n: String(n), e: Number(e) }
}

function curvePoint(key: KeyObject): Readonly<Record<string, unknown>> {
  const { crv, x, y } = key.export({ format: 'jwk' })
  return { curve: crv, x: String(fromBase64(x)), y: String(fromBase64(y)) }
}

function dsaNumbers(key: KeyObject): Readonly<Record<string, unknown>> {
  const [p = 0n, q = 0n, g = 0n, y = 0n] = integersIn(spki(key))
  return { parameters: { p: String(p), q: String(q), g: String(g) }, y: String(y) }
}

const fromBase64 = (text: string | undefined): bigint => toInteger(Buffer.from(text ?? '', 'base64url'))

const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)

const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' })

const INTEGER = 0x02
const BIT_STRING = 0x03
const SEQUENCE = 0x30

/** All integers of a SubjectPublicKeyInfo (RFC 5280, 4.1) in their order, also those wrapped in its bit string. */
function integersIn(der: Buffer): bigint[] {
  const found: bigint[] = []
  let at = 0
  while (at < der.length) {
    const tag = der[at]
    const { from, to } = extentAt(der, at + 1)
    const content = der.subarray(from, to)
    if (tag === INTEGER) found.push(toInteger(content))
    // The first byte of a bit string says how many bits of the last one are unused: none here.
    if (tag === SEQUENCE || tag === BIT_STRING)
      found.push(...integersIn(tag === SEQUENCE ? content : content.subarray(1)))
    at = to
  }
  return found
}

/** X.690, 8.1.3: lengths of 128 and more say first how many bytes they take. */
function extentAt(der: Buffer, at: number): { readonly from: number; readonly to: number } {
  const first = der[at] ?? 0
  if (first < 0x80) return { from: at + 1, to: at + 1 + first }
  const bytes = first & 0x7f
  const from = at + 1 + bytes
  return { from, to: from + der.readUIntBE(at + 1, bytes) }
}
