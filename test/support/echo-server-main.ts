import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { WebSocketServer } from 'ws'
import { answerOf } from './echo-answers.ts'
import { serveSocket } from './echo-sockets.ts'
import type { SeenRequest } from './echo-server.ts'

/** A server in a process of its own that writes down every request. Ends with its parent. */
let seen: SeenRequest[] = []
const connections = new WeakMap<object, number>()
let connectionCount = 0
const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false })

/** `/in/NAME/path` is `/path` in the room NAME. */
function splitRoom(url: string): { room: string; path: string } {
  const match = /^\/in\/([^/]*)(\/.*)?$/s.exec(url)
  return match === null ? { room: '', path: url } : { room: match[1] ?? '', path: match[2] ?? '/' }
}

/** Written down when it begins, so that the order is that of sending; the body is filled in when it is there. */
function write(request: IncomingMessage): SeenRequest & { body: string } {
  const { method = '', headers, socket } = request
  const entry = {
    ...splitRoom(request.url ?? '/'),
    method,
    headers,
    body: '',
    connection: connections.get(socket) ?? 0,
  }
  seen.push(entry)
  return entry
}

function take(rooms: string): readonly SeenRequest[] {
  const { asked = [], kept = [] } = Object.groupBy(seen, ({ room }) => (room.startsWith(rooms) ? 'asked' : 'kept'))
  seen = kept
  return asked
}

async function answer(
  entry: SeenRequest & { body: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await buffer(request)
  entry.body = bytes.toString('latin1')
  answerOf(entry, request, response, bytes)
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  answer(write(request), request, response).catch(() => undefined)
})
server.on('connection', (socket) => connections.set(socket, (connectionCount += 1)))
server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
  const { path } = write(request)
  if (!path.startsWith('/ws')) return socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n')
  return sockets.handleUpgrade(request, socket, head, (client) => serveSocket(path, client, request))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.on('message', (rooms: string) => process.send?.(take(rooms)))
process.on('disconnect', () => process.exit())
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
