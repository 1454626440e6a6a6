import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { DispatchOptions, ExchangeControl, ExchangeHandler } from './connection.ts'
import { ConnectionLost } from './failures.ts'
import { lowerName } from './header-list.ts'
import type { RawHeaders } from './outcome.ts'

/** What HTTP/2 says in another way (RFC 9113, 8.2.2). */
const connectionHeaders = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
])

function headersOf({ method, path, headers, body }: DispatchOptions, authority: string): OutgoingHttpHeaders {
  const result: OutgoingHttpHeaders = {
    ':method': method,
    ':scheme': 'https',
    // Go sends blanks of a query as they are; nghttp2 takes none.
    ':path': path.replaceAll(' ', '%20'),
    ':authority': authority,
  }
  for (let at = 0; at < headers.length; at += 2) {
    const name = lowerName(headers[at] ?? '')
    if (name === 'host') result[':authority'] = headers[at + 1]
    else if (!connectionHeaders.has(name)) result[name] = headers[at + 1]
  }
  if (body instanceof Uint8Array) result['content-length'] = body.length
  return result
}

/** Leaves out the pseudo-headers. */
function receivedHeaders(headers: IncomingHttpHeaders): RawHeaders {
  const result: Record<string, string | string[] | undefined> = {}
  for (const name of Object.keys(headers)) if (!name.startsWith(':')) result[name] = headers[name]
  return result
}

/** One exchange on an HTTP/2 stream. */
export class StreamExchange implements ExchangeControl {
  readonly #session: ClientHttp2Session
  readonly #stream: ClientHttp2Stream
  readonly #handler: ExchangeHandler
  #isAnswered = false
  /** The handler has heard the end, or wants to hear no more. */
  #isOver = false

  static begin(session: ClientHttp2Session, options: DispatchOptions, handler: ExchangeHandler): void {
    const body = options.body instanceof Uint8Array && options.body.length > 0 ? options.body : undefined
    try {
      const stream = session.request(headersOf(options, ''), { endStream: body === undefined })
      new StreamExchange(session, stream, handler).#begin(body)
    } catch (error) {
      handler.onResponseError(error instanceof Error ? error : new Error(String(error)))
    }
  }

  constructor(session: ClientHttp2Session, stream: ClientHttp2Stream, handler: ExchangeHandler) {
    this.#session = session
    this.#stream = stream
    this.#handler = handler
  }

  abort(): void {
    this.#isOver = true
    this.#stream.close(constants.NGHTTP2_CANCEL)
  }

  #begin(body: Uint8Array | undefined): void {
    this.#handler.onRequestStart(this)
    this.#stream
      .on('headers', this.#onFirstByte)
      .on('response', this.#onResponse)
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onError)
      .on('close', this.#onClose)
    if (body === undefined) this.#handler.onRequestSent()
    else this.#stream.end(body, this.#onSent)
  }

  readonly #onSent = (): void => {
    if (!this.#isOver) this.#handler.onRequestSent()
  }

  readonly #onFirstByte = (): void => {
    if (!this.#isOver) this.#handler.onResponseStarted()
  }

  readonly #onResponse = (headers: IncomingHttpHeaders): void => {
    if (this.#isOver) return
    this.#isAnswered = true
    this.#handler.onResponseStarted()
    this.#handler.onResponseStart(Number(headers[':status']), receivedHeaders(headers))
  }

  readonly #onData = (chunk: Buffer): void => {
    if (!this.#isOver) this.#handler.onResponseData(chunk)
  }

  readonly #onEnd = (): void => {
    if (this.#isOver || !this.#isAnswered) return
    this.#isOver = true
    // An answer that did not wait for the whole body leaves our half open.
    if (!this.#stream.writableFinished) this.#stream.close(constants.NGHTTP2_NO_ERROR)
    this.#handler.onResponseEnd()
  }

  readonly #onError = (error: Error): void => {
    this.#fail(Object.assign(error, { http2ErrorCode: this.#stream.rstCode }))
  }

  /** Node tells of a cancelled stream, and of a lost connection, by nothing but the end. */
  readonly #onClose = (): void => {
    const { rstCode } = this.#stream
    const isLost = this.#session.destroyed || rstCode === constants.NGHTTP2_NO_ERROR
    this.#fail(isLost ? new ConnectionLost() : Object.assign(new Error('closed'), { http2ErrorCode: rstCode }))
  }

  #fail(error: Error): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#handler.onResponseError(error)
  }
}
