/**
 * A server whose response times are known: it keeps a request for as long as a law says, and measures itself how long it kept it,
 * since timers of a process are late. What it measured is the truth about what a client should have seen, but for the way there.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRng } from '../../src/base/rng.ts'
import { drawsOf } from '../../src/targets/service-law.ts'
import { pinned } from '../rivals/pinned.ts'

export type DelayLaw = 'none' | 'fixed' | 'lognormal'

export interface Kept {
  readonly count: number
  /** Milliseconds, at the shares asked for. */
  readonly at: readonly number[]
}

export interface DelayServer extends AsyncDisposable {
  readonly url: string
  /** Begins anew with this law, forgets what it measured, and measures from `after` milliseconds behind the next request on. */
  readonly begin: (law: DelayLaw, after?: number) => Promise<void>
  readonly kept: (shares: readonly number[]) => Promise<Kept>
}

/** Both laws have this mean, in milliseconds. */
export const MEAN_DELAY = 20

type Order = { readonly law: DelayLaw; readonly after: number } | { readonly shares: readonly number[] }

/** On a core of its own. */
export async function startDelayServer(core: number): Promise<DelayServer> {
  const [execPath, ...execArgv] = pinned(core, [process.execPath])
  const child = fork(import.meta.filename, ['serve'], { execPath, execArgv, stdio: 'inherit', env: process.env })
  const [port] = (await once(child, 'message')) as [number]
  const ask = async (order: Order): Promise<Kept> => {
    child.send(order)
    const [kept] = (await once(child, 'message')) as [Kept]
    return kept
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    begin: async (law, after = 0) => void (await ask({ law, after })),
    kept: async (shares) => {
      // Answers under way are measured too.
      await sleep(500)
      return ask({ shares })
    },
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

const ANSWER = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello')

if (process.argv[2] === 'serve') await serve()

async function serve(): Promise<void> {
  let draw: (() => number) | undefined
  let kept: number[] = []
  let skipped = 0
  let first: number | undefined
  const answer = (socket: Socket, since: number): void => {
    first ??= since
    if (since - first >= skipped) kept.push(performance.now() - since)
    socket.write(ANSWER)
  }
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', () => {
      const since = performance.now()
      if (draw === undefined) answer(socket, since)
      else setTimeout(answer, draw(), socket, since)
    })
  })
  process.on('disconnect', () => process.exit(0))
  process.on('message', (order: Order) => {
    if ('law' in order) {
      kept = []
      first = undefined
      skipped = order.after
      draw = drawOf(order.law)
    }
    process.send?.({ count: kept.length, at: 'law' in order ? [] : quantiles(kept, order.shares) })
  })
  server.listen(0, '127.0.0.1', 4096)
  await once(server, 'listening')
  process.send?.((server.address() as AddressInfo).port)
}

function drawOf(law: DelayLaw): (() => number) | undefined {
  if (law === 'none') return undefined
  return drawsOf[law === 'fixed' ? 'det' : 'lognormal'](MEAN_DELAY, seededRng(1))
}

function quantiles(values: readonly number[], shares: readonly number[]): readonly number[] {
  const sorted = Float64Array.from(values).sort()
  return shares.map((share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN)
}
