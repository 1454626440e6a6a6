import { Client, credentials, type ChannelCredentials, Metadata, type ServiceError, status } from '@grpc/grpc-js'
import type { Millis } from '../../../base/units.ts'
import type { TlsChoices } from '../sending/http-sender.ts'
import type { Delivery, Parcel } from '../sending/parcel.ts'
import type { OtelConfig } from './otel-config.ts'
import { headersOf, type OtelTransport } from './otel-transport.ts'
import { readPartialSuccess } from './partial-success.ts'

const TIMEOUT: Millis = 10_000
const METHOD = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export'

/** What may end better another time (OTLP specification, "Failures"). */
const passing: ReadonlySet<status> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
  status.OUT_OF_RANGE,
  status.UNAVAILABLE,
  status.DATA_LOSS,
])

/** OTLP over gRPC. */
export function grpcTransport(config: OtelConfig, files: TlsChoices): OtelTransport {
  const client = new Client(config.grpcExporterEndpoint, credentialsOf(config, files), {
    // Tries come from our queue: a channel that waits longer by itself would sleep through them.
    'grpc.max_reconnect_backoff_ms': 1000,
  })
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(headersOf(config))) metadata.set(name, value)
  return {
    send: (parcel, signal) => exportOnce(client, metadata, parcel, signal),
    close: () => client.close(),
  }
}

function credentialsOf(config: OtelConfig, { ca, cert, key }: TlsChoices): ChannelCredentials {
  if (config.grpcExporterInsecure) return credentials.createInsecure()
  const pem = (text: string | undefined): Buffer | null => (text === undefined ? null : Buffer.from(text))
  return credentials.createSsl(pem(ca), pem(key), pem(cert), { rejectUnauthorized: !config.tlsInsecureSkipVerify })
}

function exportOnce(client: Client, metadata: Metadata, { body }: Parcel, signal: AbortSignal): Promise<Delivery> {
  return new Promise((resolve) => {
    const done = (error: ServiceError | null, answer?: Uint8Array): void => {
      signal.removeEventListener('abort', cancel)
      resolve(error === null ? readPartialSuccess(answer ?? new Uint8Array()) : failureOf(error))
    }
    const options = { deadline: Date.now() + TIMEOUT }
    const call = client.makeUnaryRequest(METHOD, asBuffer, asBytes, body, metadata, options, done)
    const cancel = (): void => call.cancel()
    signal.addEventListener('abort', cancel)
  })
}

const asBuffer = (body: Uint8Array): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength)
const asBytes = (answer: Buffer): Uint8Array => answer

const failureOf = ({ code, details }: ServiceError): Delivery => ({
  kind: passing.has(code) ? 'failed' : 'refused',
  reason: `${status[code]} ${details}`,
})
