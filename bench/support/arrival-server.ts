/** A server in a process of its own that answers at once and knows when each request came. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** How much later than an even schedule requests came, in ms. */
export interface Lateness {
  readonly requests: number
  readonly p50: number | undefined
  readonly p99: number | undefined
  readonly max: number | undefined
}

export interface ArrivalServer extends AsyncDisposable {
  readonly url: string
  /** Forgets what came. */
  readonly reset: () => Promise<void>
  readonly lateness: (rate: number) => Promise<Lateness>
}

type Question = { readonly ask: 'reset' } | { readonly ask: 'lateness'; readonly rate: number }

export async function startArrivalServer(): Promise<ArrivalServer> {
  const child = fork(import.meta.filename, ['serve'])
  const [port] = (await once(child, 'message')) as [number]
  const ask = async (question: Question): Promise<Lateness> => {
    child.send(question)
    const [answer] = (await once(child, 'message')) as [Lateness]
    return answer
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    reset: async () => void (await ask({ ask: 'reset' })),
    lateness: (rate) => ask({ ask: 'lateness', rate }),
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

const MOST = 2_000_000
const RESPONSE = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok')
const END = '\r\n\r\n'

if (process.argv[2] === 'serve') serve()

/** Requests have no body; one chunk holds one request, or several where a client pipelines. */
function serve(): void {
  const cameAt = new Float64Array(MOST)
  let count = 0
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const now = performance.now()
      for (let at = chunk.indexOf(END); at >= 0; at = chunk.indexOf(END, at + END.length)) {
        if (count < MOST) cameAt[count] = now
        count += 1
        socket.write(RESPONSE)
      }
    })
  })
  server.listen(0, '127.0.0.1', 4096, () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', (question: Question) => {
    if (question.ask === 'lateness')
      process.send?.(latenessOf(cameAt.subarray(0, Math.min(count, MOST)), question.rate))
    else {
      count = 0
      process.send?.({ requests: 0 })
    }
  })
  process.on('disconnect', () => process.exit(0))
}

/** The first second, in which clients and connections warm up, is left out; the schedule is the earliest that fits. */
function latenessOf(cameAt: Float64Array, rate: number): Lateness {
  const times = cameAt.slice(Math.round(rate))
  const interval = 1000 / rate
  let earliest = Infinity
  times.forEach((time, index) => (earliest = Math.min(earliest, time - index * interval)))
  const late = times.map((time, index) => time - index * interval - earliest).sort()
  const at = (share: number): number | undefined => late[Math.floor(share * (late.length - 1))]
  return { requests: cameAt.length, p50: at(0.5), p99: at(0.99), max: late.at(-1) }
}
