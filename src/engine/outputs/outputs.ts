import { Worker } from 'node:worker_threads'
import { UserError } from '../../base/errors.ts'
import type { Millis } from '../../base/units.ts'
import type { MetricDelta } from '../metrics/delta.ts'
import { buffersOf, type SampleBatch } from '../metrics/sample-log.ts'
import type { Figures } from './load-figures.ts'
import type { RunFacts } from './output-context.ts'
import { needs, type OutputConfig } from './output-kinds.ts'
import { type OutputStats, samplesIn } from './output.ts'
import type { FromOutputs, ToOutputs } from './protocol.ts'

export interface OutputsOptions {
  /** At least one. */
  readonly configs: readonly OutputConfig[]
  readonly facts: RunFacts
  /** Told what the operator should know, in one line. */
  readonly onSaid: (text: string) => void
}

/** Samples that the thread may be behind; what comes beyond is lost, so that a slow disk fills no memory. 20 bytes each. */
const MOST_BEHIND = 4_000_000

/** The outputs of a run as main sees them: they work in a thread of their own, and nobody waits for them before the end. */
export class Outputs {
  readonly needsSamples: boolean
  readonly #needsSums: boolean
  readonly #thread = new Worker(entryUrl, { name: 'kneepoint-outputs' })
  readonly #onSaid: (text: string) => void
  readonly #opened = Promise.withResolvers<readonly string[]>()
  readonly #closed = Promise.withResolvers<void>()
  #stats: readonly OutputStats[] = []
  #behind = 0
  #breakdown: string | undefined

  private constructor({ configs, facts, onSaid }: OutputsOptions) {
    this.needsSamples = configs.some(({ kind }) => needs[kind] === 'samples')
    this.#needsSums = configs.some(({ kind }) => needs[kind] === 'sums')
    this.#onSaid = onSaid
    this.#thread.on('message', (message: FromOutputs) => this.#receive(message))
    this.#thread.on('error', (error) => this.#breakDown(error))
    this.#post({ type: 'open', configs, facts })
  }

  /** Throws when one of them can never work. */
  static async open(options: OutputsOptions): Promise<Outputs> {
    const outputs = new Outputs(options)
    const problems = await outputs.#opened.promise
    if (problems.length === 0) return outputs
    await outputs.end()
    throw new UserError('CANNOT_OPEN_OUTPUT', problems.join('\n'), {
      hint: 'name a file in a folder that exists and can be written to',
    })
  }

  /** Of every output in the order of `configs`; at most half a second old while the run goes on, and final once it is closed. */
  get stats(): readonly OutputStats[] {
    return this.#stats
  }

  /** The arrays of `samples` belong to the outputs from here on; those of the delta are still read here. */
  measured({ worker, newSeries, gone, series, values }: MetricDelta, samples: SampleBatch | undefined): void {
    if (this.#breakdown !== undefined) return this.#loseAll(samples)
    const batch = samples === undefined ? undefined : this.#admit(samples)
    const delta = this.#needsSums ? { series: series.slice(), values: values.slice() } : undefined
    const transfer = [
      ...(batch === undefined ? [] : buffersOf(batch)),
      ...(delta === undefined ? [] : [delta.series.buffer, delta.values.buffer]),
    ]
    this.#post(
      { type: 'measured', measured: { worker, newSeries, gone, samples: batch, delta } },
      transfer as ArrayBuffer[],
    )
  }

  /** What is known of a second of the run beside k6's metrics. */
  figures(figures: Figures): void {
    this.#post({ type: 'figures', figures })
  }

  /** Everything is measured: sends what waits; what cannot be sent within `patience` without any progress is lost. */
  async close(patience: Millis): Promise<void> {
    this.#post({ type: 'close', patience })
    await this.#closed.promise
  }

  /** Nobody wants to wait any more. */
  abandon(): void {
    this.#post({ type: 'abandon' })
  }

  async end(): Promise<void> {
    await this.#thread.terminate()
  }

  #admit(samples: SampleBatch): SampleBatch {
    if (this.#behind + samples.count > MOST_BEHIND) return onlyLost(samples.count + samples.lost)
    this.#behind += samples.count
    return samples
  }

  #post(message: ToOutputs, transfer: ArrayBuffer[] = []): void {
    if (this.#breakdown === undefined) this.#thread.postMessage(message, transfer)
  }

  #receive(message: FromOutputs): void {
    switch (message.type) {
      case 'opened':
        return this.#opened.resolve(message.problems)
      case 'taken':
        this.#behind -= message.samples
        return
      case 'said':
        return this.#onSaid(message.text)
      case 'stats':
        this.#stats = message.stats
        return
      case 'closed':
        this.#stats = message.stats
        return this.#closed.resolve()
    }
  }

  /** A fault of ours in the thread: the run goes on without outputs. */
  #breakDown(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.#breakdown = reason
    this.#stats = this.#stats.map((one) => ({ ...one, queued: 0, spooled: 0, lost: samplesIn(one) - one.sent, reason }))
    this.#onSaid(`the outputs have broken down, nothing more is sent or written: ${reason}`)
    this.#opened.resolve([reason])
    this.#closed.resolve()
  }

  #loseAll(samples: SampleBatch | undefined): void {
    const count = (samples?.count ?? 0) + (samples?.lost ?? 0)
    this.#stats = this.#stats.map((one) => ({ ...one, lost: one.lost + count }))
  }
}

const onlyLost = (lost: number): SampleBatch => ({
  count: 0,
  times: new Float64Array(0),
  series: new Uint32Array(0),
  values: new Float64Array(0),
  metadata: undefined,
  metadataSets: [],
  lost,
})

/** The thread side sits beside this file: as source when run from source, compiled when compiled. */
const entryUrl = new URL(import.meta.url.endsWith('.ts') ? './entry.ts' : './entry.js', import.meta.url)
