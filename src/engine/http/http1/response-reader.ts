import { type Cause, otherFailure } from '../failures.ts'
import { ChunkedBody, type TakePiece } from './chunked-body.ts'
import { type Framing, isInformational } from './framing.ts'
import { readHeaderLines } from './header-lines.ts'
import type { RecentHeads } from './recent-heads.ts'
import { parseStatusLine, type ResponseHead } from './response-head.ts'

/** What a response turns out to be, as its bytes come in. */
export interface ResponseListener {
  readonly headRead: (head: ResponseHead) => void
  /** `bytes` is valid during the call only. */
  readonly bodyRead: TakePiece
}

/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 << 20
const LINE_FEED = 10
const END = '\r\n\r\n'
/** Where a head may end for those who take bare line feeds. */
const anyEnd = /\n\r?\n/
const overflow = otherFailure(`net/http: server response headers exceeded ${MAX_HEADER_BYTES} bytes; aborted`)
/** Bytes of an end that may have come before. */
const LONGEST_END = 3
const SWITCHING = 101
const noFraming: Framing = { kind: 'none' }

/** How far a response has come: `broken` says why nothing more can be read. */
export type Progress = 'more' | 'done' | { readonly broken: Cause }

/** Reads the responses of one connection, one after the other. */
export class ResponseReader {
  readonly #listener: ResponseListener
  readonly #heads: RecentHeads
  #isHead = false
  /** The beginning of a head that did not come at once. */
  #pending: Buffer[] = []
  #pendingLength = 0
  #head: ResponseHead | undefined
  #left = 0
  #chunks: ChunkedBody | undefined

  constructor(listener: ResponseListener, heads: RecentHeads) {
    this.#listener = listener
    this.#heads = heads
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
    this.#forget()
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

  /** The connection has ended. Without a cause there is nothing to say but that the response was cut. */
  end(): 'done' | { readonly cut: Cause | undefined } {
    if (this.#head === undefined) return { cut: this.#cutHead() }
    if (this.#framing(this.#head).kind === 'close') return 'done'
    return { cut: this.#chunks?.cut() }
  }

  /** Go takes what came of the last line for all of it. */
  #cutHead(): Cause | undefined {
    if (this.#pendingLength === 0) return undefined
    const text = Buffer.concat(this.#pending)
      .toString('latin1')
      .replace(/\r?\n$/, '')
    const [first = '', rest = ''] = text.split(/\r?\n([^]*)/)
    const problem = [parseStatusLine(first), readHeaderLines(rest)].find((read) => 'code' in read)
    return problem !== undefined && 'code' in problem ? problem : undefined
  }

  #framing({ framing }: ResponseHead): Framing {
    return this.#isHead ? noFraming : framing
  }

  /** The index behind the head, or what came of it. */
  #readHead(bytes: Buffer, from: number, to: number): number | Progress {
    const before = this.#pendingLength
    const end = before === 0 ? this.#headEnd(bytes, from, to) : this.#headEndBehind(bytes.subarray(from, to))
    if (end === undefined) return this.#waitForHead(bytes.subarray(from, to))
    this.#forget()
    const head = this.#heads.read(end.text)
    if ('code' in head) return { broken: head }
    if (head.status === SWITCHING) return { broken: switchedTo(head) }
    if (!isInformational(head.status)) this.#enter(head)
    return before === 0 ? end.next : from + end.next - before
  }

  /** What cannot be a response is refused as soon as that is known. */
  #waitForHead(bytes: Buffer): Progress {
    const [begun] = this.#pending
    this.#pending.push(Buffer.from(bytes))
    this.#pendingLength += bytes.length
    if (this.#pendingLength > MAX_HEADER_BYTES) return { broken: overflow }
    if (begun?.includes(LINE_FEED) === true) return 'more'
    const whole = Buffer.concat(this.#pending)
    this.#pending = [whole]
    const end = whole.indexOf(LINE_FEED)
    const first = end < 0 ? undefined : parseStatusLine(whole.toString('latin1', 0, end))
    return first !== undefined && 'code' in first ? { broken: first } : 'more'
  }

  /** The pieces are put together once only, when the end is there: a head may be megabytes. */
  #headEndBehind(bytes: Buffer): HeadEnd | undefined {
    const tail = this.#pending.at(-1)?.subarray(-LONGEST_END) ?? bytes
    const isThere = anyEnd.test(tail.toString('latin1') + bytes.toString('latin1'))
    if (!isThere && tail.length >= LONGEST_END) return undefined
    const all = Buffer.concat([...this.#pending, bytes])
    return this.#headEnd(all, 0, all.length)
  }

  #forget(): void {
    if (this.#pendingLength === 0) return
    this.#pending = []
    this.#pendingLength = 0
  }

  /** What stands in `bytes` behind `to` is of no account. */
  #headEnd(bytes: Buffer, from: number, to: number): HeadEnd | undefined {
    const at = bytes.indexOf(END, from, 'latin1')
    const isThere = at >= 0 && at + END.length <= to
    const text = bytes.toString('latin1', from, isThere ? at : to)
    if (isThere && this.#heads.has(text)) return { text, next: at + END.length }
    const [found] = anyEnd.exec(text) ?? []
    if (found !== undefined) return endAt(text, found, from)
    return isThere ? { text, next: at + END.length } : undefined
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
    if (chunks.broken !== undefined) return { broken: chunks.broken }
    if (!chunks.isDone) return 'more'
    return end === to ? 'done' : { broken: unsolicited }
  }
}

/** Nobody asked for more: the response itself is whole, but the connection cannot be used again. */
export const unsolicited: Cause = otherFailure('unsolicited response')

const switchedTo = ({ statusText }: ResponseHead): Cause => ({
  ...otherFailure(`unsupported response status: ${statusText}`),
  isFatal: true,
})

interface HeadEnd {
  /** Of the head, without the end of its last line. */
  readonly text: string
  /** Index behind the empty line. */
  readonly next: number
}

function endAt(text: string, found: string, from: number): HeadEnd {
  const at = text.indexOf(found)
  return { text: text.slice(0, at).replace(/\r$/, ''), next: from + at + found.length }
}
