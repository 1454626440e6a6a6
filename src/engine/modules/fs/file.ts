import { basename } from 'node:path'
import { FsError } from './fs-error.ts'

export const SeekMode = { Start: 0, Current: 1, End: 2 } as const

/** An open file: its bytes are in memory, once for all VUs of the worker. */
export class File {
  readonly path: string
  readonly #bytes: Uint8Array
  #offset = 0

  constructor(path: string, bytes: Uint8Array) {
    this.path = path
    this.#bytes = bytes
  }

  /** All of it, wherever the file stands. */
  static bytesOf(file: File): Uint8Array {
    return file.#bytes
  }

  async stat(): Promise<{ name: string; size: number }> {
    return { name: basename(this.path), size: this.#bytes.byteLength }
  }

  /** How many bytes were read; null at the end. */
  async read(into: unknown): Promise<number | null> {
    if (into === undefined || into === null) {
      throw new FsError('TypeError', 'read() failed; reason: into argument cannot be null or undefined')
    }
    if (!(into instanceof Uint8Array)) {
      throw new FsError('TypeError', 'read() failed; reason: into argument must be a Uint8Array')
    }
    if (this.#offset === this.#bytes.byteLength) return null
    const part = this.#bytes.subarray(this.#offset, this.#offset + into.byteLength)
    into.set(part)
    this.#offset += part.byteLength
    return part.byteLength
  }

  /** The new position from the start. */
  async seek(offset: unknown, whence: unknown): Promise<number> {
    const by = wholeNumber('offset', offset)
    const position = this.#target(by, wholeNumber('whence', whence))
    if (position < 0) throw new FsError('TypeError', 'seeking before start of file')
    if (position > this.#bytes.byteLength) throw new FsError('TypeError', 'seeking beyond end of file')
    this.#offset = position
    return position
  }

  #target(offset: number, whence: number): number {
    switch (whence) {
      case SeekMode.Start:
        if (offset < 0) throw new FsError('TypeError', 'offset cannot be negative when using SeekModeStart')
        return offset
      case SeekMode.Current:
        return this.#offset + offset
      case SeekMode.End:
        if (offset > 0) throw new FsError('TypeError', 'offset cannot be positive when using SeekModeEnd')
        // The end is the last byte, as k6 has it, not the place behind it.
        return this.#bytes.byteLength - 1 + offset
      default:
        throw new FsError('TypeError', 'seek() failed; reason: the whence argument must be a SeekMode')
    }
  }
}

function wholeNumber(name: string, value: unknown): number {
  if (value === undefined || value === null) {
    throw new FsError('TypeError', `seek() failed; reason: the ${name} argument cannot be null or undefined`)
  }
  if (!Number.isInteger(value)) {
    throw new FsError('TypeError', `seek() failed; reason: the ${name} argument must be a number`)
  }
  return value as number
}
