import type { Millis } from '../../../base/units.ts'
import { HttpSender, type TlsChoices } from '../sending/http-sender.ts'
import { readAnswer } from '../sending/read-answer.ts'
import type { OtelConfig } from './otel-config.ts'
import { headersOf, type OtelTransport, placeOf } from './otel-transport.ts'
import { readPartialSuccess } from './partial-success.ts'

const TIMEOUT: Millis = 10_000

/** OTLP over HTTP, in protobuf. */
export function httpTransport(config: OtelConfig, files: TlsChoices): OtelTransport {
  const tls: TlsChoices = { rejectUnauthorized: !config.tlsInsecureSkipVerify, ...files }
  const sender = new HttpSender({ timeout: TIMEOUT, connections: 1, tls })
  const url = new URL(placeOf(config))
  const headers = { 'User-Agent': 'kneepoint', ...headersOf(config), 'Content-Type': 'application/x-protobuf' }
  return {
    send: async ({ body }, signal) => {
      try {
        const answer = await sender.send({ method: 'POST', url, headers, body, signal })
        const delivery = readAnswer(answer)
        return delivery.kind === 'delivered' ? readPartialSuccess(answer.body) : delivery
      } catch (error) {
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
      }
    },
    close: () => sender.close(),
  }
}
