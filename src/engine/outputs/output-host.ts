import type { Millis } from '../../base/units.ts'
import type { OutputContext, RunFacts } from './output-context.ts'
import { makeOutput } from './make-output.ts'
import { needs, type OutputConfig } from './output-kinds.ts'
import type { Output, OutputStats } from './output.ts'
import type { FromOutputs, Measured, ToOutputs } from './protocol.ts'
import { MAIN } from './main-gauges.ts'
import type { Samples } from './samples.ts'
import { type Series, SeriesTable } from './series-table.ts'
import { SumBook } from './sum-book.ts'
import { WallClock } from './wall-clock.ts'

/** How often main is told how the outputs stand. */
const STATS_PERIOD: Millis = 500

/** The outputs of a run, in the thread that they work in: opens them, feeds them, closes them. */
export class OutputHost {
  readonly #post: (message: FromOutputs) => void
  #outputs: readonly Output[] = []
  readonly #sums = new SumBook()
  #series = new SeriesTable({ systemTags: [], keepsAll: true })
  #timer: NodeJS.Timeout | undefined

  constructor(post: (message: FromOutputs) => void) {
    this.#post = post
  }

  async receive(message: ToOutputs): Promise<void> {
    switch (message.type) {
      case 'open':
        return this.#open(message.configs, message.facts)
      case 'measured':
        return this.#take(message.measured)
      case 'figures':
        for (const output of this.#outputs) output.takeFigures?.(message.figures)
        return
      case 'close':
        return this.#close(message.patience)
      case 'abandon':
        for (const output of this.#outputs) output.abandon()
    }
  }

  async #open(configs: readonly OutputConfig[], facts: RunFacts): Promise<void> {
    const clock = new WallClock(facts.anchor.monotonic, facts.anchor.epoch)
    const say = (text: string): void => this.#post({ type: 'said', text })
    const context: OutputContext = { facts, clock, sums: this.#sums, say }
    const outputs = await Promise.all(configs.map((config) => makeOutput(config, context)))
    const opened = await Promise.allSettled(outputs.map((output) => output.open()))
    const problems = opened.flatMap((result, index) =>
      result.status === 'fulfilled' ? [] : [describe(outputs[index], result.reason)],
    )
    const keepsAll = configs.some(({ kind }) => needs[kind] === 'sums')
    this.#series = new SeriesTable({ systemTags: facts.systemTags, keepsAll })
    this.#outputs = outputs
    this.#post({ type: 'opened', problems })
    if (problems.length === 0) this.#timer = setInterval(() => this.#report(), STATS_PERIOD)
  }

  #take({ worker, newSeries, gone, delta, samples: batch }: Measured): void {
    const table = this.#series
    table.announce(worker, newSeries)
    const seriesOf = (id: number): Series | undefined => table.of(worker, id)
    if (delta !== undefined) this.#sums.apply(delta, seriesOf, (id) => table.kindOf(worker, id))
    if (batch !== undefined) this.#takeSamples({ worker: worker - MAIN, batch, seriesOf })
    table.release(worker, gone)
  }

  #takeSamples(samples: Samples): void {
    for (const output of this.#outputs) output.takeSamples?.(samples)
    this.#post({ type: 'taken', samples: samples.batch.count })
  }

  async #close(patience: Millis): Promise<void> {
    await Promise.all(this.#outputs.map((output) => output.close(patience)))
    clearInterval(this.#timer)
    this.#post({ type: 'closed', stats: this.#stats() })
  }

  #report(): void {
    this.#post({ type: 'stats', stats: this.#stats() })
  }

  #stats(): readonly OutputStats[] {
    return this.#outputs.map(({ stats }) => stats)
  }
}

function describe(output: Output | undefined, reason: unknown): string {
  const why = reason instanceof Error ? reason.message : String(reason)
  return `--out ${output?.stats.name}: ${why}`
}
