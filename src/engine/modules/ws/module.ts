import { BlockingCall, type Waiter } from '../blocking.ts'
import { namespaceOf } from '../namespace.ts'
import { callScript, runSteps, type ScriptFunction, type Steps } from '../script-call.ts'
import { type ConnectParams, parseParams } from '../sockets/connect-params.ts'
import { type Link, openWebSocket, type Refusal } from '../sockets/handshake.ts'
import { Session } from '../sockets/session.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { Socket } from './socket.ts'
import { SocketError } from './socket-error.ts'
import { GoError } from '../go-error.ts'

/** What `ws.connect()` gives when the connection is over. */
interface WsResponse {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly error: string
}

/** Waits for the handshake; a refusal is an answer too. */
class Connecting extends BlockingCall {
  readonly callName: string = 'ws.connect'
  readonly #open: (waiter: Waiter) => () => void
  #cancel: (() => void) | undefined

  constructor(open: (waiter: Waiter) => () => void) {
    super()
    this.#open = open
  }
  override start(waiter: Waiter): void {
    this.#cancel = this.#open(waiter)
  }
  override cancel(): void {
    this.#cancel?.()
  }
}

interface Connect {
  readonly url: string
  readonly params: ConnectParams
  readonly setUp: ScriptFunction
}

function readArguments(vu: Vu, [url, ...rest]: readonly unknown[]): Connect {
  if (vu.stage === 'init') throw new GoError('using websockets in the init context is not supported')
  if (rest.length < 1 || rest.length > 2) throw new GoError('invalid number of arguments to ws.connect')
  const setUp = rest.at(-1)
  if (typeof setUp !== 'function') throw new GoError('last argument to ws.connect must be a function')
  const given = rest.length === 2 ? rest[0] : undefined
  return { url: String(url), params: parseParams(vu, given, () => {}), setUp: setUp as ScriptFunction }
}

function* connect(vu: Vu, { url, params, setUp }: Connect): Steps<WsResponse> {
  const session = new Session(vu, params.tags)
  session.tag('url', url)
  const outcome = (yield new Connecting((waiter) => {
    const answer = (outcome: Link | Refusal): void => waiter.resume(outcome)
    return openWebSocket(vu, url, params, { opened: answer, refused: answer })
  })) as Link | Refusal
  session.answered(outcome.response, 'wire' in outcome ? outcome.wire.remoteAddress : undefined)
  try {
    return 'ws' in outcome ? yield* talk(vu, { url, setUp, session, link: outcome }) : refused(vu, outcome)
  } finally {
    session.ended()
  }
}

interface Conversation {
  readonly url: string
  readonly setUp: ScriptFunction
  readonly session: Session
  readonly link: Link
}

function* talk(vu: Vu, { url, setUp, session, link }: Conversation): Steps<WsResponse> {
  const socket = new Socket(vu.worker, session)
  vu.onIterationEnd(() => Socket.abandon(socket))
  Socket.attach(socket, link)
  try {
    yield* callScript(setUp, socket)
    yield* Socket.runHandlers(socket, 'open')
    yield* Socket.loop(socket)
  } finally {
    Socket.close(socket)
  }
  return { url, ...link.response, error: '' }
}

function refused(vu: Vu, { message, response }: Refusal): WsResponse {
  if (vu.worker.config?.http.throw === true) throw new SocketError(message)
  if (response !== undefined) return { url: '', ...response, error: '' }
  return { url: '', status: 0, headers: {}, body: '', error: message }
}

/** k6/ws: `connect()` blocks until the connection is closed; handlers run within. */
export const ws: ModuleFactory = (vu) =>
  namespaceOf({ connect: (...args: unknown[]) => runSteps(connect(vu, readArguments(vu, args))) })
