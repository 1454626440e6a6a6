import { readPemFiles } from '../sending/read-pem-files.ts'
import { grpcTransport } from './grpc-transport.ts'
import { httpTransport } from './http-transport.ts'
import type { OtelConfig } from './otel-config.ts'
import type { OtelTransport } from './otel-transport.ts'

/** Throws when a certificate cannot be read. */
export async function openTransport(config: OtelConfig): Promise<OtelTransport> {
  const { tlsCertificate: ca, tlsClientCertificate: cert, tlsClientKey: key } = config
  const files = await readPemFiles({ ca, cert, key })
  return config.exporterProtocol === 'grpc' ? grpcTransport(config, files) : httpTransport(config, files)
}
