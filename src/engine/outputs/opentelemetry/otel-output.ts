import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer'
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import type { MetricData } from '@opentelemetry/sdk-metrics'
import type { Millis } from '../../../base/units.ts'
import type { Figures } from '../load-figures.ts'
import type { OutputContext } from '../output-context.ts'
import type { Output, OutputStats } from '../output.ts'
import { inPieces } from '../pieces.ts'
import { makeQueue, type SendQueue } from '../sending/send-queue.ts'
import type { SeriesSum } from '../sum-book.ts'
import { metricsOf, metricsOfFigures, pointsIn } from './metric-data.ts'
import type { OtelConfig } from './otel-config.ts'
import { openTransport } from './open-transport.ts'
import { type OtelTransport, placeOf } from './otel-transport.ts'

/** Series in one request: well below the 4 MiB that gRPC takes. */
const AT_ONCE = 2000
const MOST_REPEATED = 20_000

/** Sends sums of every series by OTLP, as k6 does, and the figures of the load second by second. */
export class OtelOutput implements Output {
  readonly #config: OtelConfig
  readonly #context: OutputContext
  readonly #queue: SendQueue
  readonly #resource: Resource
  #transport: OtelTransport | undefined
  #figures: Figures[] = []
  #exportedUpTo = 0
  #timer: NodeJS.Timeout | undefined
  #exporting: Promise<void> | undefined

  constructor(config: OtelConfig, context: OutputContext) {
    this.#config = config
    this.#context = context
    this.#resource = resourceOf(config, context.facts.version)
    this.#queue = makeQueue({
      transport: async (parcel, signal) =>
        (await this.#transport?.send(parcel, signal)) ?? { kind: 'failed', reason: 'not open' },
      concurrency: 1,
      say: (text) => this.#say(text),
    })
  }

  get stats(): OutputStats {
    const { sent, queued, spooled, lost, reason } = this.#queue
    return { name: 'opentelemetry', destination: placeOf(this.#config), sent, queued, spooled, lost, reason }
  }

  readonly open = async (): Promise<void> => {
    this.#transport = await openTransport(this.#config)
    const { flushInterval, exportInterval } = this.#config
    if (flushInterval !== undefined) this.#say('K6_OTEL_FLUSH_INTERVAL has no effect: sums are a second old at most')
    this.#timer = setInterval(() => {
      this.#exporting ??= this.#export(Date.now()).finally(() => (this.#exporting = undefined))
    }, exportInterval)
  }

  readonly takeFigures = (figures: Figures): void => void this.#figures.push(figures)

  readonly close = async (patience: Millis): Promise<void> => {
    clearInterval(this.#timer)
    await this.#exporting
    await this.#export(Date.now())
    await this.#queue.close(patience)
    this.#transport?.close()
  }

  readonly abandon = (): void => this.#queue.abandon()

  /** Sums since the beginning, of every series: what is sent twice, or late, changes nothing. */
  async #export(now: number): Promise<void> {
    const { facts } = this.#context
    const { metricPrefix } = this.#config
    const span = { from: facts.anchor.epoch, to: now }
    let figures = metricsOfFigures(this.#figures, metricPrefix)
    this.#figures = []
    await inPieces(this.#due(), AT_ONCE, (piece) => {
      this.#offer([...metricsOf(piece, metricPrefix, span), ...figures])
      figures = []
    })
    this.#offer(figures)
  }

  /** Where there are very many series, those that did not change are not sent again. */
  #due(): readonly SeriesSum[] {
    const { sums } = this.#context
    const all = sums.since(0)
    const due = all.length <= MOST_REPEATED ? all : sums.since(this.#exportedUpTo)
    this.#exportedUpTo = sums.changes
    return due
  }

  #offer(metrics: readonly MetricData[]): void {
    if (metrics.length === 0) return
    const scopeMetrics = [{ scope: { name: 'k6' }, metrics: [...metrics] }]
    const body = ProtobufMetricsSerializer.serializeRequest({ resource: this.#resource, scopeMetrics })
    if (body !== undefined) this.#queue.offer({ body, count: pointsIn(metrics) })
  }

  #say(text: string): void {
    this.#context.say(`opentelemetry (${placeOf(this.#config)}) ${text}`)
  }
}

/** The variables of OpenTelemetry's own (OTEL_RESOURCE_ATTRIBUTES) count, but what is set here more. */
const resourceOf = ({ serviceName, serviceVersion }: OtelConfig, version: string): Resource =>
  defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': serviceName, 'service.version': serviceVersion ?? version }))
