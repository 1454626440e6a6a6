import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { type Cause, ExchangeError, otherFailure } from '../../http/failures.ts'
import { parseRequestUrl, type RequestUrl } from '../../http/request-url.ts'
import type { DialTarget } from '../../http/dialer.ts'
import { sharedHttpOf } from '../../http/shared-http.ts'
import type { CookieStore } from '../http/cookie-store.ts'
import type { Vu } from '../vu.ts'
import type { ConnectParams } from './connect-params.ts'

/** As k6's. */
const HANDSHAKE_TIMEOUT = 60_000
/** Of the body of a refusal, as Go's gorilla/websocket keeps it. */
const REFUSAL_BYTES = 1_024

export interface HandshakeResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An open connection. */
export interface Link {
  readonly ws: WebSocket
  /** Counts the bytes on the wire. */
  readonly wire: Socket
  readonly response: HandshakeResponse
}

/** `response` is there if the server answered, but not with a WebSocket. */
export interface Refusal {
  readonly message: string
  readonly response: HandshakeResponse | undefined
}

export interface HandshakeListener {
  readonly opened: (link: Link) => void
  readonly refused: (refusal: Refusal) => void
}

/** Opens a WebSocket over the worker's dialer. Returns how to give up; the listener hears later, and once. */
export function openWebSocket(vu: Vu, url: string, params: ConnectParams, listener: HandshakeListener): () => void {
  const target = targetOf(url)
  if (target === undefined) {
    const soon = setImmediate(() => listener.refused({ message: 'malformed ws or wss URL', response: undefined }))
    return () => clearImmediate(soon)
  }
  const handshake = new Handshake(vu, target, listener)
  handshake.start(params)
  return handshake.cancel
}

interface Target {
  readonly url: string
  /** The same with the scheme of HTTP, for cookies. */
  readonly page: RequestUrl
  readonly origin: DialTarget
}

/** Undefined for what is no `ws:` or `wss:` address; neither may have a user in it. */
function targetOf(url: string): Target | undefined {
  const parsed = parseRequestUrl(url.replace(/^ws(s?):/i, 'http$1:'))
  if (!/^wss?:\/\//i.test(url) || !parsed.ok || parsed.value.username !== undefined) return undefined
  const { origin } = parsed.value
  return origin === undefined ? undefined : { url, page: parsed.value, origin: { ...origin, forUpgrade: true } }
}

type Connected = (error: Error | null, socket?: Socket) => void

class Handshake {
  readonly #vu: Vu
  readonly #target: Target
  readonly #listener: HandshakeListener
  #giveUp: (() => void) | undefined
  #ws: WebSocket | undefined
  #wire: Socket | undefined
  #response: HandshakeResponse | undefined
  #ended = false

  constructor(vu: Vu, target: Target, listener: HandshakeListener) {
    this.#vu = vu
    this.#target = target
    this.#listener = listener
  }

  start({ headers, protocols, compression, cookies }: ConnectParams): void {
    const { url, page } = this.#target
    const cookie = cookies.header(page)
    try {
      this.#ws = new WebSocket(url, [...protocols], {
        headers: cookie === '' ? headers : { Cookie: cookie, ...headers },
        handshakeTimeout: HANDSHAKE_TIMEOUT,
        maxPayload: 0,
        perMessageDeflate: compression && { clientNoContextTakeover: true, serverNoContextTakeover: true },
        createConnection: ((_: unknown, connected: Connected) => this.#dial(connected)) as never,
      })
      this.#listen(this.#ws, cookies)
    } catch (error) {
      setImmediate(() => this.#fail(error))
    }
  }

  readonly cancel = (): void => {
    this.#ended = true
    this.#giveUp?.()
    this.#ws?.on('error', ignore).terminate()
  }

  #dial(connected: Connected): undefined {
    const { dialer, localIps } = sharedHttpOf(this.#vu.worker)
    const localAddress = localIps.at(Math.max(0, this.#vu.idInInstance - 1))
    this.#giveUp = dialer.dial(this.#target.origin, localAddress, {
      dialConnected: ignore,
      dialFailed: (cause) => connected(new ExchangeError(cause)),
      dialEnded: ({ socket, wire }) => {
        this.#wire = wire
        connected(null, socket)
      },
    })
    return undefined
  }

  #listen(ws: WebSocket, cookies: CookieStore): void {
    const keep = ({ headers }: IncomingMessage): void => cookies.store(this.#target.page, headers['set-cookie'] ?? [])
    ws.once('error', (error) => this.#fail(error))
      .once('upgrade', (response) => {
        keep(response)
        this.#response = responseOf(response, '')
      })
      .once('unexpected-response', (_, response) => {
        keep(response)
        this.#readRefusal(ws, response)
      })
      .once('open', () => this.#open(ws))
  }

  #open(ws: WebSocket): void {
    if (this.#ended || this.#wire === undefined || this.#response === undefined) return
    this.#ended = true
    ws.removeAllListeners('error')
    this.#listener.opened({ ws, wire: this.#wire, response: this.#response })
  }

  #readRefusal(ws: WebSocket, response: IncomingMessage): void {
    const chunks: Buffer[] = []
    const end = (): void => {
      const body = Buffer.concat(chunks).subarray(0, REFUSAL_BYTES).toString()
      const cause = { code: 1000 + (response.statusCode ?? 0), message: 'websocket: bad handshake' }
      this.#refuse(cause, responseOf(response, body))
      ws.on('error', ignore).terminate()
    }
    response
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', end)
      .once('error', end)
  }

  #fail(error: unknown): void {
    if (error instanceof ExchangeError) this.#refuse(error.failure)
    else this.#refuse(otherFailure(error instanceof Error ? error.message : String(error)))
  }

  #refuse({ code, message, detail }: Cause, response?: HandshakeResponse): void {
    if (this.#ended) return
    this.#ended = true
    this.#vu.sawFailure = true
    this.#vu.worker.problem(code, message)
    this.#listener.refused({ message: detail ?? message, response })
  }
}

function ignore(): void {
  // The connection is given up; how it ends interests nobody.
}

const responseOf = ({ statusCode, headers }: IncomingMessage, body: string): HandshakeResponse => ({
  status: statusCode ?? 0,
  headers: canonicalHeaders(headers),
  body,
})

/** As Go writes names: `Sec-Websocket-Accept`. */
const canonicalHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
      [value ?? ''].flat().join(', '),
    ]),
  )
