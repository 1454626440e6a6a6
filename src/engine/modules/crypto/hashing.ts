import { createHash, type Hash } from 'node:crypto'
import { md4 } from './md4.ts'
import { GoError } from '../go-error.ts'

/** A hash that goes on after its digest was read, as Go's do. */
export interface RunningHash {
  readonly update: (bytes: Uint8Array) => void
  readonly digest: () => Buffer
}

interface Algorithm {
  readonly start: () => RunningHash
  readonly blockSize: number
}

const native = (name: string, blockSize: number): Algorithm => ({ start: () => new NativeHash(name), blockSize })

/** Of k6, with the block sizes that HMAC needs. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  md4: { start: () => new Md4Hash(), blockSize: 64 },
  md5: native('md5', 64),
  sha1: native('sha1', 64),
  sha256: native('sha256', 64),
  sha384: native('sha384', 128),
  sha512: native('sha512', 128),
  sha512_224: native('sha512-224', 128),
  sha512_256: native('sha512-256', 128),
  ripemd160: native('ripemd160', 64),
}

export const algorithmNames: readonly string[] = Object.keys(algorithms)

function algorithmOf(name: string): Algorithm {
  const algorithm = algorithms[name]
  if (algorithm === undefined) throw new GoError(`invalid algorithm: ${name}`)
  return algorithm
}

export const startHash = (algorithm: string): RunningHash => algorithmOf(algorithm).start()

/** RFC 2104. Written out because Node's Hmac can be read only once. */
export function startHmac(algorithm: string, key: Uint8Array): RunningHash {
  const { start, blockSize } = algorithmOf(algorithm)
  const block = Buffer.alloc(blockSize)
  block.set(key.byteLength > blockSize ? digestOf(start, key) : key)
  const inner = start()
  inner.update(block.map((byte) => byte ^ 0x36))
  const outerKey = block.map((byte) => byte ^ 0x5c)
  return {
    update: inner.update,
    digest: () => digestOf(start, Buffer.concat([outerKey, inner.digest()])),
  }
}

function digestOf(start: () => RunningHash, bytes: Uint8Array): Buffer {
  const hash = start()
  hash.update(bytes)
  return hash.digest()
}

class NativeHash implements RunningHash {
  readonly #hash: Hash
  constructor(name: string) {
    this.#hash = createHash(name)
  }
  readonly update = (bytes: Uint8Array): void => {
    this.#hash.update(bytes)
  }
  readonly digest = (): Buffer => this.#hash.copy().digest()
}

class Md4Hash implements RunningHash {
  readonly #parts: Uint8Array[] = []
  readonly update = (bytes: Uint8Array): void => {
    this.#parts.push(bytes.slice())
  }
  readonly digest = (): Buffer => md4(Buffer.concat(this.#parts))
}
