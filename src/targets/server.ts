import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Clock } from '../base/clock.ts'
import type { ConfiguredModel } from './model.ts'
import { pumpPeriod, Target } from './target.ts'

export interface TargetServerOptions {
  /** Sent with every answer as `x-target-model`. */
  readonly name: string
  readonly model: ConfiguredModel
  readonly clock: Clock
  readonly seed: number
}

export interface TargetServer {
  readonly http: Server
  /** Answers what is open, then closes every connection. */
  readonly close: () => Promise<void>
}

const bodies: Readonly<Record<number, string>> = {
  200: 'ok\n',
  429: 'too many requests\n',
  500: 'error\n',
  503: 'overloaded\n',
  504: 'timed out\n',
}

interface PreparedAnswer {
  readonly headers: readonly string[]
  readonly body: Buffer
}

function prepareAnswers(name: string): (status: number) => PreparedAnswer {
  const made = new Map<number, PreparedAnswer>()
  return (status) => {
    const known = made.get(status)
    if (known !== undefined) return known
    const body = Buffer.from(bodies[status] ?? '\n')
    const headers = ['content-type', 'text/plain', 'content-length', String(body.length), 'x-target-model', name]
    const prepared = { headers, body }
    made.set(status, prepared)
    return prepared
  }
}

/** A closed connection is found out when the answer is due, not before: the simulated server works on, as real ones do. */
function replyWith(
  answerFor: (status: number) => PreparedAnswer,
): (response: ServerResponse, status: number) => boolean {
  return (response, status) => {
    if (response.destroyed) return false
    const { headers, body } = answerFor(status)
    response.sendDate = false
    response.writeHead(status, [...headers])
    response.end(body)
    return true
  }
}

function sendJson(response: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value, (_key, part: unknown) => part ?? null)
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(`${text}\n`)
}

/** Serves a simulated target: any method and path is work, but `GET /truth`, `GET /counts` and `POST /reset`. Not yet listening. */
export function createTargetServer(options: TargetServerOptions): TargetServer {
  const target = new Target({ ...options, reply: replyWith(prepareAnswers(options.name)) })
  const services = new Map<string, () => unknown>([
    ['GET /truth', () => target.report()],
    ['GET /counts', () => target.counts()],
    ['POST /reset', () => (target.reset(), target.counts())],
  ])
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET') request.resume()
    const service = request.url?.length === 1 ? undefined : services.get(`${request.method} ${request.url}`)
    if (service === undefined) target.arrive(response)
    else sendJson(response, service())
  }
  // Idle users with long think times must find their connection open; 0 turns the limits and their per-connection checks off.
  const http = createServer({ keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 }, serve)
  const pump = setInterval(() => target.pump(), pumpPeriod)
  const close = async (): Promise<void> => {
    clearInterval(pump)
    const closed = new Promise<void>((resolve) => {
      http.close(() => resolve())
    })
    target.reset()
    http.closeAllConnections()
    await closed
  }
  return { http, close }
}
