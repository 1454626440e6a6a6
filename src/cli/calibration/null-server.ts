import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { certificate, key } from './null-certificate.ts'

/** The first byte of a TLS record that begins a handshake (RFC 8446, 5.1). */
const tlsHandshake = 0x16

/**
 * Answers every request at once, over TLS or not, whatever name or proxy it was meant for: what is left is what the generator costs.
 * Resolves with its port on the loopback interface.
 */
export async function startNullServer(): Promise<{ readonly port: number; readonly close: () => void }> {
  const plain = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, answer)
  const secure = createSecureServer({ key, cert: certificate, keepAliveTimeout: 0, requestTimeout: 0 }, answer)
  const accept = (socket: Socket): void => {
    socket.once('data', (first: Buffer) => {
      socket.pause()
      socket.unshift(first)
      const server: HttpServer = first[0] === tlsHandshake ? secure : plain
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
    socket.on('error', () => socket.destroy())
  }
  // A proxy would make a tunnel; here both ends are the same.
  plain.on('connect', (_, socket: Socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    accept(socket)
  })
  const server: Server = createTcpServer({ noDelay: true }, accept)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.sendDate = false
  response.writeHead(200, ['content-type', 'application/json', 'content-length', '2'])
  response.end('{}')
}
