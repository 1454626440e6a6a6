/** autocannon and undici's bare dispatch, each to be run as a process: `node node-peers.ts autocannon|undici JOB`. */
import autocannon from 'autocannon'
import { Client } from 'undici'

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

const [, file, peer, job] = process.argv
if (file === import.meta.filename && job !== undefined) await peers[peer as Peer](JSON.parse(job) as PeerJob)

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
  for (let connection = 0; connection < connections; connection += 1) {
    const client = new Client(origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { rejectUnauthorized: false },
    })
    const handler = {
      onRequestStart() {},
      onResponseStart() {},
      onResponseData() {},
      onResponseEnd: () => next(),
      onResponseError(_: unknown, error: Error) {
        throw error
      },
    }
    const next = (): unknown => client.dispatch(request, handler)
    next()
  }
  return new Promise((resolve) => {
    setTimeout(resolve, duration * 1000)
  })
}
