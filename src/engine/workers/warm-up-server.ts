import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok'

export interface WarmUpServer extends Disposable {
  readonly url: string
  readonly answered: () => number
}

/** Answers whatever comes to it, in this thread, and nobody but this thread knows of it. Its clients do not pipeline and send no bodies. */
export async function startWarmUpServer(): Promise<WarmUpServer> {
  const sockets = new Set<Socket>()
  let answered = 0
  const reply = (socket: Socket): void => {
    answered += 1
    socket.write(answer)
  }
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('data', () => reply(socket)).on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answered: () => answered,
    [Symbol.dispose]: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
