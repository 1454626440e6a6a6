import { connect, isIP, type NetConnectOpts, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import type { AddressRules } from './address-rules.ts'
import type { ConnectionBook } from './connection-book.ts'
import { type Cause, dialFailure, dialTimeout, otherFailure, tlsFailure } from './failures.ts'
import type { Proxies, Proxy } from './proxies.ts'
import type { Origin } from './request-url.ts'
import type { Resolver } from './resolver.ts'
import type { TlsSettings } from './tls-settings.ts'

/** As k6's dialer. */
const DIAL_TIMEOUT: Millis = 30_000
const TCP_KEEP_ALIVE: Millis = 30_000

/** An open way to an origin. */
export interface Route {
  /** What HTTP is spoken on. */
  readonly socket: Socket | TLSSocket
  /** The TCP socket below: counts all bytes on the wire. */
  readonly wire: Socket
  readonly connectStart: Millis
  readonly connectDone: Millis
  /** Undefined without TLS. */
  readonly tlsStart: Millis | undefined
  readonly tlsDone: Millis | undefined
}

export interface DialListener {
  /** The TCP connection is there, TLS may follow. */
  readonly dialConnected: (connectStart: Millis, connectDone: Millis) => void
  readonly dialEnded: (route: Route) => void
  readonly dialFailed: (cause: Cause) => void
}

export interface DialerParts {
  readonly clock: Clock
  readonly connections: ConnectionBook
  readonly resolver: Resolver
  readonly rules: AddressRules
  readonly proxies: Proxies
  readonly tls: TlsSettings
}

/** Where to, and what for. */
export interface DialTarget extends Origin {
  /** For a WebSocket: HTTP/1.1 only, and through a proxy always by a tunnel. */
  readonly forUpgrade?: boolean
  /** Takes the bytes of a connection without TLS, in a buffer that the next ones overwrite; else they come as 'data' events. */
  readonly onRead?: ((count: number, bytes: Buffer) => void) | undefined
}

/** Opens connections for all VUs of a worker. */
export class Dialer {
  readonly parts: DialerParts

  constructor(parts: DialerParts) {
    this.parts = parts
  }

  proxyFor(origin: Origin): Proxy | undefined {
    return this.parts.proxies.proxyFor(origin)
  }

  /** Returns how to give up. The listener hears of it later, never before this returns. */
  dial(origin: DialTarget, localAddress: string | undefined, listener: DialListener): () => void {
    const attempt = new Attempt(this.parts, origin, localAddress, listener)
    attempt.start()
    return attempt.cancel
  }
}

/** One for all sockets of the thread: what is read is dealt with before anything else is. */
const readBuffer = Buffer.allocUnsafeSlow(65_536)

function readingInto(onRead: DialTarget['onRead']): Pick<NetConnectOpts, 'onread'> {
  if (onRead === undefined) return {}
  const callback = (count: number): boolean => {
    onRead(count, readBuffer)
    return true
  }
  return { onread: { buffer: () => readBuffer, callback } }
}

/** One try at opening a connection: look up, check, connect, pass the proxy, shake hands. */
class Attempt {
  readonly #parts: DialerParts
  readonly #origin: DialTarget
  readonly #localAddress: string | undefined
  readonly #listener: DialListener
  readonly #proxy: Proxy | undefined
  #ended = false
  #wire: Socket | undefined
  #timer: NodeJS.Timeout | undefined
  #address = ''
  #port = 0
  #connectStart: Millis = 0
  #connectDone: Millis = 0
  #tlsStart: Millis | undefined

  constructor(parts: DialerParts, origin: DialTarget, localAddress: string | undefined, listener: DialListener) {
    this.#parts = parts
    this.#origin = origin
    this.#localAddress = localAddress
    this.#listener = listener
    this.#proxy = parts.proxies.proxyFor(origin)
  }

  start(): void {
    const { hostname, port } = this.#proxy ?? this.#origin
    const { rules, resolver } = this.#parts
    const refused = rules.refuseName(hostname)
    if (refused !== undefined) return this.#failSoon(refused)
    const override = rules.override(hostname, port)
    if (override !== undefined) return this.#connect(override.address, override.port ?? port)
    resolver.resolve(hostname, (failure, address) => {
      if (failure === undefined) this.#connect(address, port)
      else this.#failSoon(failure)
    })
  }

  readonly cancel = (): void => {
    this.#end()
    this.#wire?.on('error', ignore).destroy()
  }

  #connect(address: string, port: number): void {
    if (this.#ended) return
    const refused = this.#parts.rules.refuseAddress(address)
    if (refused !== undefined) return this.#failSoon(refused)
    this.#address = address
    this.#port = port
    this.#connectStart = this.#parts.clock.now()
    const wire = connect({
      host: address,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEP_ALIVE,
      autoSelectFamily: false,
      ...readingInto(this.#origin.onRead),
      ...(this.#localAddress === undefined ? {} : { localAddress: this.#localAddress }),
    })
    this.#wire = wire
    this.#timer = setTimeout(this.#timedOut, DIAL_TIMEOUT)
    wire.once('error', this.#connectFailed).once('connect', this.#connected)
  }

  readonly #timedOut = (): void => this.#fail(dialTimeout)
  readonly #connectFailed = (error: Error): void => this.#fail(dialFailure(error))

  readonly #connected = (): void => {
    if (this.#ended || this.#wire === undefined) return
    clearTimeout(this.#timer)
    this.#connectDone = this.#parts.clock.now()
    this.#parts.connections.opened(this.#wire, this.#address, this.#port)
    this.#listener.dialConnected(this.#connectStart, this.#connectDone)
    this.#wire.off('error', this.#connectFailed)
    const { secure, forUpgrade } = this.#origin
    if (this.#proxy !== undefined && (secure || forUpgrade === true)) this.#tunnel(this.#wire, this.#proxy)
    else this.#beginTls(this.#wire)
  }

  #tunnel(wire: Socket, { authorization }: Proxy): void {
    const { hostname, port } = this.#origin
    const target = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`
    const credentials = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`
    let head = ''
    const onClose = (): void => this.#fail(otherFailure('unexpected EOF from the proxy'))
    const onError = (error: Error): void => this.#fail(dialFailure(error))
    const onData = (chunk: Buffer): void => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      wire.off('data', onData).off('error', onError).off('close', onClose).pause()
      const status = /^HTTP\/1\.[01] (\d{3}[^\r]*)/.exec(head)?.[1] ?? 'malformed response from the proxy'
      if (status.startsWith('200')) this.#beginTls(wire)
      else this.#fail(otherFailure(status))
    }
    wire.on('data', onData).on('error', onError).on('close', onClose)
    wire.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${credentials}\r\n`, 'latin1')
  }

  #beginTls(wire: Socket): void {
    if (this.#origin.secure) this.#shakeHands(wire)
    else this.#succeed(wire, wire)
  }

  #shakeHands(wire: Socket): void {
    if (this.#ended) return
    const { hostname, forUpgrade } = this.#origin
    const { tls, clock } = this.#parts
    this.#tlsStart = clock.now()
    wire.on('error', ignore)
    const socket = connectTls({
      socket: wire,
      host: hostname,
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      secureContext: tls.contextFor(hostname),
      rejectUnauthorized: tls.verify,
      ALPNProtocols: forUpgrade === true ? ['http/1.1'] : ['h2', 'http/1.1'],
    })
    const onError = (error: Error): void => this.#fail(tlsFailure(error))
    socket.once('error', onError).once('secureConnect', () => {
      socket.off('error', onError)
      this.#succeed(socket, wire)
    })
  }

  #succeed(socket: Socket | TLSSocket, wire: Socket): void {
    if (this.#ended) return
    this.#end()
    this.#listener.dialEnded({
      socket,
      wire,
      connectStart: this.#connectStart,
      connectDone: this.#connectDone,
      tlsStart: this.#tlsStart,
      tlsDone: this.#tlsStart === undefined ? undefined : this.#parts.clock.now(),
    })
  }

  /** What is known at once is told later too: a closed loop of such failures must not starve everything else. */
  #failSoon(cause: Cause): void {
    setImmediate(() => this.#fail(cause))
  }

  #fail(cause: Cause): void {
    if (this.#ended) return
    this.#end()
    this.#wire?.on('error', ignore).destroy()
    this.#listener.dialFailed(cause)
  }

  #end(): void {
    this.#ended = true
    clearTimeout(this.#timer)
  }
}

function ignore(): void {
  // The TLS socket on top reports it too, or the connection is given up anyway.
}
