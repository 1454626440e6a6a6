import type { Millis } from '../../../base/units.ts'
import { HttpSender, type TlsChoices } from '../sending/http-sender.ts'
import type { Delivery, Parcel } from '../sending/parcel.ts'
import { readPemFiles } from '../sending/read-pem-files.ts'
import { readAnswer } from '../sending/read-answer.ts'
import type { PrometheusConfig } from './prometheus-config.ts'

const TIMEOUT: Millis = 10_000

/** Remote write 1.0 over HTTP. */
export class PrometheusClient {
  readonly #config: PrometheusConfig
  readonly #url: URL
  readonly #headers: Readonly<Record<string, string>>
  #sender: HttpSender | undefined

  constructor(config: PrometheusConfig) {
    this.#config = config
    this.#url = new URL(config.url)
    this.#headers = {
      ...authorization(config),
      ...config.headers,
      'User-Agent': 'kneepoint',
      'Content-Encoding': 'snappy',
      'Content-Type': 'application/x-protobuf',
      'X-Prometheus-Remote-Write-Version': '0.1.0',
    }
  }

  /** Throws when a certificate cannot be read. */
  async open(): Promise<void> {
    const { insecureSkipTLSVerify, tlsMinVersion, clientCertificate, clientCertificateKey } = this.#config
    const tls: TlsChoices = { rejectUnauthorized: !insecureSkipTLSVerify, minVersion: `TLSv${tlsMinVersion}` }
    const files = await readPemFiles({ cert: clientCertificate, key: clientCertificateKey })
    this.#sender = new HttpSender({ timeout: TIMEOUT, connections: 1, tls: { ...tls, ...files } })
  }

  /** Never rejects. */
  async write({ body }: Parcel, signal: AbortSignal): Promise<Delivery> {
    if (this.#sender === undefined) return { kind: 'failed', reason: 'not open' }
    try {
      const request = { method: 'POST', url: this.#url, headers: this.#headers, body, signal } as const
      return readAnswer(await this.#sender.send(request))
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  close(): void {
    this.#sender?.close()
  }
}

function authorization({ username, password, bearerToken }: PrometheusConfig): Readonly<Record<string, string>> {
  if (bearerToken !== undefined) return { Authorization: `Bearer ${bearerToken}` }
  if (username === undefined) return {}
  return { Authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` }
}
