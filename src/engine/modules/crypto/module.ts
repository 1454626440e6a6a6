import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { toArrayBuffer, toBytes } from '../bytes.ts'
import { namespaceOf } from '../namespace.ts'
import { toText } from '../to-text.ts'
import type { ModuleFactory } from '../vu.ts'
import { algorithmNames, type RunningHash, startHash, startHmac } from './hashing.ts'
import { GoError } from '../go-error.ts'

/** What `createHash` and `createHMAC` give. */
class Hasher {
  readonly #hash: RunningHash
  constructor(hash: RunningHash) {
    this.#hash = hash
  }
  update(data: unknown): void {
    this.#hash.update(toBytes(data))
  }
  digest(encoding: unknown): string | ArrayBuffer {
    return encodeDigest(this.#hash.digest(), encoding)
  }
}

function encodeDigest(digest: Buffer, encoding: unknown): string | ArrayBuffer {
  switch (encoding) {
    case 'hex':
    case 'base64':
      return digest.toString(encoding)
    case 'base64rawurl':
      return digest.toString('base64url')
    case 'base64url':
      return digest.toString('base64').replaceAll('+', '-').replaceAll('/', '_')
    case 'binary':
      return toArrayBuffer(digest)
    default:
      throw new GoError(`invalid output encoding: ${encoding === undefined ? '' : toText(encoding)}`)
  }
}

const createHash = (algorithm: unknown): Hasher => new Hasher(startHash(String(algorithm)))

const createHMAC = (algorithm: unknown, key: unknown): Hasher => new Hasher(startHmac(String(algorithm), toBytes(key)))

function hash(algorithm: string, data: unknown, encoding: unknown): string | ArrayBuffer {
  const hasher = createHash(algorithm)
  try {
    hasher.update(data)
  } catch (error) {
    throw new GoError(`${algorithm} failed: ${error instanceof Error ? error.message : toText(error)}`)
  }
  return hasher.digest(encoding)
}

function hmac(...[algorithm, key, data, encoding]: readonly unknown[]): string | ArrayBuffer {
  const hasher = createHMAC(algorithm, key)
  hasher.update(data)
  return hasher.digest(encoding)
}

function randomBytes(size: unknown): ArrayBuffer {
  const count = Math.trunc(Number(size))
  if (!(count >= 1)) throw new GoError('invalid size')
  return toArrayBuffer(nodeRandomBytes(count))
}

const hexEncode = (data: unknown): string => Buffer.from(toBytes(data)).toString('hex')

const hashFunctions = Object.fromEntries(
  algorithmNames.map((name) => [name, (data: unknown, encoding: unknown) => hash(name, data, encoding)]),
)

const members = { createHash, createHMAC, hmac, randomBytes, hexEncode, ...hashFunctions }

export const crypto: ModuleFactory = () => namespaceOf(members)
