import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'

type Serve = (socket: WebSocket, request: IncomingMessage) => void

const echo: Serve = (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
}

const services: Readonly<Record<string, Serve>> = {
  '/ws': echo,
  '/ws/greet': (socket) => socket.send('hello'),
  '/ws/headers': (socket, { headers }) => socket.send(JSON.stringify(headers)),
  '/ws/ping': (socket) => {
    socket.on('pong', (data) => socket.send(`pong ${String(data)}`))
    socket.ping('are you there')
  },
  '/ws/count-pings': (socket) => {
    socket.on('ping', () => socket.send('pinged'))
  },
  '/ws/close': (socket) => socket.close(1001, 'going away'),
  '/ws/drop': (socket) => socket.terminate(),
  '/ws/binary': (socket) => socket.send(Buffer.from([1, 2, 3])),
  '/ws/close-code': (socket) => {
    socket.on('close', (code) => lastCloseCodes.push(code))
  },
  '/ws/last-close-code': (socket) => {
    const tell = (): void => {
      const code = lastCloseCodes.shift()
      if (code === undefined) setTimeout(tell, 5)
      else socket.send(String(code))
    }
    tell()
  },
}

const lastCloseCodes: number[] = []

/** What a websocket at `path` does; see the table above. */
export function serveSocket(path: string, socket: WebSocket, request: IncomingMessage): void {
  socket.on('error', () => undefined)
  const name = path.split('?')[0] ?? path
  const serve = services[name] ?? echo
  serve(socket, request)
}
