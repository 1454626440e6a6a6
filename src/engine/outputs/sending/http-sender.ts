import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { SecureVersion } from 'node:tls'
import type { Bytes, Millis } from '../../../base/units.ts'

/** What a connection is made with; PEM texts. */
export interface TlsChoices {
  readonly rejectUnauthorized?: boolean
  readonly minVersion?: SecureVersion
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

export interface HttpSenderOptions {
  readonly timeout: Millis
  readonly connections: number
  readonly tls?: TlsChoices
  /** URL of a proxy; undefined: none. */
  readonly proxy?: string | undefined
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Its beginning, where it is long. */
  readonly body: Uint8Array
}

export const textOf = ({ body }: HttpAnswer): string => Buffer.from(body).toString('utf8')

/** Of an answer, more is read but not kept. */
const MOST_KEPT: Bytes = 64 * 1024

/** Sends requests over connections that stay open. Rejects where there is no answer; the message says why. */
export class HttpSender {
  readonly #timeout: Millis
  readonly #agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent }

  constructor({ timeout, connections, tls = {}, proxy }: HttpSenderOptions) {
    this.#timeout = timeout
    const proxyEnv = proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }
    const shared = { keepAlive: true, maxSockets: connections, ...proxyEnv }
    this.#agents = { 'http:': new HttpAgent(shared), 'https:': new HttpsAgent({ ...shared, ...tls }) }
  }

  async send({ method, url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const given = [AbortSignal.timeout(this.#timeout), ...(signal === undefined ? [] : [signal])]
    const length = body === undefined ? {} : { 'Content-Length': String(body.length) }
    const options = { method, headers: { ...headers, ...length }, signal: AbortSignal.any(given) }
    const answered = Promise.withResolvers<IncomingMessage>()
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: this.#agents['https:'] }, answered.resolve)
        : httpRequest(url, { ...options, agent: this.#agents['http:'] }, answered.resolve)
    request.on('error', answered.reject)
    request.end(body)
    try {
      const response = await answered.promise
      return { status: response.statusCode ?? 0, body: await beginningOf(response) }
    } catch (error) {
      throw new Error(reasonOf(error, this.#timeout), { cause: error })
    }
  }

  close(): void {
    this.#agents['http:'].destroy()
    this.#agents['https:'].destroy()
  }
}

async function beginningOf(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    if (length < MOST_KEPT) chunks.push(chunk)
    length += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, MOST_KEPT)
}

/** Happy Eyeballs puts the reasons of each address into an error without a message. */
function reasonOf(error: unknown, timeout: Millis): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0], timeout)
  if (!(error instanceof Error)) return String(error)
  const isLate = error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError')
  return isLate ? `no answer within ${timeout / 1000} s` : error.message
}
