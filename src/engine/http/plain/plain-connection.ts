import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import type { Bytes, Millis } from '../../../base/units.ts'
import { Connection, type DispatchOptions, type ExchangeHandler } from '../connection.ts'
import type { Dialer, DialListener, Route } from '../dialer.ts'
import { type Cause, ExchangeError } from '../failures.ts'
import type { Origin } from '../request-url.ts'
import { RecentHeads } from './recent-heads.ts'
import { requestBytesOf } from './request-bytes.ts'
import { type Progress, ResponseReader, unsolicited } from './response-reader.ts'
import type { ResponseHead } from './response-head.ts'

/** What a connection needs of the VU it belongs to. */
interface PlainHome {
  readonly dialer: Dialer
  readonly localAddress: string | undefined
}

/** Of all connections of the thread. */
const heads = new RecentHeads()

/** As undici says it, whose words are known to what reads failures. */
const otherSideClosed = (): Error => Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })

/** As long as there is no response, Go says in full that the connection is of no use any more. */
const brokenHead = (cause: Cause, head: ResponseHead | undefined): ExchangeError =>
  new ExchangeError(
    head === undefined
      ? { ...cause, detail: `net/http: HTTP/1.x transport connection broken: ${cause.message}` }
      : cause,
  )

/**
 * HTTP/1.1 on a socket without TLS. It exists because this path is the price of every request of a target in the clear: through
 * undici a request costs half as much again (docs/adr/0016). It opens its socket when a request needs it, and opens it anew
 * when the server closed it; one request at a time.
 */
export class PlainConnection extends Connection implements DialListener, Dispatcher.DispatchController {
  readonly isShared: boolean = false
  readonly isUsable: boolean = true
  readonly paused: boolean = false
  readonly aborted: boolean = false
  readonly reason: Error | null = null
  readonly #home: PlainHome
  readonly #reader: ResponseReader
  #socket: Socket | undefined
  #giveUp: (() => void) | undefined
  #handler: ExchangeHandler | undefined
  #options: DispatchOptions | undefined
  /** By the present socket: asking the socket itself costs more. */
  #sent: Bytes = 0
  #receivedBytes: Bytes = 0

  constructor(origin: Origin, home: PlainHome) {
    super(origin)
    this.#home = home
    const listener = {
      headRead: (head: ResponseHead) => this.#headRead(head),
      bodyRead: (bytes: Buffer, from: number, to: number) => this.#bodyRead(bytes, from, to),
    }
    this.#reader = new ResponseReader(listener, heads)
  }

  override dispatch(options: DispatchOptions, handler: ExchangeHandler): void {
    this.active += 1
    this.#handler = handler
    this.#options = options
    if (this.#socket === undefined) this.#dial()
    else this.#send(this.#socket, options, handler)
  }

  override destroy(): void {
    this.#giveUp?.()
    this.#giveUp = undefined
    this.#drop()
  }

  abort(): void {
    this.destroy()
  }

  pause(): void {
    // Nothing here waits for anybody: bodies are kept whole or passed over.
  }

  resume(): void {
    // It never paused.
  }

  readonly dialConnected = (connectStart: Millis, connectDone: Millis): void =>
    this.#handler?.dialConnected(connectStart, connectDone)

  readonly dialEnded = (route: Route): void => {
    this.#giveUp = undefined
    this.#sent = 0
    this.#receivedBytes = 0
    this.opened(route)
    const { socket } = route
    this.#socket = socket
    socket
      .on('end', () => this.#ended(socket))
      .on('error', (error) => this.#broke(socket, error))
      .on('close', () => this.#broke(socket, otherSideClosed()))
      .resume()
    if (this.#options !== undefined && this.#handler !== undefined) this.#send(socket, this.#options, this.#handler)
  }

  readonly dialFailed = (cause: Cause): void => {
    this.#giveUp = undefined
    this.#sent = 0
    this.#receivedBytes = 0
    this.closed()
    this.#fail(new ExchangeError(cause))
  }

  #dial(): void {
    const target = { ...this.origin, onRead: (count: number, bytes: Buffer) => this.#received(bytes, count) }
    this.#giveUp = this.#home.dialer.dial(target, this.#home.localAddress, this)
  }

  #send(socket: Socket, options: DispatchOptions, handler: ExchangeHandler): void {
    const bytes = requestBytesOf(options)
    if ('code' in bytes) return this.#fail(new ExchangeError(bytes))
    handler.onRequestStart?.(this, undefined)
    // The handler may have had enough of it.
    if (this.#socket !== socket) return
    this.#reader.begin(options.method === 'HEAD')
    this.#write(socket, bytes.first)
    if (bytes.rest !== undefined) this.#write(socket, bytes.rest)
    handler.onRequestSent?.()
  }

  #write(socket: Socket, bytes: Uint8Array): void {
    this.#sent += bytes.length
    socket.write(bytes)
  }

  protected override sentInAll(): Bytes {
    return this.#sent
  }

  protected override receivedInAll(): Bytes {
    return this.#receivedBytes
  }

  #received(bytes: Buffer, count: number): void {
    this.#receivedBytes += count
    const handler = this.#handler
    // Nobody asked for anything.
    if (handler === undefined) return this.#drop()
    handler.onResponseStarted?.()
    this.#settle(this.#reader.push(bytes, 0, count))
  }

  #settle(progress: Progress): void {
    if (progress === 'more') return
    if (progress === 'done') return this.#finish(this.#reader.head?.keepsAlive === true)
    if (progress.broken === unsolicited) return this.#finish(false)
    this.#drop()
    this.#fail(brokenHead(progress.broken, this.#reader.head))
  }

  #headRead({ status, proto, statusText, headers }: ResponseHead): void {
    this.#handler?.onStatusLine(proto, statusText)
    this.#handler?.onResponseStart?.(this, status, headers)
  }

  #bodyRead(bytes: Buffer, from: number, to: number): void {
    const handler = this.#handler
    if (handler?.keepsBody !== true) return
    // The next read overwrites it.
    const piece = Buffer.allocUnsafe(to - from)
    bytes.copy(piece, 0, from, to)
    handler.onResponseData?.(this, piece)
  }

  /** A server that does not wait for the whole request leaves the rest of it in the way of the next one. */
  #finish(keepsAlive: boolean): void {
    const handler = this.#handler
    this.#handler = undefined
    this.#options = undefined
    if (!keepsAlive || this.#socket?.writableLength !== 0) this.#drop()
    handler?.onResponseEnd?.(this, {})
  }

  #ended(socket: Socket): void {
    if (this.#socket !== socket) return
    const isWhole = this.#handler !== undefined && this.#reader.end() === 'done'
    if (isWhole) this.#finish(false)
    else this.#broke(socket, otherSideClosed())
  }

  #broke(socket: Socket, error: Error): void {
    if (this.#socket !== socket) return
    this.#drop()
    const end = this.#handler === undefined ? 'done' : this.#reader.end()
    this.#fail(end === 'done' || end.cut === undefined ? error : brokenHead(end.cut, this.#reader.head))
  }

  #fail(error: Error): void {
    const handler = this.#handler
    this.#handler = undefined
    this.#options = undefined
    handler?.onResponseError?.(this, error)
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = undefined
    // The route stays: its bytes are still to be counted.
    socket?.destroy()
  }
}
