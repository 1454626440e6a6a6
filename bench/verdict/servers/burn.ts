import { createServer } from 'node:http'

/** Burns so many ms of CPU for each request, on one thread: a server that is bound by it, and queues in its event loop. */
const each = Number(process.argv[2] ?? 5)

function burn(): void {
  const { user, system } = process.threadCpuUsage()
  const until = user + system + each * 1000
  for (;;) {
    const now = process.threadCpuUsage()
    if (now.user + now.system >= until) return
  }
}

const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
  burn()
  response.end('ok')
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(`at http://127.0.0.1:${address.port}/`)
})
