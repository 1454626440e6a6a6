import type { Socket } from 'node:net'
import type { Clock } from '../../base/clock.ts'
import type { Bytes, Millis } from '../../base/units.ts'
import type { Connection, DispatchOptions, ExchangeControl, ExchangeHandler } from './connection.ts'
import { type Cause, exchangeFailure, isConnectionLoss, isRefusedStream } from './failures.ts'
import { noPeer, type Peer, type RawHeaders, type Timings } from './outcome.ts'
import type { Origin } from './request-url.ts'
import { statusTextOf } from './status-text.ts'
import { SwitchedToHttp2 } from './switched-to-http2.ts'
import type { VuHttp } from './vu-http.ts'

export interface ExchangeListener {
  /** Never called before `send` returns, and not after `abort`. */
  readonly exchangeEnded: () => void
}

/** One request as it goes over the wire. Not changed by sending it, so it can be sent many times. */
export interface WireRequest {
  readonly origin: Origin
  readonly options: DispatchOptions
  /** May be sent again on another connection when the first one broke before it answered (Go's rule). */
  readonly isReplayable: boolean
}

const NEVER = -1
/** Tries of a request that the server refuses to look at. */
const MAX_REFUSALS = 3
const noHeaders: RawHeaders = {}
const nothing = Buffer.alloc(0)

/**
 * One request and its answer on one connection, timed as k6's tracer does it. An object of fixed shape that is its own handler:
 * nothing else is made for a request. It can be used again after it ended, unless it is spent.
 */
export class Exchange implements ExchangeHandler, Timings {
  readonly #clock: Clock
  readonly #listener: ExchangeListener
  /** Of the VU that it is for now. */
  #http: VuHttp | undefined
  #request: WireRequest | undefined
  keepsBody = false
  #connection: Connection | undefined
  #control: ExchangeControl | undefined
  #isDispatching = false
  #isReused = false
  #refusals = 0
  /** What was kept of the body: mostly it comes in one piece. */
  #body: Buffer | undefined
  #more: Buffer[] | undefined

  #startedAt: Millis = 0
  #connectStart: Millis = NEVER
  #connectDone: Millis = NEVER
  #gotConnectionAt: Millis = NEVER
  #sendingSince: Millis = NEVER
  #sentAt: Millis = NEVER
  #firstByteAt: Millis = NEVER

  /** It was given up in the middle: its connection may still call it, so it must not be used again. */
  isSpent = false
  /** Why it failed; undefined when there is an answer. */
  failure: Cause | undefined
  /** Where the request went; undefined when it never was to go anywhere. */
  origin: Origin | undefined
  status = 0
  /** `200 OK`; empty as long as there is no answer. */
  statusText = ''
  headers: RawHeaders = noHeaders
  peer: Peer = noPeer
  bytesSent: Bytes = 0
  bytesReceived: Bytes = 0
  blocked: Millis = 0
  connecting: Millis = 0
  tlsHandshaking: Millis = 0
  sending: Millis = 0
  waiting: Millis = 0
  receiving: Millis = 0
  duration: Millis = 0

  constructor(clock: Clock, listener: ExchangeListener) {
    this.#clock = clock
    this.#listener = listener
  }

  send(http: VuHttp, request: WireRequest, keepBody: boolean): void {
    this.#http = http
    this.#request = request
    this.keepsBody = keepBody
    this.origin = request.origin
    this.#startedAt = this.#clock.now()
    this.#reset()
    this.#dispatchOn(http.acquire(request.origin), request)
  }

  /** Ends it without an answer; the listener is not told. */
  abort(): void {
    this.#request = undefined
    const connection = this.#connection
    if (connection === undefined) return
    this.isSpent = true
    this.#connection = undefined
    if (!connection.isShared) return this.#http?.discard(connection)
    this.#control?.abort()
    this.#http?.release(connection)
  }

  /** Ends it as failed. The listener is told now. */
  fail(cause: Cause): void {
    const bytesFrom = this.#connection
    if (bytesFrom !== undefined) this.#takeBytes(bytesFrom)
    this.abort()
    this.#finish(cause)
  }

  /** Ends it as failed without anything having been sent. */
  failUnsent(cause: Cause): void {
    this.origin = undefined
    this.#startedAt = this.#clock.now()
    this.#reset()
    this.#finish(cause)
  }

  /** A timeout while the connection is opened counts as a failure to dial. */
  get isDialing(): boolean {
    return this.#connection !== undefined && this.#gotConnectionAt === NEVER && this.#connectDone === NEVER
  }

  /** As if nothing had come of the response. */
  forgetAnswer(): void {
    this.dropBody()
    this.statusText = ''
  }

  /** Nobody asks for the answer any more. */
  forget(): void {
    this.forgetAnswer()
    this.headers = noHeaders
    this.failure = undefined
  }

  /** What was kept of the response. */
  readBody(): Buffer {
    if (this.#body === undefined) return nothing
    return this.#more === undefined ? this.#body : Buffer.concat([this.#body, ...this.#more])
  }

  /** Nobody needs what was kept any more. */
  dropBody(): void {
    this.#body = undefined
    this.#more = undefined
  }

  dialConnected(connectStart: Millis, connectDone: Millis): void {
    this.#connectStart = connectStart
    this.#connectDone = connectDone
  }

  onRequestStart(control: ExchangeControl): void {
    const connection = this.#connection
    if (this.#request === undefined || connection === undefined) {
      control.abort()
      return
    }
    this.#control = control
    this.#gotConnectionAt = this.#clock.now()
    this.peer = connection.peer
    this.#isReused = !connection.isFresh
    this.#sendingSince = this.#gotConnectionAt
    if (connection.isFresh) this.#countConnecting(connection)
    connection.isFresh = false
  }

  onRequestSent(): void {
    const connection = this.#connection
    const socket = connection?.isShared === true ? undefined : connection?.route?.socket
    if (socket?.writableNeedDrain === true) this.#waitForDrain(socket)
    else this.#sentAt = this.#clock.now()
  }

  onResponseStarted(): void {
    if (this.#firstByteAt === NEVER) this.#firstByteAt = this.#clock.now()
  }

  onStatusLine(proto: string, statusText: string): void {
    this.statusText = statusText
    if (proto !== this.peer.proto) this.peer = { ...this.peer, proto }
  }

  onResponseStart(status: number, headers: RawHeaders): void {
    if (status >= 100 && status < 200 && status !== 101) return
    this.status = status
    this.headers = headers
    if (this.statusText === '') this.statusText = statusTextOf(status)
  }

  onResponseData(bytes: Buffer): void {
    if (!this.keepsBody) return
    if (this.#body === undefined) this.#body = bytes
    else (this.#more ??= []).push(bytes)
  }

  onResponseEnd(): void {
    const connection = this.#connection
    if (connection === undefined || this.#request === undefined) return
    this.#takeBytes(connection)
    this.#connection = undefined
    this.#http?.release(connection)
    this.#finish(undefined)
  }

  onResponseError(error: Error): void {
    const connection = this.#connection
    // The connection is in the middle of cleaning up, and takes no new request from within. What it refuses at once is told
    // later, so that a closed loop of such refusals does not starve everything else.
    if (this.#isDispatching) setImmediate(() => this.#broke(connection, error))
    else queueMicrotask(() => this.#broke(connection, error))
  }

  #broke(connection: Connection | undefined, error: Error): void {
    const request = this.#request
    const isCurrent = connection !== undefined && this.#connection === connection && request !== undefined
    if (error instanceof SwitchedToHttp2) {
      if (isCurrent) this.#dispatchOn(error.connection, request)
      else this.#http?.discardUnused(error.connection)
    } else if (isCurrent) this.#lose(connection, request, error)
  }

  #lose(connection: Connection, request: WireRequest, error: Error): void {
    this.#takeBytes(connection)
    const http = this.#http
    this.#connection = undefined
    http?.release(connection)
    if (http !== undefined && this.#mayTryAgain(request, error)) this.#dispatchOn(http.acquire(request.origin), request)
    else this.#finish(exchangeFailure(error, this.#firstByteAt !== NEVER))
  }

  /** A large body is sent when the kernel has taken all of it. */
  #waitForDrain(socket: Socket): void {
    const [request, connection] = [this.#request, this.#connection]
    socket.once('drain', () => {
      if (this.#request === request && this.#connection === connection) this.#sentAt = this.#clock.now()
    })
  }

  #dispatchOn(connection: Connection, request: WireRequest): void {
    this.#connection = connection
    this.#control = undefined
    this.#gotConnectionAt = NEVER
    this.#isDispatching = true
    connection.dispatch(request.options, this)
    this.#isDispatching = false
  }

  /**
   * Go's rule: the server may close an idle connection just when a request goes out on it; that is nobody's failure. A
   * request that never went out, or that an HTTP/2 server says it did not look at, can always go out again.
   */
  #mayTryAgain(request: WireRequest, error: Error): boolean {
    if (this.#firstByteAt !== NEVER) return false
    if (isRefusedStream(error)) {
      this.#refusals += 1
      return this.#refusals < MAX_REFUSALS
    }
    if (!isConnectionLoss(error)) return false
    return this.#gotConnectionAt === NEVER || (this.#isReused && request.isReplayable)
  }

  #countConnecting({ route }: Connection): void {
    if (route === undefined) return
    this.#connectStart = route.connectStart
    this.#connectDone = route.connectDone
    this.#sendingSince = route.tlsDone ?? route.connectDone
    this.tlsHandshaking = (route.tlsDone ?? 0) - (route.tlsStart ?? 0)
  }

  #takeBytes(connection: Connection): void {
    this.bytesSent += connection.takeSent()
    this.bytesReceived += connection.takeReceived()
  }

  #reset(): void {
    this.#connectStart = NEVER
    this.#connectDone = NEVER
    this.#gotConnectionAt = NEVER
    this.#sentAt = NEVER
    this.#firstByteAt = NEVER
    this.#isReused = false
    this.#refusals = 0
    this.dropBody()
    this.failure = undefined
    this.status = 0
    this.statusText = ''
    this.headers = noHeaders
    this.peer = noPeer
    this.bytesSent = 0
    this.bytesReceived = 0
    this.tlsHandshaking = 0
  }

  #finish(failure: Cause | undefined): void {
    const now = this.#clock.now()
    this.#request = undefined
    this.#control = undefined
    this.failure = failure
    this.#measure(now)
    this.#listener.exchangeEnded()
  }

  /** The differences k6's tracer takes; what did not happen counts 0. */
  #measure(now: Millis): void {
    const sent = this.#sentAt !== NEVER
    const answered = this.#firstByteAt !== NEVER
    this.blocked = this.#gotConnectionAt === NEVER ? 0 : this.#gotConnectionAt - this.#startedAt
    this.connecting = this.#connectDone === NEVER ? 0 : this.#connectDone - this.#connectStart
    this.sending = sent ? this.#sentAt - this.#sendingSince : 0
    this.waiting = sent ? Math.max(0, (answered ? this.#firstByteAt : now) - this.#sentAt) : 0
    this.receiving = answered ? now - this.#firstByteAt : 0
    this.duration = this.sending + this.waiting + this.receiving
  }
}
