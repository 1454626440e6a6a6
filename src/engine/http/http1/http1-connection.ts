import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Bytes, Millis } from '../../../base/units.ts'
import { Connection, type DispatchOptions, type ExchangeControl, type ExchangeHandler } from '../connection.ts'
import type { Dialer, DialListener, Route } from '../dialer.ts'
import { type Cause, ConnectionLost, ExchangeError } from '../failures.ts'
import { Http2Connection } from '../http2-connection.ts'
import type { Origin } from '../request-url.ts'
import { SwitchedToHttp2 } from '../switched-to-http2.ts'
import { RecentHeads } from './recent-heads.ts'
import { requestBytesOf } from './request-bytes.ts'
import { type Progress, ResponseReader, unsolicited } from './response-reader.ts'
import type { ResponseHead } from './response-head.ts'

/** What a connection needs of the VU it belongs to. */
export interface ConnectionHome {
  readonly dialer: Dialer
  readonly localAddress: string | undefined
  /** Connections that are being opened, and may turn out to speak HTTP/2. */
  readonly opening: Set<Http1Connection>
  /** Takes a new connection; gives the one to use. */
  readonly adopt: (connection: Http2Connection) => Connection
}

/** Of all connections of the thread. */
const heads = new RecentHeads()

/** As long as there is no response, Go says in full that the connection is of no use any more. */
const brokenHead = (cause: Cause, head: ResponseHead | undefined): ExchangeError =>
  new ExchangeError(
    head === undefined
      ? { ...cause, detail: `net/http: HTTP/1.x transport connection broken: ${cause.message}` }
      : cause,
  )

/**
 * HTTP/1.1 on a socket, with TLS or without. It exists because this path is the price of every request: through undici one in the clear
 * costs half as much again, one over TLS a tenth (docs/adr/0016). It opens its socket when a request needs it, and opens it anew when the server closed it; one
 * request at a time. Where the server chooses HTTP/2 in the handshake, its request goes on there.
 */
export class Http1Connection extends Connection implements DialListener, ExchangeControl {
  readonly isShared: boolean = false
  readonly isUsable: boolean = true
  readonly #home: ConnectionHome
  readonly #reader: ResponseReader
  #socket: Socket | undefined
  #giveUp: (() => void) | undefined
  #handler: ExchangeHandler | undefined
  #options: DispatchOptions | undefined
  /** By the present socket without TLS: asking the socket itself costs more. */
  #sent: Bytes = 0
  #receivedBytes: Bytes = 0

  constructor(origin: Origin, home: ConnectionHome) {
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

  /** Another connection to the origin turned out to be one that can be shared: no need to wait for this one. */
  switchTo(connection: Connection): void {
    this.#stopDialing()
    this.#fail(new SwitchedToHttp2(connection))
  }

  override destroy(): void {
    this.#stopDialing()
    this.#drop()
  }

  abort(): void {
    this.destroy()
  }

  readonly dialConnected = (connectStart: Millis, connectDone: Millis): void =>
    this.#handler?.dialConnected(connectStart, connectDone)

  readonly dialEnded = (route: Route): void => {
    this.#dialOver()
    const { socket } = route
    if (socket instanceof TLSSocket && socket.alpnProtocol === 'h2') {
      return this.#fail(new SwitchedToHttp2(this.#home.adopt(new Http2Connection(this.origin, route))))
    }
    this.opened(route)
    this.#socket = socket
    this.#listenTo(socket)
    if (this.#options !== undefined && this.#handler !== undefined) this.#send(socket, this.#options, this.#handler)
  }

  readonly dialFailed = (cause: Cause): void => {
    this.#dialOver()
    this.closed()
    this.#fail(new ExchangeError(cause))
  }

  #listenTo(socket: Socket): void {
    if (this.origin.secure) {
      socket.on('data', (bytes: Buffer) => {
        if (this.#socket === socket) this.#received(bytes, bytes.length)
      })
    }
    socket
      .on('end', () => this.#ended(socket))
      .on('error', (error) => this.#broke(socket, error))
      .on('close', () => this.#broke(socket, new ConnectionLost()))
      .resume()
  }

  #dial(): void {
    if (this.origin.secure) this.#home.opening.add(this)
    const onRead = this.origin.secure ? undefined : (count: number, bytes: Buffer) => this.#received(bytes, count)
    this.#giveUp = this.#home.dialer.dial({ ...this.origin, onRead }, this.#home.localAddress, this)
  }

  #stopDialing(): void {
    this.#giveUp?.()
    this.#dialOver()
  }

  #dialOver(): void {
    this.#giveUp = undefined
    if (this.origin.secure) this.#home.opening.delete(this)
  }

  protected override opened(route: Route): void {
    this.#countAnew()
    super.opened(route)
  }

  protected override closed(): void {
    this.#countAnew()
    super.closed()
  }

  #countAnew(): void {
    this.#sent = 0
    this.#receivedBytes = 0
  }

  #send(socket: Socket, options: DispatchOptions, handler: ExchangeHandler): void {
    const bytes = requestBytesOf(options)
    if ('code' in bytes) return this.#fail(new ExchangeError(bytes))
    handler.onRequestStart(this)
    // The handler may have had enough of it.
    if (this.#socket !== socket) return
    this.#reader.begin(options.method === 'HEAD')
    this.#write(socket, bytes.first)
    if (bytes.rest !== undefined) this.#write(socket, bytes.rest)
    handler.onRequestSent()
  }

  #write(socket: Socket, bytes: Uint8Array): void {
    this.#sent += bytes.length
    socket.write(bytes)
  }

  protected override sentInAll(): Bytes {
    return this.origin.secure ? super.sentInAll() : this.#sent
  }

  protected override receivedInAll(): Bytes {
    return this.origin.secure ? super.receivedInAll() : this.#receivedBytes
  }

  #received(bytes: Buffer, count: number): void {
    this.#receivedBytes += count
    const handler = this.#handler
    // Nobody asked for anything.
    if (handler === undefined) return this.#drop()
    handler.onResponseStarted()
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
    this.#handler?.onResponseStart(status, headers)
  }

  #bodyRead(bytes: Buffer, from: number, to: number): void {
    const handler = this.#handler
    if (handler?.keepsBody !== true) return
    // The next read overwrites it.
    const piece = Buffer.allocUnsafe(to - from)
    bytes.copy(piece, 0, from, to)
    handler.onResponseData(piece)
  }

  /** A server that does not wait for the whole request leaves the rest of it in the way of the next one. */
  #finish(keepsAlive: boolean): void {
    const handler = this.#handler
    this.#handler = undefined
    this.#options = undefined
    if (!keepsAlive || this.#socket?.writableLength !== 0) this.#drop()
    handler?.onResponseEnd()
  }

  #ended(socket: Socket): void {
    if (this.#socket !== socket) return
    const isWhole = this.#handler !== undefined && this.#reader.end() === 'done'
    if (isWhole) this.#finish(false)
    else this.#broke(socket, new ConnectionLost())
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
    handler?.onResponseError(error)
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = undefined
    // The route stays: its bytes are still to be counted.
    socket?.destroy()
  }
}
