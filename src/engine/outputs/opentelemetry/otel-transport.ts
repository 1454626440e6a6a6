import type { Delivery, Parcel } from '../sending/parcel.ts'
import type { OtelConfig } from './otel-config.ts'

export interface OtelTransport {
  /** Never rejects. */
  readonly send: (parcel: Parcel, signal: AbortSignal) => Promise<Delivery>
  readonly close: () => void
}

/** Where it sends to, for people. */
export function placeOf(config: OtelConfig): string {
  if (config.exporterProtocol === 'grpc') return `grpc ${config.grpcExporterEndpoint}`
  const { httpExporterInsecure, httpExporterEndpoint, httpExporterURLPath } = config
  return `http${httpExporterInsecure ? '' : 's'}://${httpExporterEndpoint}${httpExporterURLPath}`
}

/** Headers of every request. */
export function headersOf({ headers, username, password }: OtelConfig): Readonly<Record<string, string>> {
  if (username === undefined) return headers
  return { ...headers, Authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` }
}
