import { webcrypto } from 'node:crypto'
import { scriptPromise } from './outstanding-call.ts'
import type { Vu } from './vu.ts'

const operations = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
] as const

type Operation = (typeof operations)[number]
type SubtleFunction = (...args: unknown[]) => Promise<unknown>

/** Node's implementation; what it answers keeps the iteration alive. */
function subtleFunction(vu: Vu, operation: Operation): SubtleFunction {
  const perform = webcrypto.subtle[operation] as SubtleFunction
  return (...args) => scriptPromise(vu, perform.apply(webcrypto.subtle, args))
}

/** The global `crypto` of one VU: the Web Crypto API with the members that k6 has. */
export class WebCrypto {
  readonly #vu: Vu
  #subtle: Readonly<Record<string, SubtleFunction>> | undefined

  constructor(vu: Vu) {
    this.#vu = vu
  }

  get subtle(): Readonly<Record<string, SubtleFunction>> {
    this.#subtle ??= Object.fromEntries(operations.map((operation) => [operation, subtleFunction(this.#vu, operation)]))
    return this.#subtle
  }

  get CryptoKey(): unknown {
    return CryptoKey
  }

  getRandomValues<T extends NodeJS.TypedArray>(array: T): T {
    webcrypto.getRandomValues(array as Uint32Array<ArrayBuffer>)
    return array
  }

  randomUUID(): string {
    return webcrypto.randomUUID()
  }
}
