import { createServer } from 'node:http'

/** Is gone after so many requests. */
const most = Number(process.argv[2] ?? 1000)
let count = 0

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  count += 1
  if (count > most) {
    server.closeAllConnections()
    server.close()
    setInterval(() => undefined, 60_000)
    return
  }
  setTimeout(() => response.end('ok'), 20)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
