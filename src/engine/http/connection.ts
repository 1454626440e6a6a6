import { TLSSocket } from 'node:tls'
import type { Bytes, Millis } from '../../base/units.ts'
import type { Route } from './dialer.ts'
import { noPeer, type Peer, type RawHeaders } from './outcome.ts'
import type { Origin } from './request-url.ts'
import { goVersion } from './tls-settings.ts'

/** A request as a connection sends it. */
export interface DispatchOptions {
  readonly method: string
  /** With the query; whole where it goes to a proxy. */
  readonly path: string
  /** Flat: name, value, name, value; the first is Host. */
  readonly headers: readonly string[]
  readonly body: Uint8Array | null
  /** Ask the server to close the connection afterwards. */
  readonly reset?: boolean
  /** For one whose body is its own. */
  readonly shared?: SharedHead
}

/** What requests have in common that differ in their bodies only. */
export interface SharedHead {
  /** Without a body. */
  readonly options: DispatchOptions
  /** As it goes over the wire, as far as the lines that tell of the body; undefined until it is first needed. */
  text: string | undefined
}

/** How an exchange gives up a request that is under way. */
export interface ExchangeControl {
  abort(): void
}

/** What an exchange hears of its request, in this order. */
export interface ExchangeHandler {
  /** Somebody wants the body: otherwise it need not be handed over. */
  readonly keepsBody: boolean
  /** A connection is opened for it. */
  dialConnected(connectStart: Millis, connectDone: Millis): void
  onRequestStart(control: ExchangeControl): void
  onRequestSent(): void
  /** The first byte is there; may come more than once. */
  onResponseStarted(): void
  /** What the server says in front of its headers: `HTTP/1.0` and `200 OK`. Not of HTTP/2. */
  onStatusLine(proto: string, statusText: string): void
  onResponseStart(status: number, headers: RawHeaders): void
  onResponseData(bytes: Buffer): void
  onResponseEnd(): void
  /** Instead of all that has not come yet. */
  onResponseError(error: Error): void
}

/** One keep-alive connection of a VU. */
export abstract class Connection {
  readonly origin: Origin
  route: Route | undefined
  peer: Peer = noPeer
  /** No exchange has used the present socket yet: the next one was what it was opened for. */
  isFresh = false
  /** Exchanges under way. */
  active = 0
  #sentBefore: Bytes = 0
  #receivedBefore: Bytes = 0

  constructor(origin: Origin) {
    this.origin = origin
  }

  /** Several exchanges can use it at once. */
  abstract readonly isShared: boolean
  /** A new exchange can begin on it, if need be after it was opened anew. */
  abstract readonly isUsable: boolean
  abstract dispatch(options: DispatchOptions, handler: ExchangeHandler): void
  abstract destroy(): void

  /** An exchange on it ended. */
  leave(): void {
    this.active -= 1
  }

  /** Bytes on the wire since it was last asked, handshakes included. */
  takeSent(): Bytes {
    const total = this.sentInAll()
    const taken = total - this.#sentBefore
    this.#sentBefore = total
    return taken
  }

  takeReceived(): Bytes {
    const total = this.receivedInAll()
    const taken = total - this.#receivedBefore
    this.#receivedBefore = total
    return taken
  }

  /** By the present socket. */
  protected sentInAll(): Bytes {
    return this.route?.wire.bytesWritten ?? 0
  }

  protected receivedInAll(): Bytes {
    return this.route?.wire.bytesRead ?? 0
  }

  protected opened(route: Route): void {
    this.route = route
    this.peer = peerOf(route)
    this.isFresh = true
    this.#sentBefore = 0
    this.#receivedBefore = 0
  }

  protected closed(): void {
    this.route = undefined
    this.peer = noPeer
    this.isFresh = false
    this.#sentBefore = 0
    this.#receivedBefore = 0
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
