/** Told of the pieces of a body: `bytes` is valid during the call only. */
export type TakePiece = (bytes: Uint8Array, from: number, to: number) => void

/** Longer lines than this are no sizes of chunks. */
const LONGEST_LINE = 4096

/** Takes a body apart that comes in chunks (RFC 9112, 7.1); trailers are passed over. */
export class ChunkedBody {
  /** Left of the chunk, or a step between chunks. */
  #state: 'size' | 'data' | 'after-data' | 'trailer' | 'done' | 'broken' = 'size'
  #left = 0
  #line = ''

  get isDone(): boolean {
    return this.#state === 'done'
  }

  get isBroken(): boolean {
    return this.#state === 'broken'
  }

  /** Returns the index behind what belongs to the body. */
  push(bytes: Uint8Array, from: number, to: number, take: TakePiece): number {
    let at = from
    while (at < to && this.#state !== 'done' && this.#state !== 'broken') {
      if (this.#state === 'data') at = this.#takeData(bytes, at, to, take)
      else at = this.#takeLine(bytes, at, to)
    }
    return at
  }

  #takeData(bytes: Uint8Array, from: number, to: number, take: TakePiece): number {
    const end = Math.min(to, from + this.#left)
    take(bytes, from, end)
    this.#left -= end - from
    if (this.#left === 0) this.#state = 'after-data'
    return end
  }

  #takeLine(bytes: Uint8Array, from: number, to: number): number {
    let at = from
    for (; at < to && bytes[at] !== LINE_FEED; at += 1) this.#line += String.fromCharCode(bytes[at] as number)
    if (this.#line.length > LONGEST_LINE) this.#state = 'broken'
    if (at === to) return at
    const line = this.#line.replace(/\r$/, '')
    this.#line = ''
    this.#read(line)
    return at + 1
  }

  #read(line: string): void {
    if (this.#state === 'size') this.#begin(line)
    else if (this.#state === 'after-data') this.#state = line === '' ? 'size' : 'broken'
    else if (line === '') this.#state = 'done'
  }

  /** A size may be followed by extensions. */
  #begin(line: string): void {
    const [, size] = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? []
    if (size === undefined) {
      this.#state = 'broken'
      return
    }
    this.#left = Number.parseInt(size, 16)
    this.#state = this.#left === 0 ? 'trailer' : 'data'
  }
}

const LINE_FEED = 10
