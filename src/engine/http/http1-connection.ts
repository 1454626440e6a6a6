import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client } from 'undici'
import type { Millis } from '../../base/units.ts'
import { Connection, type DispatchOptions, type ExchangeHandler } from './connection.ts'
import type { Dialer, DialListener, Route } from './dialer.ts'
import { type Cause, ExchangeError } from './failures.ts'
import { Http2Connection } from './http2-connection.ts'
import type { Origin } from './request-url.ts'

/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 << 20
/** k6 closes no idle connection by itself and takes no hint of the server; timers carry 31 bits at most. */
const FOREVER: Millis = 2 ** 31 - 1

/** What a connection needs of the VU it belongs to. */
export interface ConnectionHome {
  readonly dialer: Dialer
  readonly localAddress: string | undefined
  /** Connections that are being opened. */
  readonly opening: Set<Http1Connection>
  /** Takes a new connection; gives the one to use. */
  readonly adopt: (connection: Http2Connection) => Connection
}

type Connected = (...result: [null, Socket | TLSSocket] | [Error, null]) => void

/** The server chose HTTP/2: what waits for the connection goes on there. */
export class SwitchedToHttp2 extends Error {
  readonly connection: Connection

  constructor(connection: Connection) {
    super('the server chose HTTP/2')
    this.connection = connection
  }
}

/** An undici client: it opens its socket when a request needs it, and opens it anew when the server closed it. */
export class Http1Connection extends Connection implements DialListener {
  readonly isShared: boolean = false
  readonly isUsable: boolean = true
  readonly #home: ConnectionHome
  readonly #client: Client
  #giveUp: (() => void) | undefined
  #connected: Connected | undefined
  #handler: ExchangeHandler | undefined

  constructor(origin: Origin, home: ConnectionHome) {
    super(origin)
    this.#home = home
    this.#client = new Client(origin.key, {
      connect: (_options, connected: Connected) => this.#connect(connected),
      allowH2: false,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: FOREVER,
      keepAliveMaxTimeout: FOREVER,
      keepAliveTimeoutThreshold: -FOREVER,
      maxHeaderSize: MAX_HEADER_BYTES,
      strictContentLength: false,
    })
  }

  override dispatch(options: DispatchOptions, handler: ExchangeHandler): void {
    this.active += 1
    this.#handler = handler
    this.#client.dispatch(options, handler)
  }

  /** Another connection to the origin turned out to be one that can be shared: no need to wait for this one. */
  switchTo(connection: Connection): void {
    this.#stopDialing()
    this.#connected?.(new SwitchedToHttp2(connection), null)
  }

  override destroy(): void {
    this.#stopDialing()
    this.#client.destroy(null, ignore)
  }

  #connect(connected: Connected): void {
    this.#connected = connected
    this.#home.opening.add(this)
    this.#giveUp = this.#home.dialer.dial(this.origin, this.#home.localAddress, this)
  }

  #stopDialing(): void {
    this.#giveUp?.()
    this.#dialOver()
  }

  #dialOver(): void {
    this.#giveUp = undefined
    this.#home.opening.delete(this)
  }

  readonly dialConnected = (connectStart: Millis, connectDone: Millis): void =>
    this.#handler?.dialConnected(connectStart, connectDone)

  readonly dialEnded = (route: Route): void => {
    this.#dialOver()
    if (route.socket instanceof TLSSocket && route.socket.alpnProtocol === 'h2') {
      this.#connected?.(new SwitchedToHttp2(this.#home.adopt(new Http2Connection(this.origin, route))), null)
      return
    }
    this.opened(route)
    this.#connected?.(null, route.socket)
  }

  readonly dialFailed = (cause: Cause): void => {
    this.#dialOver()
    this.closed()
    this.#connected?.(new ExchangeError(cause), null)
  }
}

function ignore(): void {
  // Nobody waits for the socket to be gone.
}
