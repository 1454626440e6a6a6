import { createServer } from 'node:http'

/** Every request above so many at once is never answered, and keeps its connection: something behind the server has died of it. */
const most = Number(process.argv[2] ?? 4)
const serviceTime = 20
let inside = 0

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  if (inside >= most) return
  inside += 1
  setTimeout(() => {
    inside -= 1
    response.end('ok')
  }, serviceTime)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
