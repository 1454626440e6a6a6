import { connect, createServer } from 'node:net'
import { once } from 'node:events'
import { startHostProbe } from '../../src/probes/host-probe.ts'

/**
 * Reads its host from wherever it was started (a network namespace, a control group) while it does some work, and writes each reading
 * on a line of its own: `node probe-child.ts burn SECONDS | send HOST:PORT BYTES | refuse PORT SECONDS`.
 */
const [work = '', ...args] = process.argv.slice(2)
const probe = startHostProbe()
// The thread of the probe keeps no process alive.
const alive = setInterval(() => undefined, 60_000)

function nextReading(): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = probe.readings.subscribe(() => {
      unsubscribe()
      resolve()
    })
  })
}

/** One that covers all that was before now; those that waited while the event loop was busy come at once, and do not. */
async function nextFreshReading(): Promise<void> {
  const since = performance.now()
  do await nextReading()
  while (performance.now() - since < 500)
}

function spin(millis: number): void {
  const until = performance.now() + millis
  while (performance.now() < until);
}

/** In slices, so that readings get through. */
async function burn(seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    spin(50)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function send(to: string, bytes: number): Promise<void> {
  const [host = '', port = ''] = to.split(':')
  const socket = connect(Number(port), host)
  socket.end(Buffer.alloc(bytes))
  // It closes when the other side has read all of it.
  await once(socket.resume(), 'close')
}

/** Listens, but lets nobody in: its event loop has no time. */
async function refuse(port: number, seconds: number): Promise<void> {
  const server = createServer().listen({ port, host: '127.0.0.1', backlog: 1 })
  await once(server, 'listening')
  process.stdout.write('listening\n')
  spin(seconds * 1000)
  server.close()
}

await nextReading()
probe.readings.subscribe(() => process.stdout.write(`${JSON.stringify(probe.readings.get())}\n`))
process.stdout.write('begun\n')
if (work === 'burn') await burn(Number(args[0]))
if (work === 'send') await send(args[0] ?? '', Number(args[1]))
if (work === 'refuse') await refuse(Number(args[0]), Number(args[1]))
await nextFreshReading()
await probe.close()
clearInterval(alive)
