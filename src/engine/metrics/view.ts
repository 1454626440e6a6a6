import type { SeriesDef } from './delta.ts'
import type { Contains, MetricKind } from './metric.ts'
import type { CounterSink, GaugeSink, RateSink, Sink, TrendSink } from './sink.ts'
import { makeSink, mergeSinks } from './sink.ts'

export interface MetricEntry {
  readonly name: string
  readonly contains: Contains
  readonly internal: boolean
  readonly sink: Sink
}

type MetricShape = Pick<SeriesDef, 'kind' | 'contains' | 'internal'>

/** Metrics by name, added up over whatever the view is about: the run, a second of it, a scenario. */
export class MetricView {
  readonly #entries = new Map<string, MetricEntry>()

  entries(): IterableIterator<MetricEntry> {
    return this.#entries.values()
  }

  find(name: string): MetricEntry | undefined {
    return this.#entries.get(name)
  }

  /** The sink of that name, made on first use. */
  sink(name: string, shape: MetricShape): Sink {
    const known = this.#entries.get(name)
    if (known !== undefined) return known.sink
    const sink = makeSink[shape.kind]()
    this.#entries.set(name, { name, contains: shape.contains, internal: shape.internal, sink })
    return sink
  }

  counter(name: string): number {
    return this.#of(name, 'counter')?.sum ?? 0
  }

  rate(name: string): RateSink | undefined {
    return this.#of(name, 'rate')
  }

  gauge(name: string): GaugeSink | undefined {
    return this.#of(name, 'gauge')
  }

  trend(name: string): TrendSink | undefined {
    return this.#of(name, 'trend')
  }

  merge(other: MetricView): void {
    for (const { name, contains, internal, sink } of other.entries()) {
      mergeSinks(this.sink(name, { kind: sink.kind, contains, internal }), sink)
    }
  }

  #of(name: string, kind: 'counter'): CounterSink | undefined
  #of(name: string, kind: 'rate'): RateSink | undefined
  #of(name: string, kind: 'gauge'): GaugeSink | undefined
  #of(name: string, kind: 'trend'): TrendSink | undefined
  #of(name: string, kind: MetricKind): Sink | undefined {
    const sink = this.#entries.get(name)?.sink
    return sink?.kind === kind ? sink : undefined
  }
}
