import type { RawData } from 'ws'
import type { Alarm } from '../alarm-heap.ts'
import { BlockingCall } from '../blocking.ts'
import { toArrayBuffer } from '../bytes.ts'
import { callScript, runSteps, type ScriptFunction, type Steps } from '../script-call.ts'
import { CLOSE_GOING_AWAY, describeClose, isUnexpectedClose } from '../sockets/close-codes.ts'
import { EventQueue } from '../sockets/event-queue.ts'
import type { Link } from '../sockets/handshake.ts'
import { bytesOf } from '../sockets/raw-data.ts'
import type { Session } from '../sockets/session.ts'
import { timersOf } from '../timer-queue.ts'
import type { WorkerContext } from '../vu.ts'
import { SocketError } from './socket-error.ts'
import { GoError } from '../go-error.ts'

/** Something for the loop of `ws.connect()` to do. */
type Work = (() => Steps<void>) | 'done'

/** What a script gets in `ws.connect(url, params, (socket) => ...)`. */
export class Socket {
  readonly #worker: WorkerContext
  readonly #session: Session
  readonly #handlers = new Map<string, ScriptFunction[]>()
  readonly #work = new EventQueue<Work>()
  readonly #alarms = new Set<Alarm>()
  #link: Link | undefined
  #isClosed = false
  /** An error is told once, though the end of the connection that follows from it would tell it again. */
  #hasFailed = false

  constructor(worker: WorkerContext, session: Session) {
    this.#worker = worker
    this.#session = session
  }

  on(event: unknown, handler: unknown): void {
    if (typeof handler !== 'function') return
    const name = String(event)
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler as ScriptFunction])
  }

  send(message: unknown): void {
    this.#write(Buffer.from(String(message)), false)
  }

  sendBinary(message: unknown): void {
    if (!(message instanceof ArrayBuffer)) {
      const given = message === undefined || message === null ? String(message) : message.constructor.name
      throw new GoError(`expected ArrayBuffer as argument, received: ${given}`)
    }
    this.#write(Buffer.from(message), true)
  }

  ping(): void {
    if (this.#isClosed) this.#emit('error', new SocketError('websocket: close sent'))
    else this.#link?.ws.ping(this.#session.ping())
  }

  setTimeout(fn: unknown, delay: unknown): void {
    const milliseconds = durationFor('setTimeout', delay)
    this.#after(milliseconds, () => this.#work.push(() => callback(fn)))
  }

  /** Ticks keep to the beat; those that come while the last one is still waiting are left out. */
  setInterval(fn: unknown, delay: unknown): void {
    const milliseconds = durationFor('setInterval', delay)
    let isWaiting = false
    const tick = (): void => {
      this.#after(milliseconds, tick)
      if (isWaiting) return
      isWaiting = true
      this.#work.push(() => {
        isWaiting = false
        return callback(fn)
      })
    }
    this.#after(milliseconds, tick)
  }

  close(code?: unknown): void {
    this.#close(code === undefined ? CLOSE_GOING_AWAY : Number(code))
  }

  /** The connection is there: everything that happens on it becomes work for the loop. */
  static attach(socket: Socket, link: Link): void {
    socket.#link = link
    socket.#session.opened(link)
    link.ws
      .on('message', (data, isBinary) => socket.#work.push(() => socket.#received(data, isBinary)))
      .on('ping', () => socket.#work.push(() => socket.#run('ping')))
      .on('pong', (id) => socket.#work.push(() => socket.#ponged(String(id))))
      .on('error', ({ message }) => socket.#work.push(() => socket.#failed(message)))
      .on('close', (status, reason) => socket.#work.push(() => socket.#closedByServer(status, String(reason))))
  }

  static runHandlers(socket: Socket, event: string, ...args: readonly unknown[]): Steps<void> {
    return socket.#run(event, ...args)
  }

  /** Does what happens on the connection until it is closed. */
  static *loop(socket: Socket): Steps<void> {
    for (;;) {
      const next = socket.#work.next('ws.connect')
      const work = (next instanceof BlockingCall ? yield next : next) as Work
      if (work === 'done') return
      yield* work()
    }
  }

  static close(socket: Socket): void {
    socket.#close(CLOSE_GOING_AWAY)
  }

  /** Without telling anybody: the iteration is over. */
  static abandon(socket: Socket): void {
    socket.#isClosed = true
    socket.#release()
    socket.#link?.ws.terminate()
  }

  *#received(data: RawData, isBinary: boolean): Steps<void> {
    if (this.#isClosed) return
    this.#session.received()
    const bytes = bytesOf(data)
    if (isBinary) yield* this.#run('binaryMessage', toArrayBuffer(bytes))
    else yield* this.#run('message', bytes.toString())
  }

  *#ponged(id: string): Steps<void> {
    this.#session.pong(id)
    yield* this.#run('pong')
  }

  *#closedByServer(status: number, reason: string): Steps<void> {
    if (this.#isClosed) return
    if (isUnexpectedClose(status) && !this.#hasFailed) yield* this.#failed(describeClose(status, reason))
    this.#close(status)
  }

  *#failed(message: string): Steps<void> {
    this.#hasFailed = true
    yield* this.#run('error', new SocketError(message))
  }

  *#run(event: string, ...args: readonly unknown[]): Steps<void> {
    for (const handler of this.#handlers.get(event) ?? []) yield* callScript(handler, ...args)
  }

  /** Runs handlers in the middle of another function of the script; what blocks in them goes on in the loop. */
  #emit(event: string, ...args: readonly unknown[]): void {
    const rest = runSteps(this.#run(event, ...args))
    if (rest instanceof BlockingCall) this.#work.push(() => waitFor(rest))
  }

  #write(data: Buffer, binary: boolean): void {
    if (this.#isClosed) this.#emit('error', new SocketError('websocket: close sent'))
    else this.#link?.ws.send(data, { binary })
    this.#session.sent()
  }

  #close(code: number): void {
    if (this.#isClosed) return
    this.#isClosed = true
    try {
      this.#sendClose(code)
      this.#emit('close', code)
    } finally {
      this.#release()
      this.#work.push('done')
    }
  }

  #sendClose(code: number): void {
    const link = this.#link
    if (link === undefined) return
    try {
      link.ws.close(code)
    } catch (error) {
      this.#emit('error', new SocketError(error instanceof Error ? error.message : String(error)))
    }
    // k6 does not wait for the other side's answer.
    link.wire.destroySoon()
  }

  #release(): void {
    for (const alarm of this.#alarms) timersOf(this.#worker).cancel(alarm)
    this.#alarms.clear()
    this.#link?.ws.removeAllListeners().on('error', ignore)
  }

  #after(delay: number, ring: () => void): void {
    if (this.#isClosed) return
    const alarm = timersOf(this.#worker).after(delay, () => {
      this.#alarms.delete(alarm)
      ring()
    })
    this.#alarms.add(alarm)
  }
}

function ignore(): void {
  // The connection is closed for the script.
}

function* callback(fn: unknown): Steps<void> {
  if (typeof fn === 'function') yield* callScript(fn as ScriptFunction)
}

function* waitFor(call: BlockingCall): Steps<void> {
  yield call
}

function durationFor(name: string, delay: unknown): number {
  const milliseconds = Number(delay)
  if (milliseconds > 0) return milliseconds
  throw new GoError(`${name} requires a >0 timeout parameter, received ${milliseconds.toFixed(2)}`)
}
