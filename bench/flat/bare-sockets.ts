/**
 * Sends requests at a steady rate over so many connections in turn, and does nothing else: how much of a cost by the number of
 * connections there is without us. `node bare-sockets.ts URL CONNECTIONS RATE`, until it is ended.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export const bareSockets = (url: string, connections: number, rate: number): readonly string[] => [
  process.execPath,
  import.meta.filename,
  url,
  String(connections),
  String(rate),
]

/** Connections that are opened at once. */
const BATCH = 100

const [, file, url, connections, rate] = process.argv
if (file === import.meta.filename && url !== undefined) await send(new URL(url), Number(connections), Number(rate))

async function send({ hostname, port, pathname }: URL, connections: number, rate: number): Promise<void> {
  const sockets: Socket[] = []
  while (sockets.length < connections) {
    const size = Math.min(BATCH, connections - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: size }, () => opened(hostname, Number(port))))))
  }
  const request = `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`
  const began = performance.now()
  let sent = 0
  const sendDue = (): void => {
    for (const due = ((performance.now() - began) * rate) / 1000; sent < due; sent += 1) {
      sockets[sent % connections]?.write(request)
    }
    setTimeout(sendDue, 1)
  }
  sendDue()
}

async function opened(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  return socket.resume()
}
