import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request and where its answer goes. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What stands for the `*` of the path, decoded. */
  readonly rest: string
  readonly query: URLSearchParams
}

/** What is answered. */
export interface Reply {
  readonly status?: number
  readonly type: string
  readonly body: string
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
})

export const text = (body: string): Reply => ({ type: 'text/plain; charset=utf-8', body })

export function sendReply(response: ServerResponse, { status = 200, type, body }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}
