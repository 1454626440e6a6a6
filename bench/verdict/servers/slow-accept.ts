import { createServer } from 'node:http'

/** Takes so many ms for each request on its only thread, and lets only a few connections wait to be accepted. */
const [each = 5, backlog = 4] = process.argv.slice(2).map(Number)

const server = createServer((_, response) => {
  const until = performance.now() + each
  while (performance.now() < until);
  response.setHeader('connection', 'close').end('ok')
})
server.listen({ port: 0, host: '127.0.0.1', backlog }, () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
