import { type Cause, otherFailure } from '../failures.ts'
import { readHeaderLines } from './header-lines.ts'

/** Told of the pieces of a body: `bytes` is valid during the call only. */
export type TakePiece = (bytes: Buffer, from: number, to: number) => void

const LINE_FEED = 10
/** Longer lines than this are no sizes of chunks. */
const LONGEST_LINE = 4096
/** A server may say this much about chunks beyond what their number and length allow for. */
const MOST_EXCESS = 16_384
const CHUNK_ALLOWANCE = 16
const MOST_DIGITS = 16

const tooLong = otherFailure('header line too long')
const bareLineFeed = otherFailure('chunked line ends with bare LF')
const strayReturn = otherFailure('invalid CR in chunked line')
const noSize = otherFailure('empty hex number for chunk length')
const badSize = otherFailure('invalid byte in chunk length')
const tooLarge = otherFailure('http chunk length too large')
const tooMuchTalk = otherFailure('chunked encoding contains too much non-data')
const badEnd = otherFailure('malformed chunked encoding')
const longTrailer = otherFailure('http: suspiciously long trailer after chunked body')
const cutTrailer = otherFailure('http: unexpected EOF reading trailer')

/** Takes a body apart that comes in chunks (RFC 9112, 7.1); trailers are passed over. What it refuses, and how, is Go's rule. */
export class ChunkedBody {
  /** Left of the chunk, or a step between chunks. */
  #state: 'size' | 'data' | 'after-data' | 'trailer' | 'done' | 'broken' = 'size'
  #left = 0
  #excess = 0
  #text = ''
  /** Why nothing more can be read. */
  broken: Cause | undefined

  get isDone(): boolean {
    return this.#state === 'done'
  }

  /** Returns the index behind what belongs to the body. */
  push(bytes: Buffer, from: number, to: number, take: TakePiece): number {
    let at = from
    while (at < to && this.#state !== 'done' && this.#state !== 'broken') {
      if (this.#state === 'data') at = this.#takeData(bytes, at, to, take)
      else at = this.#takeText(bytes, at)
    }
    return at
  }

  /** The connection has ended in the middle of it; undefined: nothing more is to be said about that. */
  cut(): Cause | undefined {
    if (this.#state !== 'trailer') return undefined
    return this.#text.length < 2 ? cutTrailer : longTrailer
  }

  #takeData(bytes: Buffer, from: number, to: number, take: TakePiece): number {
    const end = Math.min(to, from + this.#left)
    take(bytes, from, end)
    this.#left -= end - from
    if (this.#left === 0) this.#state = 'after-data'
    return end
  }

  #takeText(bytes: Buffer, at: number): number {
    const byte = bytes[at] as number
    this.#text += String.fromCharCode(byte)
    if (this.#state === 'size') this.#readSize(byte)
    else if (this.#state === 'after-data') this.#readEnd()
    else this.#readTrailer()
    return at + 1
  }

  #readSize(byte: number): void {
    if (byte !== LINE_FEED) {
      if (this.#text.length >= LONGEST_LINE) this.#break(tooLong)
      return
    }
    const line = this.#text
    this.#text = ''
    const size = sizeIn(line)
    if (typeof size === 'object') return this.#break(size)
    this.#excess = Math.max(0, this.#excess + line.length - CHUNK_ALLOWANCE - 2 * size)
    if (this.#excess > MOST_EXCESS) return this.#break(tooMuchTalk)
    this.#left = size
    this.#state = size === 0 ? 'trailer' : 'data'
  }

  #readEnd(): void {
    if (this.#text.length < 2) return
    if (this.#text !== '\r\n') return this.#break(badEnd)
    this.#text = ''
    this.#state = 'size'
  }

  #readTrailer(): void {
    if (this.#text === '\r\n') this.#state = 'done'
    else if (this.#text.endsWith('\r\n\r\n')) {
      const read = readHeaderLines(this.#text.slice(0, -'\r\n\r\n'.length))
      if ('code' in read) this.#break(read)
      else this.#state = 'done'
    } else if (this.#text.length >= LONGEST_LINE) this.#break(longTrailer)
  }

  #break(cause: Cause): void {
    this.#state = 'broken'
    this.broken = cause
  }
}

/** `line` with its end. A size may be followed by extensions. */
function sizeIn(line: string): number | Cause {
  const end = line.indexOf('\r')
  if (end < 0) return bareLineFeed
  if (end !== line.length - 2) return strayReturn
  const digits =
    line
      .slice(0, end)
      .replace(/[ \t]+$/, '')
      .split(';', 1)[0] ?? ''
  if (digits === '') return noSize
  if (/[^0-9a-f]/i.test(digits.slice(0, MOST_DIGITS))) return badSize
  return digits.length > MOST_DIGITS ? tooLarge : Number.parseInt(digits, 16)
}
