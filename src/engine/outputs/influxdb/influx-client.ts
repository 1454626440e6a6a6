import { UserError } from '../../../base/errors.ts'
import type { Millis } from '../../../base/units.ts'
import { type HttpAnswer, HttpSender, textOf } from '../sending/http-sender.ts'
import type { Delivery, Parcel } from '../sending/parcel.ts'
import type { InfluxConfig } from './influx-config.ts'
import { errorIn, readWriteAnswer } from './write-answer.ts'

const TIMEOUT: Millis = 10_000
/** The run waits for this one. */
const OPEN_TIMEOUT: Millis = 2000

/** InfluxDB 1 over HTTP: makes the database, writes line protocol. */
export class InfluxClient {
  readonly #config: InfluxConfig
  readonly #sender: HttpSender
  readonly #headers: Readonly<Record<string, string>>
  readonly #writeUrl: URL

  constructor(config: InfluxConfig) {
    this.#config = config
    const { insecure, concurrentWrites, proxy, username, password } = config
    this.#sender = new HttpSender({
      timeout: TIMEOUT,
      connections: concurrentWrites,
      tls: { rejectUnauthorized: !insecure },
      proxy,
    })
    const basic = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')
    this.#headers = {
      'User-Agent': 'kneepoint',
      ...(username === undefined ? {} : { Authorization: `Basic ${basic}` }),
    }
    this.#writeUrl = this.#urlOf('/write', {
      db: config.db,
      precision: config.precision,
      rp: config.retention,
      consistency: config.consistency,
    })
  }

  /**
   * Makes the database. That nobody is there, or that the user may not, stops nothing: it may be there, or come later. Throws
   * when the server does not know the user.
   */
  async open(): Promise<void> {
    const answer = await this.#createDatabase(AbortSignal.timeout(OPEN_TIMEOUT)).catch(() => undefined)
    if (answer?.status !== 401) return
    throw new UserError(
      'OUTPUT_UNAUTHORIZED',
      `influxdb at ${this.#config.addr} refuses the user name or the password: ${errorIn(textOf(answer))}`,
    )
  }

  /** Never rejects. */
  async write({ body, count }: Parcel, signal: AbortSignal): Promise<Delivery> {
    try {
      const answer = await this.#sender.send({
        method: 'POST',
        url: this.#writeUrl,
        headers: { ...this.#headers, 'Content-Type': 'text/plain; charset=utf-8' },
        body,
        signal,
      })
      const delivery = readWriteAnswer(answer, count)
      if (delivery !== 'no-database') return delivery
      await this.#createDatabase(signal)
      return { kind: 'failed', reason: `there was no database "${this.#config.db}"` }
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  close(): void {
    this.#sender.close()
  }

  #createDatabase(signal: AbortSignal): Promise<HttpAnswer> {
    const name = this.#config.db.replaceAll(/[\\"]/g, String.raw`\$&`)
    const url = this.#urlOf('/query', { q: `CREATE DATABASE "${name}"` })
    return this.#sender.send({ method: 'POST', url, headers: this.#headers, signal })
  }

  #urlOf(path: string, query: Readonly<Record<string, string | undefined>>): URL {
    const url = new URL(this.#config.addr + path)
    for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, value)
    return url
  }
}
