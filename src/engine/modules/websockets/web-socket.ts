import type { RawData } from 'ws'
import { toArrayBuffer } from '../bytes.ts'
import { postCallback } from '../callbacks.ts'
import { beginOutstanding } from '../outstanding-call.ts'
import { runSteps, type ScriptFunction, type Steps } from '../script-call.ts'
import { CLOSE_NORMAL, describeClose, isUnexpectedClose, reasonOf } from '../sockets/close-codes.ts'
import type { ConnectParams } from '../sockets/connect-params.ts'
import { type Link, openWebSocket, type Refusal } from '../sockets/handshake.ts'
import { bytesOf } from '../sockets/raw-data.ts'
import { Session } from '../sockets/session.ts'
import { toText } from '../to-text.ts'
import type { Vu } from '../vu.ts'
import { binaryBytes, Blob } from './blob.ts'
import { type EventType, eventTypes, isEventType, Listeners } from './listeners.ts'
import { GoError } from '../go-error.ts'
import { goTypeName } from '../go-text.ts'

const CONNECTING = 0
const OPEN = 1
const CLOSING = 2
const CLOSED = 3

/** What follows the payload's type in a frame that waits to be written. */
interface Outgoing {
  readonly size: number
  readonly write: (link: Link, done: () => void) => void
}

/** The standard's WebSocket with k6's `ping`. What happens on it reaches the script as callbacks. */
export class WebSocket {
  readonly #vu: Vu
  readonly #url: string
  readonly #session: Session
  readonly #listeners = new Listeners()
  /** Lets the iteration end. */
  readonly #release: () => void
  readonly #cancelHandshake: () => void
  #link: Link | undefined
  #readyState = CONNECTING
  #bufferedAmount = 0
  #binaryType = 'blob'
  #closeCode = 0
  #closeReason = ''
  #hasFailed = false
  /** Asked for before the connection was there. */
  #closeEarly: (() => void) | undefined

  constructor(vu: Vu, url: string, params: ConnectParams) {
    this.#vu = vu
    this.#url = url
    this.#session = new Session(vu, params.tags)
    this.#release = beginOutstanding(vu)
    this.#cancelHandshake = openWebSocket(vu, url, params, {
      opened: (link) => this.#opened(link),
      refused: (refusal) => this.#refused(refusal),
    })
    vu.onIterationEnd(() => this.#abandon())
  }

  get url(): string {
    return this.#url
  }
  get readyState(): number {
    return this.#readyState
  }
  get bufferedAmount(): number {
    return this.#bufferedAmount
  }
  get extensions(): string {
    return this.#link?.ws.extensions ?? ''
  }
  get protocol(): string {
    return this.#link?.ws.protocol ?? ''
  }
  get binaryType(): string {
    return this.#binaryType
  }
  set binaryType(type: unknown) {
    if (type !== 'blob' && type !== 'arraybuffer') {
      throw new GoError(`unknown binaryType ${String(type)}, the supported ones are "blob" and "arraybuffer"`)
    }
    this.#binaryType = type
  }

  addEventListener(type: unknown, handler: unknown): void {
    const name = String(type)
    if (typeof handler !== 'function') {
      throw new GoError(`handler for event type "${name}" isn't a callable function`)
    }
    if (isEventType(name)) this.#listeners.add(name, handler as ScriptFunction)
    else this.#vu.worker.log('warn', `can't add event handler: unknown event type: ${name}`, 'engine')
  }

  send(data: unknown): void {
    this.#assertOpen()
    const isText = typeof data === 'string'
    const bytes = isText ? Buffer.from(data) : binaryBytes(data)
    if (bytes === undefined) throw new GoError(`unsupported send type ${goTypeName(data)}`)
    this.#write({
      size: bytes.byteLength,
      // A copy: the script may change its buffer before the bytes are on their way.
      write: ({ ws }, done) => ws.send(bytes.slice(), { binary: !isText }, done),
    })
  }

  ping(): void {
    this.#assertOpen()
    const id = this.#session.ping()
    this.#write({ size: 0, write: ({ ws }, done) => ws.ping(id, true, done) })
  }

  close(code?: unknown, reason?: unknown): void {
    if (this.#readyState === CLOSED || this.#readyState === CLOSING) return
    const status = code === undefined || code === null ? CLOSE_NORMAL : Number(code)
    const text = reason === undefined || reason === null ? '' : toText(reason)
    refuseClose(status, text)
    const isConnecting = this.#readyState === CONNECTING
    this.#readyState = CLOSING
    this.#closeCode = status
    const sendClose = (): void => {
      this.#link?.ws.close(status, text)
      this.#session.sent()
    }
    if (isConnecting) this.#closeEarly = sendClose
    else sendClose()
  }

  static onOf(socket: WebSocket, type: EventType): unknown {
    return socket.#listeners.on(type)
  }
  static setOn(socket: WebSocket, type: EventType, fn: unknown): void {
    socket.#listeners.setOn(type, fn)
  }

  #assertOpen(): void {
    if (this.#readyState !== OPEN) throw new GoError('InvalidStateError')
  }

  #write({ size, write }: Outgoing): void {
    const link = this.#link
    if (link === undefined) return
    this.#bufferedAmount += size
    write(link, () => this.#task(() => (this.#bufferedAmount -= size)))
    this.#session.sent()
  }

  #opened(link: Link): void {
    this.#link = link
    this.#answered(link.response, link)
    this.#session.opened(link)
    link.ws
      .on('message', (data, isBinary) => this.#task(() => this.#run(this.#received(data, isBinary))))
      .on('ping', () => this.#task(() => this.#run(this.#tell('ping'))))
      .on('pong', (id) => this.#task(() => this.#run(this.#ponged(String(id)))))
      .on('error', ({ message }) => this.#task(() => this.#run(this.#failed(message))))
      .on('close', (code, reason) => this.#task(() => this.#run(this.#closed(code, String(reason)))))
    if (this.#closeEarly !== undefined) this.#closeEarly()
    else this.#task(() => this.#run(this.#becomeOpen()))
  }

  #answered(response: Refusal['response'], link: Link | undefined): void {
    const name = this.#session.valueOf('name')
    if (name === undefined) this.#session.tag('name', this.#url)
    this.#session.tag('url', name ?? this.#url)
    this.#session.answered(response, link?.wire.remoteAddress)
  }

  #refused({ message, response }: Refusal): void {
    this.#answered(response, undefined)
    this.#task(() => this.#run(this.#end(message)))
  }

  *#becomeOpen(): Steps<void> {
    if (this.#readyState !== CONNECTING) return
    this.#readyState = OPEN
    yield* this.#tell('open')
  }

  *#received(data: RawData, isBinary: boolean): Steps<void> {
    if (this.#readyState !== OPEN) return
    this.#session.received()
    yield* this.#tell('message', { data: this.#dataFor(bytesOf(data), isBinary), origin: this.#url })
  }

  #dataFor(bytes: Buffer, isBinary: boolean): unknown {
    if (!isBinary) return bytes.toString()
    return this.#binaryType === 'blob' ? new Blob([bytes]) : toArrayBuffer(bytes)
  }

  *#ponged(id: string): Steps<void> {
    if (!this.#session.pong(id)) {
      this.#vu.worker.log('warn', `received pong for unknown ping ID ${id}`, 'engine')
    }
    yield* this.#tell('pong')
  }

  *#failed(message: string): Steps<void> {
    this.#hasFailed = true
    yield* this.#tell('error', { error: message })
  }

  *#closed(code: number, reason: string): Steps<void> {
    this.#closeCode = code
    this.#closeReason = reasonOf(code, reason)
    this.#session.ended()
    const isNews = isUnexpectedClose(code) && !this.#hasFailed
    yield* this.#end(isNews ? describeClose(code, reason) : undefined)
  }

  /** The last event, with an error before it if there was one. */
  *#end(failure: string | undefined): Steps<void> {
    if (this.#readyState === CLOSED) return
    this.#readyState = CLOSED
    if (failure !== undefined) yield* this.#failed(failure)
    const code = this.#closeCode === 0 ? {} : { code: this.#closeCode }
    yield* this.#tell('close', { ...code, reason: this.#closeReason })
  }

  *#tell(type: EventType, details: object = {}): Steps<void> {
    yield* this.#listeners.call(type, { type, target: this, timestamp: Date.now(), ...details })
  }

  /** A listener that throws ends the connection: the others are told of it, and the iteration has failed. */
  *#guarded(steps: Steps<void>): Steps<void> {
    try {
      yield* steps
    } catch (error) {
      this.#link?.ws.removeAllListeners().on('error', ignore).terminate()
      if (this.#readyState !== CLOSED) {
        this.#session.ended()
        yield* this.#end(error instanceof Error ? error.message : String(error))
      }
      throw error
    }
  }

  #run(steps: Steps<void>): unknown {
    return runSteps(this.#guarded(steps))
  }

  #task(run: () => unknown): void {
    postCallback(this.#vu, run, () => {
      if (this.#readyState === CLOSED) this.#release()
    })
  }

  #abandon(): void {
    this.#cancelHandshake()
    this.#readyState = CLOSED
    this.#link?.ws.removeAllListeners().on('error', ignore).terminate()
  }
}

function ignore(): void {
  // The connection is over for the script.
}

const REASON_BYTES = 123

/** What the standard lets a client say. */
function refuseClose(code: number, reason: string): void {
  if (code !== CLOSE_NORMAL && !(code >= 3000 && code <= 4999)) {
    throw new GoError(
      "InvalidAccessError: Failed to execute 'close' on 'WebSocket': " +
        `The close code must be either 1000, or between 3000 and 4999. ${code} is neither`,
    )
  }
  if (Buffer.byteLength(reason) > REASON_BYTES) {
    throw new GoError(
      "SyntaxError: Failed to execute 'close' on 'WebSocket': The message must not be greater than 123 bytes",
    )
  }
}

for (const type of eventTypes) {
  Object.defineProperty(WebSocket.prototype, `on${type}`, {
    get(this: WebSocket): unknown {
      return WebSocket.onOf(this, type)
    },
    set(this: WebSocket, fn: unknown) {
      WebSocket.setOn(this, type, fn)
    },
    enumerable: true,
    configurable: true,
  })
}
