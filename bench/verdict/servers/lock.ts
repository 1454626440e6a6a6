import { createServer } from 'node:http'

/** A lock that each request holds for so many ms, without any CPU: no resource is full when the server is. */
const held = Number(process.argv[2] ?? 5)
let free = Promise.resolve()

const rest = (millis: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, millis)
  })

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  free = free.then(() => rest(held)).then(() => void response.end('ok'))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
