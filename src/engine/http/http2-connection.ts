import { type ClientHttp2Session, connect } from 'node:http2'
import { Connection, type DispatchOptions, type ExchangeHandler } from './connection.ts'
import type { Route } from './dialer.ts'
import { StreamExchange } from './http2-stream.ts'
import type { Origin } from './request-url.ts'

/** Go's windows, so that a large download is not held up by us. */
const STREAM_WINDOW = 4 << 20
const CONNECTION_WINDOW = 1 << 30
/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 << 20
/** In MB; what Node allows by itself is less than one window. */
const SESSION_MEMORY = 1000

/**
 * One HTTP/2 connection, which all requests of a VU to its origin share. On node:http2 and not on undici, whose streams
 * report errors nobody listens to any more when a server resets them under load: that would end the process.
 */
export class Http2Connection extends Connection {
  readonly isShared: boolean = true
  readonly #session: ClientHttp2Session
  #isLeaving = false

  constructor(origin: Origin, route: Route) {
    super(origin)
    this.opened(route)
    this.#session = connect(origin.key, {
      createConnection: () => route.socket,
      maxSessionMemory: SESSION_MEMORY,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW, maxHeaderListSize: MAX_HEADER_BYTES },
    })
    this.#session.on('error', ignore)
    this.#session.once('goaway', () => {
      this.#isLeaving = true
    })
    this.#session.once('connect', () => this.#session.setLocalWindowSize(CONNECTION_WINDOW))
  }

  get isUsable(): boolean {
    return !this.#isLeaving && !this.#session.closed && !this.#session.destroyed
  }

  override dispatch(options: DispatchOptions, handler: ExchangeHandler): void {
    this.active += 1
    this.#session.ref()
    StreamExchange.begin(this.#session, options, handler)
  }

  /** Without an exchange it does not keep the process alive. */
  override leave(): void {
    super.leave()
    if (this.active === 0 && !this.#session.destroyed) this.#session.unref()
  }

  override destroy(): void {
    this.#session.destroy()
  }
}

function ignore(): void {
  // Every exchange on the connection hears of it from its own stream.
}
