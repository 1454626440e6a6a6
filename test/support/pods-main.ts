import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Servers that name themselves, in one process of their own: `node pods-main.ts '{"a": 0, "b": 30}'`, each with its delay in ms. */
const delays = JSON.parse(process.argv[2] ?? '{}') as Record<string, number>

function serve(name: string, delay: number): Server {
  return createServer({ keepAliveTimeout: 0 }, (_, response) => {
    response.setHeader('X-Pod', name)
    setTimeout(() => response.end(`served by ${name}`), delay)
  })
}

const ports: Record<string, number> = {}
for (const [name, delay] of Object.entries(delays)) {
  const server = serve(name, delay)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  ports[name] = (server.address() as AddressInfo).port
}
process.on('disconnect', () => process.exit())
process.send?.(ports)
