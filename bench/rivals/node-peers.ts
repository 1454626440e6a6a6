/** autocannon and undici's bare dispatch, each to be run as a process: `node node-peers.ts autocannon|undici JOB`. */
import autocannon from 'autocannon'
import { Client, type Dispatcher } from 'undici'

export interface PeerJob {
  readonly url: string
  readonly connections: number
  /** Seconds. */
  readonly duration: number
  /** A body makes it a POST of JSON. */
  readonly body?: string
  /** Of undici: requests per second of all connections together; as many as go unless it is given. */
  readonly rate?: number
}

const JSON_HEADERS = { 'content-type': 'application/json' }
type Peer = 'autocannon' | 'undici'
const peers: Readonly<Record<Peer, (job: PeerJob) => Promise<void>>> = { autocannon: cannon, undici: dispatch }

export const peerCommand = (peer: Peer, job: PeerJob): readonly string[] => [
  process.execPath,
  import.meta.filename,
  peer,
  JSON.stringify(job),
]

async function cannon({ body, ...job }: PeerJob): Promise<void> {
  await autocannon({ ...job, ...(body === undefined ? {} : { method: 'POST', body, headers: JSON_HEADERS }) })
}

/** A handler that looks at nothing: what undici itself costs. */
function dispatch({ url, connections, duration, body, rate }: PeerJob): Promise<void> {
  const { origin, pathname: path } = new URL(url)
  const request =
    body === undefined
      ? { path, method: 'GET' as const }
      : { path, method: 'POST' as const, body, headers: JSON_HEADERS }
  const clients = Array.from({ length: connections }, () => new Requester(origin, request))
  if (rate === undefined) for (const client of clients) client.goOn()
  else sendAt(rate, clients)
  return new Promise((resolve) => {
    setTimeout(resolve, duration * 1000)
  })
}

/** One connection. */
class Requester {
  readonly #client: Client
  readonly #request: Dispatcher.DispatchOptions
  #goesOn = false
  isBusy = false

  constructor(origin: string, request: Dispatcher.DispatchOptions) {
    const connect = { rejectUnauthorized: false }
    this.#client = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect })
    this.#request = request
  }

  /** Sends one request after the other. */
  goOn(): void {
    this.#goesOn = true
    this.send()
  }

  send(): void {
    this.isBusy = true
    this.#client.dispatch(this.#request, this)
  }

  onRequestStart(): void {}
  onResponseStart(): void {}
  onResponseData(): void {}
  onResponseEnd(): void {
    this.isBusy = false
    if (this.#goesOn) this.send()
  }
  onResponseError(_: unknown, error: Error): void {
    throw error
  }
}

/** Each in its turn, at the times when requests are due; one whose turn it is while it waits is passed over. */
function sendAt(rate: number, clients: readonly Requester[]): void {
  const began = performance.now()
  let sent = 0
  setInterval(() => {
    const due = ((performance.now() - began) / 1000) * rate
    for (; sent < due; sent += 1) {
      const client = clients[sent % clients.length]
      if (client?.isBusy === false) client.send()
    }
  }, 1)
}

const [, file, peer, job] = process.argv
if (file === import.meta.filename && job !== undefined) await peers[peer as Peer](JSON.parse(job) as PeerJob)
