import { ReadableStream } from 'node:stream/web'
import { toArrayBuffer } from '../bytes.ts'
import { toText } from '../to-text.ts'
import { GoError } from '../go-error.ts'
import { goTypeName } from '../go-text.ts'

/**
 * The Blob of k6/websockets. Not Node's own, whose promises need turns of the event loop that the VU's iteration would not
 * wait for; here all is in memory and at hand.
 */
export class Blob {
  readonly #bytes: Uint8Array
  readonly #type: string

  constructor(parts?: unknown, options?: unknown) {
    this.#bytes = Buffer.concat(partsOf(parts).map(partBytes))
    this.#type = typeOf(options)
  }

  get size(): number {
    return this.#bytes.byteLength
  }
  get type(): string {
    return this.#type
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(toArrayBuffer(this.#bytes))
  }
  bytes(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(toArrayBuffer(this.#bytes)))
  }
  text(): Promise<string> {
    return Promise.resolve(Buffer.from(this.#bytes).toString())
  }
  stream(): ReadableStream {
    return new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(toArrayBuffer(this.#bytes)))
        controller.close()
      },
    })
  }
  slice(from?: unknown, to?: unknown, type?: unknown): Blob {
    const end = to === undefined ? undefined : Number(to)
    const part = this.#bytes.slice(from === undefined ? 0 : Number(from), end)
    return new Blob([part], { type: type === undefined ? '' : toText(type) })
  }
  toString(): string {
    return '[object Blob]'
  }

  /** What is in it, at once. */
  static bytesOf(blob: Blob): Uint8Array {
    return blob.#bytes
  }
}

function partsOf(parts: unknown): readonly unknown[] {
  if (parts === undefined) return []
  if (!Array.isArray(parts)) throw new GoError('failed to process [blobParts]: an array is expected')
  return parts
}

function partBytes(part: unknown): Uint8Array {
  if (typeof part === 'string') return Buffer.from(part)
  const bytes = binaryBytes(part)
  if (bytes === undefined) throw new GoError(`failed to process [blobParts]: unsupported type: ${goTypeName(part)}`)
  return bytes
}

/** The bytes of an ArrayBuffer, a view on one, or a Blob; undefined for anything else. */
export function binaryBytes(data: unknown): Uint8Array | undefined {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return data instanceof Blob ? Blob.bytesOf(data) : undefined
}

function typeOf(options: unknown): string {
  if (options === undefined) return ''
  if (typeof options !== 'object' || options === null) throw new GoError('[options] must be an object')
  const type: unknown = Reflect.get(options, 'type')
  return type === undefined ? '' : toText(type)
}
