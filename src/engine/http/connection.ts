import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client, type Dispatcher } from 'undici'
import type { Bytes, Millis } from '../../base/units.ts'
import type { Dialer, DialListener, Route } from './dialer.ts'
import { type Cause, ExchangeError } from './failures.ts'
import { noPeer, type Peer } from './outcome.ts'
import type { Origin } from './request-url.ts'
import { goVersion } from './tls-settings.ts'

/** Go's limit for the headers of a response. */
const MAX_HEADER_BYTES = 10 << 20
/** k6 closes no idle connection by itself and takes no hint of the server; timers carry 31 bits at most. */
const FOREVER: Millis = 2 ** 31 - 1

/** Who waits for a connection to be opened. */
export interface ConnectObserver {
  readonly dialConnected: (connectStart: Millis, connectDone: Millis) => void
}

type Connected = (...result: [null, Socket | TLSSocket] | [Error, null]) => void

/**
 * One keep-alive connection of a VU: an undici client that opens its socket when a request needs it and opens it anew when
 * the server closed it. HTTP/1.1 carries one exchange at a time, HTTP/2 many.
 */
export class Connection implements DialListener {
  readonly origin: Origin
  readonly #dialer: Dialer
  readonly #localAddress: string | undefined
  readonly #client: Client
  #giveUp: (() => void) | undefined
  #connected: Connected | undefined
  #observer: ConnectObserver | undefined
  #sentBefore: Bytes = 0
  #receivedBefore: Bytes = 0

  route: Route | undefined
  peer: Peer = noPeer
  /** No exchange has used the present socket yet: the next one was what it was opened for. */
  isFresh = false
  /** Exchanges under way. */
  active = 0

  constructor(origin: Origin, dialer: Dialer, localAddress: string | undefined) {
    this.origin = origin
    this.#dialer = dialer
    this.#localAddress = localAddress
    this.#client = new Client(origin.key, {
      connect: (_options, connected: Connected) => this.#connect(connected),
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: FOREVER,
      keepAliveMaxTimeout: FOREVER,
      keepAliveTimeoutThreshold: -FOREVER,
      maxHeaderSize: MAX_HEADER_BYTES,
      strictContentLength: false,
      h2Options: { pingInterval: 0 },
    })
  }

  get isShared(): boolean {
    return this.peer.proto === 'HTTP/2.0'
  }

  get isOpen(): boolean {
    return this.route !== undefined && !this.route.socket.destroyed
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler & ConnectObserver): void {
    this.active += 1
    this.#observer = handler
    this.#client.dispatch(options, handler)
  }

  /** Bytes on the wire since it was last asked, handshakes included. */
  takeSent(): Bytes {
    const total = this.route?.wire.bytesWritten ?? 0
    const taken = total - this.#sentBefore
    this.#sentBefore = total
    return taken
  }

  takeReceived(): Bytes {
    const total = this.route?.wire.bytesRead ?? 0
    const taken = total - this.#receivedBefore
    this.#receivedBefore = total
    return taken
  }

  destroy(): void {
    this.#giveUp?.()
    this.#client.destroy(null, ignore)
  }

  #connect(connected: Connected): void {
    this.#connected = connected
    this.#giveUp = this.#dialer.dial(this.origin, this.#localAddress, this)
  }

  readonly dialConnected = (connectStart: Millis, connectDone: Millis): void =>
    this.#observer?.dialConnected(connectStart, connectDone)

  readonly dialEnded = (route: Route): void => {
    this.#giveUp = undefined
    this.route = route
    this.peer = peerOf(route)
    this.isFresh = true
    this.#sentBefore = 0
    this.#receivedBefore = 0
    this.#connected?.(null, route.socket)
  }

  readonly dialFailed = (cause: Cause): void => {
    this.#giveUp = undefined
    this.route = undefined
    this.peer = noPeer
    this.#sentBefore = 0
    this.#receivedBefore = 0
    this.#connected?.(new ExchangeError(cause), null)
  }
}

function peerOf({ socket, wire }: Route): Peer {
  const tls = socket instanceof TLSSocket ? socket : undefined
  return {
    remoteIp: wire.remoteAddress ?? '',
    remotePort: wire.remotePort ?? 0,
    tlsVersion: tls === undefined ? '' : goVersion(tls.getProtocol()),
    cipherSuite: tls?.getCipher().standardName ?? '',
    proto: tls?.alpnProtocol === 'h2' ? 'HTTP/2.0' : 'HTTP/1.1',
  }
}

function ignore(): void {
  // Nobody waits for the socket to be gone.
}
