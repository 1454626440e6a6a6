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
function dispatch({ url, connections, duration, body }: PeerJob): Promise<void> {
  const { origin, pathname: path } = new URL(url)
  const request =
    body === undefined
      ? { path, method: 'GET' as const }
      : { path, method: 'POST' as const, body, headers: JSON_HEADERS }
  const clients = Array.from({ length: connections }, () => new Requester(origin, request))
  for (const client of clients) client.send()
  return new Promise((resolve) => {
    setTimeout(resolve, duration * 1000)
  })
}

/** One connection, that sends one request after the other. */
class Requester {
  readonly #client: Client
  readonly #request: Dispatcher.DispatchOptions

  constructor(origin: string, request: Dispatcher.DispatchOptions) {
    const connect = { rejectUnauthorized: false }
    this.#client = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect })
    this.#request = request
  }

  send(): void {
    this.#client.dispatch(this.#request, this)
  }

  onRequestStart(): void {}
  onResponseStart(): void {}
  onResponseData(): void {}
  onResponseEnd(): void {
    this.send()
  }
  onResponseError(_: unknown, error: Error): void {
    throw error
  }
}

const [, file, peer, job] = process.argv
if (file === import.meta.filename && job !== undefined) await peers[peer as Peer](JSON.parse(job) as PeerJob)
