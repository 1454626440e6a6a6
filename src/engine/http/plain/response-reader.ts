import { type Cause, otherFailure } from '../failures.ts'
import { ChunkedBody, type TakePiece } from './chunked-body.ts'
import { type Framing, parseResponseHead, type ResponseHead } from './response-head.ts'

/** What a response turns out to be, as its bytes come in. */
export interface ResponseListener {
  readonly headRead: (head: ResponseHead) => void
  /** `bytes` is valid during the call only. */
  readonly bodyRead: TakePiece
}

/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 << 20
const END = '\r\n\r\n'
const BARE_END = '\n\n'
const LINE_FEED = 10
const RETURN = 13
const malformedChunks = otherFailure('malformed HTTP response: invalid chunk')
const overflow = otherFailure(`net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes`)
const switched = otherFailure('unsupported response status: 101 Switching Protocols')
const SWITCHING = 101

/** How far a response has come: `broken` says why nothing more can be read. */
export type Progress = 'more' | 'done' | { readonly broken: Cause }

/** Reads the responses of one connection, one after the other. */
export class ResponseReader {
  readonly #listener: ResponseListener
  #isHead = false
  /** The beginning of a head that did not come at once. */
  #pending: Buffer | undefined
  /** Heads mostly repeat: the last one read, and its text. */
  #lastText = ''
  #last: ResponseHead | Cause | undefined
  #head: ResponseHead | undefined
  #left = 0
  #chunks: ChunkedBody | undefined

  constructor(listener: ResponseListener) {
    this.#listener = listener
  }

  /** The head of the response under way, once it is read. */
  get head(): ResponseHead | undefined {
    return this.#head
  }

  /** A request was sent; `isHead`: its response has no body, whatever its head says. */
  begin(isHead: boolean): void {
    this.#isHead = isHead
    this.#head = undefined
    this.#chunks = undefined
    this.#pending = undefined
  }

  /** Takes bytes `from` to `to`; what comes behind the end of the response is `broken`. */
  push(bytes: Buffer, from: number, to: number): Progress {
    let at = from
    while (this.#head === undefined) {
      const next = this.#readHead(bytes, at, to)
      if (typeof next !== 'number') return next
      at = next
    }
    return this.#readBody(bytes, at, to)
  }

  /** The connection has ended. */
  end(): 'done' | 'cut' {
    return this.#head !== undefined && this.#framing(this.#head).kind === 'close' ? 'done' : 'cut'
  }

  #framing({ framing }: ResponseHead): Framing {
    return this.#isHead ? { kind: 'none' } : framing
  }

  /** The index behind the head, or what came of it. */
  #readHead(bytes: Buffer, from: number, to: number): number | Progress {
    const before = this.#pending?.length ?? 0
    const all = this.#pending === undefined ? bytes : Buffer.concat([this.#pending, bytes.subarray(from, to)])
    const start = this.#pending === undefined ? from : 0
    const last = this.#pending === undefined ? to : all.length
    const end = headEnd(all, start, last)
    if (end === undefined) {
      if (last - start > MAX_HEADER_BYTES) return { broken: overflow }
      this.#pending = Buffer.from(all.subarray(start, last))
      return 'more'
    }
    this.#pending = undefined
    const head = this.#parse(all.toString('latin1', start, end.text))
    if ('code' in head) return { broken: head }
    if (head.status === SWITCHING) return { broken: switched }
    // Early hints and the like come before the response itself.
    if (head.status >= 200) this.#enter(head)
    return before === 0 ? end.next : from + end.next - before
  }

  #parse(text: string): ResponseHead | Cause {
    if (text === this.#lastText && this.#last !== undefined) return this.#last
    this.#last = parseResponseHead(text)
    this.#lastText = text
    return this.#last
  }

  #enter(head: ResponseHead): void {
    this.#head = head
    const framing = this.#framing(head)
    this.#left = framing.kind === 'length' ? framing.length : 0
    this.#chunks = framing.kind === 'chunked' ? new ChunkedBody() : undefined
    this.#listener.headRead(head)
  }

  #readBody(bytes: Buffer, from: number, to: number): Progress {
    if (this.#head === undefined) return 'more'
    switch (this.#framing(this.#head).kind) {
      case 'none':
        return from === to ? 'done' : { broken: unsolicited }
      case 'length': {
        const end = Math.min(to, from + this.#left)
        if (end > from) this.#listener.bodyRead(bytes, from, end)
        this.#left -= end - from
        if (this.#left > 0) return 'more'
        return end === to ? 'done' : { broken: unsolicited }
      }
      case 'chunked':
        return this.#readChunks(bytes, from, to)
      case 'close':
        if (to > from) this.#listener.bodyRead(bytes, from, to)
        return 'more'
    }
  }

  #readChunks(bytes: Buffer, from: number, to: number): Progress {
    const chunks = this.#chunks ?? new ChunkedBody()
    const end = chunks.push(bytes, from, to, this.#listener.bodyRead)
    if (chunks.isBroken) return { broken: malformedChunks }
    if (!chunks.isDone) return 'more'
    return end === to ? 'done' : { broken: unsolicited }
  }
}

/** Nobody asked for more: the response itself is whole, but the connection cannot be used again. */
export const unsolicited: Cause = otherFailure('unsolicited response')

interface HeadEnd {
  /** Behind the last line of the head. */
  readonly text: number
  /** Behind the empty line. */
  readonly next: number
}

/** The first line tells which ends of line to look for first: a body may hold the others. */
function headEnd(bytes: Buffer, from: number, to: number): HeadEnd | undefined {
  const isBare = bytes[bytes.indexOf(LINE_FEED, from) - 1] !== RETURN
  const [first, second] = isBare ? [BARE_END, END] : [END, BARE_END]
  return endBy(first, bytes, from, to) ?? endBy(second, bytes, from, to)
}

/** What stands in `bytes` behind `to` is of no account. */
function endBy(mark: string, bytes: Buffer, from: number, to: number): HeadEnd | undefined {
  const at = bytes.indexOf(mark, from, 'latin1')
  return at >= 0 && at + mark.length <= to ? { text: at, next: at + mark.length } : undefined
}
