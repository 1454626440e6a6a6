import type { Figures } from '../load-figures.ts'
import type { OutputContext } from '../output-context.ts'
import type { Output, OutputStats } from '../output.ts'
import { NO_ROOM, type Samples, writeLines } from '../samples.ts'
import { TextBatcher } from '../sending/text-batcher.ts'
import { makeQueue, type SendQueue } from '../sending/send-queue.ts'
import { InfluxClient } from './influx-client.ts'
import type { InfluxConfig } from './influx-config.ts'
import { figureLines, influxLines } from './influx-lines.ts'

/** Sends every sample to InfluxDB 1, as k6 does. */
export class InfluxOutput implements Output {
  readonly #config: InfluxConfig
  readonly #context: OutputContext
  readonly #client: InfluxClient
  readonly #queue: SendQueue
  readonly #batcher: TextBatcher
  readonly #line: ReturnType<typeof influxLines>
  #timer: NodeJS.Timeout | undefined

  constructor(config: InfluxConfig, context: OutputContext) {
    this.#config = config
    this.#context = context
    this.#client = new InfluxClient(config)
    const client = this.#client
    this.#queue = makeQueue({
      transport: (parcel, signal) => client.write(parcel, signal),
      concurrency: config.concurrentWrites,
      say: (text) => context.say(`influxdb (${this.#destination}) ${text}`),
    })
    this.#batcher = new TextBatcher((parcel) => this.#queue.offer(parcel))
    // Main counts as a worker: it has series of its own.
    this.#line = influxLines({ ...config, workers: context.facts.threads + 1 })
  }

  get stats(): OutputStats {
    const { sent, spooled, lost, reason } = this.#queue
    const queued = this.#queue.queued + this.#batcher.count
    return { name: 'influxdb', destination: this.#destination, sent, queued, spooled, lost, reason }
  }

  readonly open = async (): Promise<void> => {
    await this.#client.open()
    this.#timer = setInterval(() => this.#batcher.flush(), this.#config.pushInterval)
  }

  readonly takeSamples = (samples: Samples): void => {
    this.#queue.lose(samples.batch.lost, NO_ROOM)
    const add = (text: string, count: number): void => this.#batcher.add(text, count)
    const refused = writeLines(samples, this.#context.clock, this.#line, add)
    this.#queue.lose(refused, 'InfluxDB has no infinite numbers')
  }

  readonly takeFigures = (figures: Figures): void => {
    this.#batcher.add(figureLines(figures, this.#config.precision), figures.figures.length)
  }

  readonly close = async (patience: number): Promise<void> => {
    clearInterval(this.#timer)
    this.#batcher.flush()
    await this.#queue.close(patience)
    this.#client.close()
  }

  readonly abandon = (): void => this.#queue.abandon()

  get #destination(): string {
    return `${this.#config.addr}/${this.#config.db}`
  }
}
