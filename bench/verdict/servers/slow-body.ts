import { createServer, type ServerResponse } from 'node:http'

/** The head comes at once; bodies of so many KB share so many KB/s, one after another. */
const [perSecond = 2000, size = 20] = process.argv.slice(2).map(Number)
const body = Buffer.alloc(size * 1000, 'x')
const waiting: ServerResponse[] = []
const began = performance.now()
let sent = 0

setInterval(() => {
  const due = Math.floor(((performance.now() - began) / 1000) * (perSecond / size))
  // What was not asked for in time is no credit for later.
  if (waiting.length === 0) sent = due
  for (; sent < due && waiting.length > 0; sent += 1) waiting.shift()?.end(body)
}, 5)

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  response.writeHead(200, { 'content-length': body.length }).flushHeaders()
  waiting.push(response)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
