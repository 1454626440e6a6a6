import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bytes } from '../../../base/units.ts'
import type { Parcel } from './parcel.ts'

export interface SpoolOptions {
  /** On disk at most. */
  readonly most: Bytes
  /** Of one file; a file goes when all that is in it is taken. */
  readonly fileSize?: Bytes
  /** How a file is opened. */
  readonly open?: () => number
}

/** One file of the spool. */
interface Segment {
  readonly file: number
  size: Bytes
  /** Parcels in it that are not taken yet. */
  left: number
}

interface Entry {
  readonly segment: Segment
  readonly offset: Bytes
  readonly length: Bytes
  readonly count: number
}

const FILE_SIZE: Bytes = 16 * 1024 * 1024

/**
 * Parcels on disk, first in, first out, in bounded room. The files have no name once they are open, so that nothing is left of
 * them when the process dies.
 */
export class Spool {
  readonly #options: Required<SpoolOptions>
  #entries: Entry[] = []
  #segment: Segment | undefined
  #size: Bytes = 0
  /** Samples in it. */
  count = 0

  constructor({ most, fileSize = FILE_SIZE, open = openNameless }: SpoolOptions) {
    this.#options = { most, fileSize, open }
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** Throws when there is no room left, or the disk does not take it. */
  append({ body, count }: Parcel): void {
    if (this.#size + body.length > this.#options.most) throw new Error('the room for what waits on disk is full')
    const segment = this.#segmentFor(body.length)
    const offset = segment.size
    writeAll(segment.file, body, offset)
    segment.size += body.length
    segment.left += 1
    this.#size += body.length
    this.count += count
    this.#entries.push({ segment, offset, length: body.length, count })
  }

  /** The oldest one; undefined when there is none. Throws when the disk does not give it back; it is gone then. */
  take(): Parcel | undefined {
    const entry = this.#entries.shift()
    if (entry === undefined) return undefined
    const { segment, offset, length, count } = entry
    this.count -= count
    this.#size -= length
    segment.left -= 1
    const body = new Uint8Array(length)
    try {
      readAll(segment.file, body, offset)
    } finally {
      if (segment.left === 0) this.#drop(segment)
    }
    return { body, count }
  }

  /** What is in it is not wanted any more. */
  discard(): void {
    const segments = new Set(this.#entries.map(({ segment }) => segment))
    if (this.#segment !== undefined) segments.add(this.#segment)
    for (const { file } of segments) closeSync(file)
    this.#entries = []
    this.#segment = undefined
    this.#size = 0
    this.count = 0
  }

  #segmentFor(length: Bytes): Segment {
    const current = this.#segment
    if (current !== undefined && (current.size === 0 || current.size + length <= this.#options.fileSize)) return current
    const next = { file: this.#options.open(), size: 0, left: 0 }
    // What was taken from it already leaves nothing to keep it for.
    if (current?.left === 0) closeSync(current.file)
    this.#segment = next
    return next
  }

  #drop(segment: Segment): void {
    closeSync(segment.file)
    if (this.#segment === segment) this.#segment = undefined
  }
}

/** A file that nobody else can find; its room is free again when it is closed, however that comes. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-spool-'))
  const file = openSync(join(folder, 'parcels'), 'wx+', 0o600)
  rmSync(folder, { recursive: true })
  return file
}

function writeAll(file: number, body: Uint8Array, at: Bytes): void {
  for (let written = 0; written < body.length; ) {
    written += writeSync(file, body, written, body.length - written, at + written)
  }
}

function readAll(file: number, body: Uint8Array, at: Bytes): void {
  for (let read = 0; read < body.length; ) {
    const more = readSync(file, body, read, body.length - read, at + read)
    if (more === 0) throw new Error('what waited on disk is gone')
    read += more
  }
}
