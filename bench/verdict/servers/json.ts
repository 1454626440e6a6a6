import { createServer } from 'node:http'

/** Answers so many KB of JSON at once. */
const size = Number(process.argv[2] ?? 100) * 1000
const row = { name: 'an article', tags: ['a', 'b', 'c'], price: 12.5 }
const count = Math.ceil(size / JSON.stringify(row).length)
const body = Buffer.from(JSON.stringify(Array.from({ length: count }, (_, id) => ({ ...row, id }))))

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  response.setHeader('content-type', 'application/json').end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
