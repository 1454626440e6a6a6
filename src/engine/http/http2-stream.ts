import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2'
import type { Dispatcher } from 'undici'
import type { DispatchOptions, ExchangeHandler } from './connection.ts'
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
  const result: OutgoingHttpHeaders = { ':method': method, ':scheme': 'https', ':path': path, ':authority': authority }
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

/** One exchange on an HTTP/2 stream, told to a handler in the words of undici. */
export class StreamExchange implements Dispatcher.DispatchController {
  readonly #session: ClientHttp2Session
  readonly #stream: ClientHttp2Stream
  readonly #handler: ExchangeHandler
  #isAnswered = false
  /** The handler has heard the end, or wants to hear no more. */
  #isOver = false
  readonly paused: boolean = false
  aborted = false
  reason: Error | null = null

  static begin(session: ClientHttp2Session, options: DispatchOptions, handler: ExchangeHandler): void {
    const body = options.body instanceof Uint8Array && options.body.length > 0 ? options.body : undefined
    try {
      const stream = session.request(headersOf(options, ''), { endStream: body === undefined })
      new StreamExchange(session, stream, handler).#begin(body)
    } catch (error) {
      handler.onResponseError?.(notBegun, error instanceof Error ? error : new Error(String(error)))
    }
  }

  constructor(session: ClientHttp2Session, stream: ClientHttp2Stream, handler: ExchangeHandler) {
    this.#session = session
    this.#stream = stream
    this.#handler = handler
  }

  abort(reason: Error): void {
    this.#isOver = true
    this.aborted = true
    this.reason = reason
    this.#stream.close(constants.NGHTTP2_CANCEL)
  }

  pause(): void {
    this.#stream.pause()
  }

  resume(): void {
    this.#stream.resume()
  }

  #begin(body: Uint8Array | undefined): void {
    this.#handler.onRequestStart?.(this, undefined)
    this.#stream
      .on('headers', this.#onFirstByte)
      .on('response', this.#onResponse)
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onError)
      .on('close', this.#onClose)
    if (body === undefined) this.#handler.onRequestSent?.()
    else this.#stream.end(body, this.#onSent)
  }

  readonly #onSent = (): void => {
    if (!this.#isOver) this.#handler.onRequestSent?.()
  }

  readonly #onFirstByte = (): void => {
    if (!this.#isOver) this.#handler.onResponseStarted?.()
  }

  readonly #onResponse = (headers: IncomingHttpHeaders): void => {
    if (this.#isOver) return
    this.#isAnswered = true
    this.#handler.onResponseStarted?.()
    this.#handler.onResponseStart?.(this, Number(headers[':status']), receivedHeaders(headers), '')
  }

  readonly #onData = (chunk: Buffer): void => {
    if (!this.#isOver) this.#handler.onResponseData?.(this, chunk)
  }

  readonly #onEnd = (): void => {
    if (this.#isOver || !this.#isAnswered) return
    this.#isOver = true
    // An answer that did not wait for the whole body leaves our half open.
    if (!this.#stream.writableFinished) this.#stream.close(constants.NGHTTP2_NO_ERROR)
    this.#handler.onResponseEnd?.(this, {})
  }

  readonly #onError = (error: Error): void => {
    this.#fail(Object.assign(error, { http2ErrorCode: this.#stream.rstCode }))
  }

  /** Node tells of a cancelled stream, and of a lost connection, by nothing but the end. */
  readonly #onClose = (): void => {
    const { rstCode } = this.#stream
    const isLost = this.#session.destroyed || rstCode === constants.NGHTTP2_NO_ERROR
    this.#fail(Object.assign(new Error('closed'), isLost ? { code: 'UND_ERR_SOCKET' } : { http2ErrorCode: rstCode }))
  }

  #fail(error: Error): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#handler.onResponseError?.(this, error)
  }
}

/** For a request that the session did not take. */
const notBegun: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  abort: () => {},
  pause: () => {},
  resume: () => {},
}
