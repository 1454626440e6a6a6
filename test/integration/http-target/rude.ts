import { createServer, type Server, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** `nth` counts requests on this connection from 1; `reset` resets the connection below. */
type Manner = (socket: Socket, nth: number, reset: () => void) => void

/** What a badly behaved server does when a request for a path comes in. */
const manners: Readonly<Record<string, Manner>> = {
  '/reset': (_socket, _nth, reset) => reset(),
  '/hang-up': (socket) => socket.end(),
  '/garbage': (socket) => socket.end('this is no HTTP at all\r\n\r\n'),
  '/half': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'),
  '/half-chunked': (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'),
  '/reset-body': (socket, _nth, reset) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this', () => reset())
  },
  '/huge-headers': (socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(11 << 20)}\r\n\r\n`),
  '/switch': (socket) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: nothing\r\n\r\n')
  },
  '/early-hints': (socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  },
  '/no-reason': (socket) => socket.write('HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok'),
  '/until-close': (socket) => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall there is'),
  /** Serves once, and hangs up when the second request arrives: a keep-alive timeout that came just then. */
  '/once': (socket, nth, reset) => {
    if (nth === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    else reset()
  },
  '/forget': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', () => setTimeout(() => socket.end(), 20))
  },
}

/**
 * Speaks just enough HTTP to do it wrong, over TLS with an identity. `/connections` answers how many connections there were, itself
 * excluded.
 */
export function createRudeServer(identity?: { readonly key: Buffer; readonly cert: Buffer }): Server {
  let connections = 0
  return createServer((wire) => {
    const socket = identity === undefined ? wire : new TLSSocket(wire, { isServer: true, ...identity })
    const reset = (): void => {
      wire.resetAndDestroy()
    }
    connections += 1
    let requests = 0
    wire.on('error', () => wire.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      const path = /^[A-Z]+ (\/\S*) /.exec(chunk.toString('latin1'))?.[1] ?? ''
      requests += 1
      if (path === '/connections') {
        const body = String(connections - 1)
        connections = 0
        socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      } else manners[path]?.(socket, requests, reset)
    })
  })
}
