import { Agent, type IncomingMessage, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type MessagePort, workerData } from 'node:worker_threads'

/** A request, ready to be sent. */
export interface PlainRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PlainAnswer {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export interface RequestWorkerData {
  readonly port: MessagePort
  /** Becomes 1 when the answers are there. */
  readonly signal: Int32Array
}

const agent = new Agent({ keepAlive: true })

/** Sends while the thread that asks is blocked. */
async function answerTo({ method, url, headers, body }: PlainRequest): Promise<PlainAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, { method, headers, agent }, resolve).on('error', reject).end(body)
  })
  const text = (await buffer(response)).toString()
  return { url, status: response.statusCode ?? 0, headers: response.headers, body: text }
}

const { port, signal } = workerData as RequestWorkerData

async function answerAll(requests: readonly PlainRequest[]): Promise<void> {
  port.postMessage(await Promise.all(requests.map((request) => answerTo(request).catch(() => undefined))))
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
}

port.on('message', (requests: readonly PlainRequest[]) => {
  void answerAll(requests)
})
