import type { Millis } from '../../../base/units.ts'
import type { Figure, Figures } from '../load-figures.ts'
import type { OutputContext } from '../output-context.ts'
import type { Output, OutputStats } from '../output.ts'
import { inPieces } from '../pieces.ts'
import { makeQueue, type SendQueue } from '../sending/send-queue.ts'
import { type Label, labelsOf } from './labels.ts'
import type { PrometheusConfig } from './prometheus-config.ts'
import { PrometheusClient } from './prometheus-client.ts'
import { seriesOf, unitOf } from './series.ts'
import { encodeSeries, encodeStale, type TimeSeries } from './write-request.ts'

/** Series of ours in one request: a body stays below what receivers take, and few labels are made at a time. */
const AT_ONCE = 2000

/** Sends sums of every series by remote write, as k6 does, and the figures of the load second by second. */
export class PrometheusOutput implements Output {
  readonly #config: PrometheusConfig
  readonly #context: OutputContext
  readonly #client: PrometheusClient
  readonly #queue: SendQueue
  /** Of every figure that was ever sent, for the markers at the end. */
  readonly #figuresSent = new Map<string, readonly Label[]>()
  #figures: Figures[] = []
  #sentUpTo = 0
  #lastPush = 0
  #timer: NodeJS.Timeout | undefined
  #pushing: Promise<void> | undefined

  constructor(config: PrometheusConfig, context: OutputContext) {
    this.#config = config
    this.#context = context
    this.#client = new PrometheusClient(config)
    const client = this.#client
    this.#queue = makeQueue({
      transport: (parcel, signal) => client.write(parcel, signal),
      // Prometheus wants the samples of a series in the order of their times.
      concurrency: 1,
      say: (text) => context.say(`prometheus (${config.url}) ${text}`),
    })
  }

  get stats(): OutputStats {
    const { sent, queued, spooled, lost, reason } = this.#queue
    return { name: this.#config.kind, destination: this.#config.url, sent, queued, spooled, lost, reason }
  }

  readonly open = async (): Promise<void> => {
    await this.#client.open()
    this.#timer = setInterval(() => {
      this.#pushing ??= this.#push(Date.now()).finally(() => (this.#pushing = undefined))
    }, this.#config.pushInterval)
  }

  readonly takeFigures = (figures: Figures): void => {
    this.#figures.push(figures)
    if (!this.#config.staleMarkers) return
    for (const { name, tags } of figures.figures) this.#figuresSent.set(keyOf({ name, tags }), labelsOf(name, tags))
  }

  readonly close = async (patience: Millis): Promise<void> => {
    clearInterval(this.#timer)
    await this.#pushing
    await this.#push(Math.max(Date.now(), this.#lastPush + 1))
    if (this.#config.staleMarkers) await this.#endSeries(this.#lastPush + 1)
    await this.#queue.close(patience)
    this.#client.close()
  }

  readonly abandon = (): void => this.#queue.abandon()

  /** Everything that changed since the last time, as it stands now. */
  async #push(now: number): Promise<void> {
    const { sums } = this.#context
    const changed = sums.since(this.#sentUpTo)
    let figures = figureSeries(this.#figures)
    this.#sentUpTo = sums.changes
    this.#figures = []
    this.#lastPush = now
    await inPieces(changed, AT_ONCE, (piece) => {
      this.#offer([...piece.flatMap((sum) => seriesOf(sum, this.#config, now)), ...figures])
      figures = []
    })
    this.#offer(figures)
  }

  #offer(series: readonly TimeSeries[]): void {
    if (series.length === 0) return
    const count = series.reduce((sum, one) => sum + pointsIn(one), 0)
    this.#queue.offer({ body: encodeSeries(series), count })
  }

  async #endSeries(at: number): Promise<void> {
    const end = (labels: readonly (readonly Label[])[]): void => {
      if (labels.length > 0) this.#queue.offer({ body: encodeStale(labels, at), count: labels.length })
    }
    await inPieces(this.#context.sums.since(0), AT_ONCE, (piece) =>
      end(piece.flatMap((sum) => seriesOf(sum, this.#config, at).map(({ labels }) => labels))),
    )
    end([...this.#figuresSent.values()])
  }
}

const pointsIn = ({ samples = [], histograms = [] }: TimeSeries): number => samples.length + histograms.length

/** One series for each figure, with the value of each second. */
function figureSeries(seconds: readonly Figures[]): readonly TimeSeries[] {
  const series = new Map<
    string,
    { readonly labels: readonly Label[]; readonly samples: { value: number; timestamp: number }[] }
  >()
  for (const { at, figures } of seconds) {
    for (const figure of figures) {
      const key = keyOf(figure)
      let one = series.get(key)
      if (one === undefined) series.set(key, (one = { labels: labelsOf(figure.name, figure.tags), samples: [] }))
      one.samples.push({ value: figure.value / unitOf(figure.contains), timestamp: at })
    }
  }
  return [...series.values()]
}

const keyOf = ({ name, tags }: Pick<Figure, 'name' | 'tags'>): string => JSON.stringify([name, tags])
