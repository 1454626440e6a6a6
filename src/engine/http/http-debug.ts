import type { Exchange, WireRequest } from './exchange.ts'
import type { HttpWorker } from './http-vu.ts'
import type { RawHeaders } from './outcome.ts'

/** `httpDebug`: shows every request and response as it goes over the wire, with bodies if wanted. */
export class HttpDebug {
  readonly #worker: HttpWorker
  readonly showsBodies: boolean

  constructor(worker: HttpWorker, showsBodies: boolean) {
    this.#worker = worker
    this.showsBodies = showsBodies
  }

  request({ options }: WireRequest): void {
    const { method, path, headers, body } = options
    const lines = Array.isArray(headers) ? pairs(headers) : []
    const shown = this.showsBodies && body instanceof Uint8Array ? Buffer.from(body).toString() : ''
    this.#show('Request', [`${method} ${path} HTTP/1.1`, ...lines], shown)
  }

  response(exchange: Exchange): void {
    const { failure, statusText, headers, peer } = exchange
    if (failure !== undefined) return
    const first = `${peer.proto} ${statusText}`
    this.#show('Response', [first, ...received(headers)], this.showsBodies ? exchange.readBody().toString() : '')
  }

  #show(what: string, head: readonly string[], body: string): void {
    this.#worker.log('info', `${what}:\n${head.join('\n')}\n\n${body}\n`, 'engine')
  }
}

const pairs = (flat: readonly unknown[]): string[] =>
  flat.flatMap((name, index) => (index % 2 === 0 ? [`${String(name)}: ${String(flat[index + 1])}`] : []))

const received = (headers: RawHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => `${name}: ${one}`),
  )
