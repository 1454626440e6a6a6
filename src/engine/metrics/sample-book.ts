import { BackendStats } from './backend-stats.ts'
import { Part } from './parts.ts'
import { RequestStats } from './request-stats.ts'
import type { ScenarioSamples } from './scenario-samples.ts'
import { RateSink, TrendSink } from './sink.ts'
import { MetricView } from './view.ts'

/** Samples of a span of time, from every angle that is looked at. */
export class SampleBook {
  readonly overall: MetricView = new MetricView()
  readonly #scenarios = new Map<string, MetricView>()
  /** What is not in them yet: nobody has looked. */
  #unread: ScenarioSamples[] = []
  /** Keyed by the selector's source text. */
  readonly submetrics: MetricView = new MetricView()
  /** Start lag by worker: a stalled worker shows even where the others hide it in the sum. */
  readonly lagOfWorker: Map<number, TrendSink> = new Map()
  /** From sending a request to the first byte of an answer that was as expected. */
  readonly firstByte: TrendSink = new TrendSink()
  /** By `checkKey`. */
  readonly checks: Map<string, RateSink> = new Map()
  /** Paths of all groups that ended or had checks, in the order in which they were first seen. */
  readonly groups: Set<string> = new Set()
  /** By `requestKey`. */
  readonly requests: Map<string, RequestStats> = new Map()
  /** By `backendKey`. */
  readonly backends: Map<string, BackendStats> = new Map()
  /** By `partKey`; empty unless they are asked for. */
  readonly parts: Map<string, Part> = new Map()

  /** With `scenarioMetrics` only. */
  get scenarios(): ReadonlyMap<string, MetricView> {
    if (this.#unread.length > 0) for (const samples of this.#unread.splice(0)) samples.addTo(this)
    return this.#scenarios
  }

  scenario(name: string): MetricView {
    const known = this.scenarios.get(name)
    if (known !== undefined) return known
    const view = new MetricView()
    this.#scenarios.set(name, view)
    return view
  }

  addScenarios(samples: ScenarioSamples): void {
    this.#unread.push(samples)
  }

  lagSink(worker: number): TrendSink {
    let sink = this.lagOfWorker.get(worker)
    if (sink === undefined) this.lagOfWorker.set(worker, (sink = new TrendSink()))
    return sink
  }

  checkSink(key: string): RateSink {
    let sink = this.checks.get(key)
    if (sink === undefined) this.checks.set(key, (sink = new RateSink()))
    return sink
  }

  request(key: string): RequestStats {
    let stats = this.requests.get(key)
    if (stats === undefined) this.requests.set(key, (stats = new RequestStats()))
    return stats
  }

  backend(key: string): BackendStats {
    let stats = this.backends.get(key)
    if (stats === undefined) this.backends.set(key, (stats = new BackendStats()))
    return stats
  }

  part(key: string): Part {
    let part = this.parts.get(key)
    if (part === undefined) this.parts.set(key, (part = new Part()))
    return part
  }

  merge(other: SampleBook): void {
    for (const group of other.groups) this.groups.add(group)
    for (const [key, part] of other.parts) this.part(key).merge(part)
    for (const [key, stats] of other.requests) this.request(key).merge(stats)
    for (const [key, stats] of other.backends) this.backend(key).merge(stats)
    for (const [key, sink] of other.checks) this.checkSink(key).merge(sink)
    for (const [worker, sink] of other.lagOfWorker) this.lagSink(worker).merge(sink)
    this.firstByte.merge(other.firstByte)
    this.overall.merge(other.overall)
    this.submetrics.merge(other.submetrics)
    for (const [name, view] of other.#scenarios) this.scenario(name).merge(view)
    for (const samples of other.#unread) samples.copyTo(this)
  }
}

/** One key for a check within its group (`::outer::inner`); `splitCheckKey` undoes it. Names may hold any sign. */
export const checkKey = (group: string, check: string): string => `${group.length}\n${group}${check}`

export function splitCheckKey(key: string): { readonly group: string; readonly check: string } {
  const start = key.indexOf('\n') + 1
  const end = start + Number.parseInt(key, 10)
  return { group: key.slice(start, end), check: key.slice(end) }
}
