import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { canMakeNetworks, type Namespace, type NetworkPair, openNetworkPair } from '../support/network-pair.ts'
import { addUp, runProbeChild } from '../support/run-probe-child.ts'

/** Reads all that comes, and closes when it has. */
const sinkSource = `const server = require('node:net').createServer((socket) => socket.resume())
server.listen(0, '0.0.0.0', () => console.log(server.address().port))`

interface Sink extends AsyncDisposable {
  readonly to: string
}

async function startSink({ enter, address }: Namespace): Promise<Sink> {
  const [file, ...args] = [...enter, process.execPath, '-e', sinkSource]
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const port of createInterface(child.stdout)) return { to: `${address}:${port}`, ...ending(child) }
  throw new Error('nobody listens')
}

const ending = (child: ChildProcess): AsyncDisposable => ({
  [Symbol.asyncDispose]: async () => {
    const closed = once(child, 'close')
    child.kill()
    await closed
  },
})

/** Of a namespace that is new, so that it counts from 0; what is 0 is left out. */
function counterOf({ say }: Namespace, name: string): number {
  const value = new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(say('nstat', '-a', '-s'))?.[1]
  return Number(value ?? 0)
}

/** Tries to connect so often at once; nobody lets them in. */
const knock = ({ enter }: Namespace, port: number, times: number): ChildProcess => {
  const one = `(exec 3<>/dev/tcp/127.0.0.1/${port}) 2>/dev/null &`
  const [file, ...args] = [...enter, 'timeout', '3', 'bash', '-c', `${one.repeat(times)} wait`]
  return spawn(file, args, { stdio: 'ignore' })
}

const megabytes = 40
/** What Ethernet, IP and TCP put before the 1,448 bytes of a full segment; a link that takes several at once has it once for them. */
const HEADERS = 66 / 1448

/** Each number against the kernel's own of a network that nobody else uses. */
describe.runIf(process.platform === 'linux' && canMakeNetworks())('what the probes read of a network', () => {
  const open = (): NetworkPair => openNetworkPair()

  it('is the bytes that went over a link, headers and all, within 1 %, and the speed of the link', async () => {
    using network = open()
    await using sink = await startSink(network.far)
    const bytes = megabytes * 1e6
    const readings = await runProbeChild(network.near.enter, ['send', sink.to, String(bytes)])
    const link = readings.at(-1)?.links?.find(({ name }) => name === 'kp0')
    expect(link?.speed).toBe((Number(network.near.say('cat', '/sys/class/net/kp0/speed')) * 1e6) / 8)
    const sent = addUp(readings, ({ links }) => links?.find(({ name }) => name === 'kp0')?.sent)
    expect(sent).toBeGreaterThan(0.97 * bytes)
    expect(sent).toBeLessThan((1.03 + HEADERS) * bytes)
    const counted = Number(network.near.say('cat', '/sys/class/net/kp0/statistics/tx_bytes'))
    expect(Math.abs(sent - counted)).toBeLessThan(0.01 * counted)
  })

  it('is the share of the segments that had to be sent again, within a third', async () => {
    using network = open()
    await using sink = await startSink(network.far)
    const full = 'tc qdisc add dev kp0 root tbf rate 10mbit burst 8kb latency 10ms'
    network.near.say(...full.split(' '))
    const readings = await runProbeChild(network.near.enter, ['send', sink.to, '4000000'])
    const shares = readings.flatMap(({ tcp }) => tcp?.retransmitted ?? [])
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    const counted = counterOf(network.near, 'TcpRetransSegs') / counterOf(network.near, 'TcpOutSegs')
    expect(counted).toBeGreaterThan(0.005)
    expect(Math.abs(mean - counted)).toBeLessThan(counted / 3)
  })

  it('is the connections that a socket had no room for', async () => {
    using network = open()
    let knocking: ChildProcess | undefined
    const readings = await runProbeChild(network.near.enter, ['refuse', '9000', '2.5'], (line) => {
      if (line === 'listening') knocking = knock(network.near, 9000, 20)
    })
    if (knocking?.exitCode === null) await once(knocking, 'close')
    const overflows = readings.reduce((sum, { tcp }) => sum + (tcp?.listenOverflows ?? 0), 0)
    expect(overflows).toBeGreaterThan(10)
    expect(overflows).toBe(counterOf(network.near, 'TcpExtListenOverflows'))
  })
})
