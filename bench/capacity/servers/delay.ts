import { createServer } from 'node:http'

/** Answers each request after so many ms, however many there are: what stands behind a server that limits by itself. */
const delay = Number(process.argv[2] ?? 20)

const server = createServer((_, response) => {
  setTimeout(() => response.end('ok'), delay)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
