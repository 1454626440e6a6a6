import { createServer as createPlain } from 'node:http'
import { createSecureServer, type Http2SecureServer, type Http2Stream } from 'node:http2'
import { createServer as createTls } from 'node:https'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import type { Server } from 'node:net'
import { createServer as createTlsSocket } from 'node:tls'
import { answer } from './answers.ts'
import { createProxy } from './proxy.ts'
import { createRudeServer } from './rude.ts'
import type { TargetPorts } from './target.ts'

const [folder = ''] = process.argv.slice(2)
const pem = (name: string): Buffer => readFileSync(`${folder}/${name}.pem`)
const identity = { key: pem('server-key'), cert: pem('server-cert') }

/** HTTP/2 and, for who does not offer it, HTTP/1.1. */
function createH2(): Http2SecureServer {
  const server = createSecureServer({ ...identity, allowHTTP1: true })
  server.on('stream', (stream, headers) => {
    const path = headers[':path']
    if (path === '/h2-refuse') refuse(stream, 2)
    else if (path === '/h2-cancel') refuse(stream, 8)
    else if (path === '/h2-goaway') stream.session?.goaway(11, 0)
  })
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/h2-')) answer(request as never, response as never)
  })
  return server
}

/** Agrees on HTTP/2 and then speaks something else. */
function createH2Garbage(): Server {
  const server = createTlsSocket({ ...identity, ALPNProtocols: ['h2'] })
  return server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    socket.write(Buffer.alloc(100, 0x7f))
  })
}

function refuse(stream: Http2Stream, code: number): void {
  stream.on('error', () => undefined)
  stream.close(code)
}

async function listen(server: Server | Http2SecureServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const mutual = { ...identity, requestCert: true, rejectUnauthorized: true, ca: pem('ca-cert') }
const ports: TargetPorts = {
  plain: await listen(createPlain({ keepAliveTimeout: 60_000 }, answer)),
  impatient: await listen(createPlain({ keepAliveTimeout: 50, keepAliveTimeoutBuffer: 0 }, answer)),
  tls: await listen(createTls(identity, answer)),
  tls12: await listen(createTls({ ...identity, maxVersion: 'TLSv1.2' }, answer)),
  mutual: await listen(createTls(mutual, answer)),
  stranger: await listen(createTls({ key: pem('stranger-key'), cert: pem('stranger-cert') }, answer)),
  h2: await listen(createH2()),
  h2Garbage: await listen(createH2Garbage()),
  rude: await listen(createRudeServer()),
  rudeTls: await listen(createRudeServer(identity)),
  proxy: await listen(createProxy()),
}
process.send?.(ports)
process.on('disconnect', () => process.exit())
