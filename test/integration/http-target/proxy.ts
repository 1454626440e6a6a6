import { createServer, request as forward, type Server } from 'node:http'
import { connect } from 'node:net'

/** A forwarding proxy that wants the user `pat` and finds every host on this machine; `x-seen-by` on the answer tells that it was used. */
export function createProxy(): Server {
  const wanted = `Basic ${Buffer.from('pat:word').toString('base64')}`
  const proxy = createServer((incoming, outgoing) => {
    if (incoming.headers['proxy-authorization'] !== wanted) return outgoing.writeHead(407).end()
    const { method, headers } = incoming
    const url = new URL(incoming.url ?? '')
    url.hostname = '127.0.0.1'
    const onward = forward(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-seen-by': 'proxy' })
      answer.pipe(outgoing)
    })
    return incoming.pipe(onward)
  })
  proxy.on('connect', (incoming, socket) => {
    if (incoming.headers['proxy-authorization'] !== wanted) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const port = Number((incoming.url ?? '').split(':')[1])
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  return proxy
}
