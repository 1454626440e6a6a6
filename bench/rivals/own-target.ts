/** The target where there is no nginx: sockets of Node that look for the end of requests and answer. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { certificate, key } from '../../src/cli/calibration/null-certificate.ts'
import { pinned } from './pinned.ts'
import type { RivalTarget } from './target.ts'
import { DOCUMENT, TEXT } from './target.ts'

export async function forkOwnTarget(core: number): Promise<RivalTarget> {
  const [program, ...args] = pinned(core, [process.execPath, import.meta.filename, 'serve'])
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [[port, securePort]] = (await once(child, 'message')) as [[number, number]]
  return {
    name: 'sockets of Node',
    url: `http://127.0.0.1:${port}`,
    secureUrl: `https://127.0.0.1:${securePort}`,
    requests: async () => {
      child.send('requests')
      const [requests] = (await once(child, 'message')) as [number]
      return requests
    },
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

const answerOf = (type: string, body: string): Buffer =>
  Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
const text = answerOf('text/plain', TEXT)
const json = answerOf('application/json', DOCUMENT)

if (process.argv[2] === 'serve') await serve()

async function serve(): Promise<void> {
  let requests = 0
  const answer = (socket: Socket): void => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      if (!endsRequest(chunk)) return
      requests += 1
      socket.write(chunk.includes(' /json ') ? json : text)
    })
  }
  const ports = [
    await listen(createServer({ noDelay: true }, answer)),
    await listen(createTlsServer({ key, cert: certificate, noDelay: true }, answer)),
  ]
  process.on('message', () => process.send?.(requests)).on('disconnect', () => process.exit(0))
  process.send?.(ports)
}

/** Clients here do not pipeline, and their bodies are JSON: a chunk ends a request if it ends its head or its object. */
const endsRequest = (chunk: Buffer): boolean => {
  const last = chunk[chunk.length - 1]
  return last === 0x7d || (last === 0x0a && !chunk.toString('latin1', 0, 4).startsWith('POST'))
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1', 4096)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
