/**
 * Texts in memory that threads can share: the UTF-8 bytes of all of them in one block, and where each ends. A plain object
 * of two buffers, so that `postMessage` hands it to another thread without copying.
 */
export interface SharedRecords {
  readonly text: SharedArrayBuffer
  /** One double per record: its end as a byte offset. */
  readonly ends: SharedArrayBuffer
}

export function packRecords(texts: readonly string[]): SharedRecords {
  const ends = new SharedArrayBuffer(texts.length * Float64Array.BYTES_PER_ELEMENT)
  const endOf = new Float64Array(ends)
  let size = 0
  for (const [index, text] of texts.entries()) {
    size += Buffer.byteLength(text)
    endOf[index] = size
  }
  const text = new SharedArrayBuffer(size)
  const bytes = Buffer.from(text)
  for (const [index, record] of texts.entries()) bytes.write(record, endOf[index - 1] ?? 0)
  return { text, ends }
}

/** Reads without copying the block. */
export class RecordReader {
  readonly length: number
  readonly #bytes: Buffer
  readonly #ends: Float64Array

  constructor({ text, ends }: SharedRecords) {
    this.#bytes = Buffer.from(text)
    this.#ends = new Float64Array(ends)
    this.length = this.#ends.length
  }

  /** The text at `index`, which must be less than `length`. */
  at(index: number): string {
    return this.#bytes.toString('utf8', this.#ends[index - 1] ?? 0, this.#ends[index])
  }
}

export const isSharedRecords = (value: unknown): value is SharedRecords =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  value.text instanceof SharedArrayBuffer &&
  'ends' in value &&
  value.ends instanceof SharedArrayBuffer
