/**
 * CPU time for one GET against a server that does next to nothing: our client as `explore` and as scripts use it, undici's
 * dispatch with an empty handler, and autocannon. Each in its own process, in turns.
 *
 *     node bench/http-client.ts [requests] [connections] [rounds]
 */
import { fork } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { Client } from 'undici'
import { monotonicClock } from '../src/base/clock.ts'
import { PreparedRequest } from '../src/engine/http/prepared-request.ts'
import { makeHttpVu } from '../src/engine/http/testing/http-vu.ts'
import type { BlockingCall } from '../src/engine/modules/blocking.ts'
import { http } from '../src/engine/modules/http/module.ts'
import { loadHttp } from '../src/engine/modules/http/testing/http-module.ts'

const contenders = ['explore', 'k6/http', 'undici', 'autocannon'] as const
type Contender = (typeof contenders)[number]

interface Job {
  readonly url: string
  readonly requests: number
  readonly connections: number
}

const run: Readonly<Record<Contender, (job: Job) => Promise<void>>> = {
  explore,
  'k6/http': script,
  undici,
  autocannon: cannon,
}

const [role, ...args] = process.argv.slice(2)
if (role === 'server') await serve()
else if (contenders.some((name) => name === role)) await measure(role as Contender, args)
else await compare(process.argv.slice(2).map(Number))

async function compare([requests = 60_000, connections = 50, rounds = 3]: readonly number[]): Promise<void> {
  const server = fork(import.meta.filename, ['server'])
  const [port] = (await once(server, 'message')) as [number]
  const costs = new Map<Contender, number[]>(contenders.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of contenders) {
      const child = fork(import.meta.filename, [
        name,
        `http://127.0.0.1:${port}/`,
        String(requests),
        String(connections),
      ])
      const [cost] = (await once(child, 'message')) as [number]
      costs.get(name)?.push(cost)
    }
  }
  server.kill()
  const best = (name: Contender): number => Math.min(...(costs.get(name) ?? []))
  for (const name of contenders) {
    const all = (costs.get(name) ?? []).map((cost) => cost.toFixed(1)).join(' ')
    console.log(`${name.padEnd(10)} ${all} us of CPU per request; ${(best(name) / best('undici')).toFixed(2)} x undici`)
  }
}

/** The first quarter warms up. */
async function measure(name: Contender, [url = '', requests = '', connections = '']: readonly string[]): Promise<void> {
  const job = { url, requests: Number(requests), connections: Number(connections) }
  await run[name]({ ...job, requests: Math.ceil(job.requests / 4) })
  const before = process.cpuUsage()
  await run[name](job)
  const { user, system } = process.cpuUsage(before)
  process.send?.((user + system) / job.requests, () => process.exit())
}

async function serve(): Promise<void> {
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello')
  const server: Server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => socket.write(answer)).on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.(address.port)
}

/** Runs `connections` loops until `requests` are done in all; `one` makes a request and calls back. */
function loops({ requests, connections }: Job, make: () => (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let left = requests
    let running = connections
    for (let loop = 0; loop < connections; loop += 1) {
      const one = make()
      const next = (): void => {
        left -= 1
        if (left >= 0) return one(next)
        running -= 1
        if (running === 0) resolve()
      }
      next()
    }
  })
}

function explore(job: Job): Promise<void> {
  const { vu } = makeHttpVu(monotonicClock())
  return loops(job, () => {
    const request = new PreparedRequest(vu(), { method: 'GET', url: job.url, headers: {}, body: undefined })
    return (done) => request.start({ resume: done })
  })
}

/** Without the cost of running a script. */
function script(job: Job): Promise<void> {
  const { vu } = loadHttp()
  return loops(job, () => {
    const module = http({ ...vu })['default'] as { readonly get: (url: string) => BlockingCall }
    return (done) =>
      module.get(job.url).start({
        resume: done,
        fail: (error) => {
          throw error
        },
      })
  })
}

function undici(job: Job): Promise<void> {
  const { origin } = new URL(job.url)
  return loops(job, () => {
    const client = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 })
    const options = { path: '/', method: 'GET' as const }
    return (done) =>
      client.dispatch(options, {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: done,
        onResponseError(_, error) {
          throw error
        },
      })
  })
}

async function cannon({ url, requests, connections }: Job): Promise<void> {
  await autocannon({ url, amount: requests, connections })
}
