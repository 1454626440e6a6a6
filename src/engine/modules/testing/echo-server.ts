import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'

export interface EchoServer extends AsyncDisposable {
  readonly url: string
  readonly clients: ReadonlySet<WebSocket>
  /** The headers of each handshake. */
  readonly handshakes: Readonly<Record<string, string | string[] | undefined>>[]
}

/**
 * Sends back what it gets. Told `close:<code>:<reason>` it closes; told `drop` it breaks off; at `/refuse` it answers 403.
 */
export async function startEchoServer(options: { readonly protocol?: string } = {}): Promise<EchoServer> {
  const handshakes: EchoServer['handshakes'] = []
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate: true,
    verifyClient: ({ req }, accept) => accept(req.url !== '/refuse', 403, 'go away', { 'X-Why': 'test' }),
    ...(options.protocol === undefined ? {} : { handleProtocols: () => options.protocol ?? false }),
  })
  server.on('headers', (headers) => headers.push('Set-Cookie: seen=yes; Path=/'))
  server.on('connection', (socket, request) => {
    handshakes.push(request.headers)
    socket.on('message', (data, isBinary) => {
      const text = textOf(data)
      const [, code, reason] = /^close:(\d+):(.*)$/.exec(text) ?? []
      if (code !== undefined) socket.close(Number(code), reason)
      else if (text === 'drop') socket.terminate()
      else if (text === 'ping me') socket.ping()
      else socket.send(data, { binary: isBinary })
    })
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clients: server.clients,
    handshakes,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
}

const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : '')
